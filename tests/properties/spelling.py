"""One way among many to spell a token, and to put spaces between tokens."""

import random
from fractions import Fraction
from typing import Literal, NamedTuple

WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "一级指标": (("一级指标",), ("section",)),
    "二级指标": (("二级指标",), ("group",)),
    "三级指标": (("三级指标",), ("subgroup",)),
    "四级指标": (("四级指标",), ("topic",)),
    "指标": (("指标",), ("indicator",)),
    "总分": (("总分",), ("total",)),
    "方案": (("方案",), ("scheme",)),
    "年度": (("年度",), ("year",)),
    "语言": (("语言",), ("language",)),
    "满分": (("满分",), ("full marks", "full_marks")),
    "按整": (("按整",), ("whole steps", "whole")),
    "进一": (("进一",), ("started steps", "started_steps")),
    "按比例": (("按比例",), ("pro rata", "proportionally")),
    "剔除换算": (("剔除换算",), ("rescale",)),
    "组内": (("组内",), ("in group", "within group")),
    "全表": (("全表",), ("whole table", "whole_table")),
    "等级": (("等级",), ("grades", "grade")),
    "事实": (("事实",), ("fact",)),
    "定义": (("定义",), ("define",)),
    "按": (("按",), ("by",)),
    "取": (("取",), ("take",)),
    "其余": (("其余",), ("rest",)),
    "当": (("当", "若", "如果"), ("when", "if")),
    "否则": (("否则",), ("otherwise",)),
    "分档": (("分档",), ("bands",)),
    "逐项": (("逐项",), ("checklist",)),
    "缺一": (("缺一", "缺一项"), ("missing",)),
    "上限": (("上限",), ("upper limit", "upper_limit")),
    "下限": (("下限",), ("lower limit",)),
    "扣": (("扣", "扣除", "扣减"), ("deduct",)),
    "得": (("得", "计", "记"), ("award",)),
    "加": (("加",), ("add",)),
    "不适用": (("不适用",), ("not applicable", "not_applicable")),
    "剔除": (("剔除",), ("exclude",)),
    "免扣": (("免扣",), ("pardon",)),
    "封顶": (("封顶",), ("cap",)),
    "须说明": (("须说明",), ("must explain", "must_explain")),
    "一票否决": (("一票否决",), ("veto",)),
    "每满": (("每满",), ("per full", "per_full")),
    "每起": (("每起",), ("per started",)),
    "每": (("每", "每超过", "每发现", "每增加"), ("per", "each", "every")),
    "最多": (("最多", "至多"), ("at most", "at_most")),
    "除外": (("除外",), ("unless", "except")),
    "人工": (("人工",), ("judged",)),
    "步长": (("步长",), ("step",)),
    "插值": (("插值",), ("interpolated",)),
    ">": (
        ("＞", "大于", "超过", "高于", "多于", "超出"),
        (">", "above", "more than", "over", "exceeds"),
    ),
    ">=": (("≥", "不低于", "不少于", "达到", "大于等于"), (">=", "at least", "reaches", "≧")),
    "<": (("＜", "小于", "低于", "少于", "未达到"), ("<", "below", "less than", "under")),
    "<=": (
        ("≤", "不超过", "不高于", "不大于", "小于等于"),
        ("<=", "no more than", "not above", "≦"),
    ),
    "=": (("＝", "等于"), ("=", "equals", "==")),
    "!=": (("≠", "不等于"), ("!=", "not equal to", "<>")),
    "且": (("且", "并且", "而且"), ("and",)),
    "或": (("或", "或者"), ("or",)),
    "非": (("非",), ("not",)),
    "上年": (("上年", "去年"), ("last year", "last_year")),
    "是": (("是",), ("yes", "true")),
    "否": (("否",), ("no", "false")),
    "其中": (("其中",), ("where",)),
    "在": (("在", "介于", "处于"), ("in", "between")),
    "至": (("至", "到", "～"), ("to", "~")),
    "(含)": (("（含）",), ("(inclusive)", "(incl)")),
    "(不含)": (("（不含）",), ("(exclusive)", "(excl)")),
    "及以上": (("及以上", "及其以上"), ("and above", "or more")),
    "及以下": (("及以下",), ("and below", "or less")),
    "以上": (("以上",), ("upwards",)),
    "以下": (("以下",), ("downwards",)),
    "依据": (("依据",), ("basis",)),
    "理由": (("理由",), ("reason",)),
    "money": (("金额",), ("money",)),
    "ratio": (("比率",), ("ratio",)),
    "count": (("数量",), ("count",)),
    "days": (("天数",), ("days",)),
    "months": (("月数",), ("months",)),
    "date": (("日期",), ("date",)),
    "truth": (("是否",), ("truth",)),
    "level": (("等级",), ("level",)),
    "choice": (("选项",), ("choice",)),
    "text": (("文本",), ("text",)),
    "records": (("明细",), ("records",)),
}
UNIT_WORDS = {
    "百分点": (("个百分点", "百分点"), (" pp", " percentage points")),
    "%": (("%", "％"), (" percent",)),
    "万元": (("万元",), (" ten thousand yuan",)),
    "亿元": (("亿元",), (" hundred million yuan",)),
    "天": (("天", "日"), (" days", " day")),
    "月": (("个月",), (" months",)),
    "分": (("分",), (" points",)),
}
WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "><=()[]+-*/|,0123456789."}
_HAN = "一两三四五"
Language = Literal["zh", "en", "both"]


class Manner(NamedTuple):
    """How a file is written; `seed` None: always the first spelling, with single spaces."""

    seed: int | None = None
    language: Language = "both"
    wide: bool = False
    tight: bool = False
    functions: bool = False
    """Also vary the spelling of functions, which the syntax tree keeps as written."""


PLAIN = Manner()


class Pen:
    """Makes the choices of one file."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.random = None if manner.seed is None else random.Random(manner.seed)

    def pick(self, *options: str) -> str:
        return options[0] if self.random is None else self.random.choice(options)

    def chance(self, share: float) -> bool:
        return self.random is not None and self.random.random() < share

    def word(self, key: str) -> str:
        zh, en = WORDS[key]
        if self.random is None:
            return key if key in (">", ">=", "<", "<=", "=", "!=") else zh[0]
        if self.manner.language == "both":
            return self.pick(*zh, *en)
        return self.pick(*(zh if self.manner.language == "zh" else en))

    def only(self, key: str, *allowed: str) -> str:
        """As `word`, and one of those: where not all spellings fit."""
        found = self.word(key)
        return found if found in allowed else allowed[0]

    def number(self, value: Fraction, unit: str | None = None) -> str:
        text = decimal(value)
        if self.manner.wide and self.chance(0.3):
            text = text.translate(WIDE)
        if unit is None:
            return text
        zh, en = UNIT_WORDS.get(unit, ((unit,), (unit,)))
        if self.random is None:
            return text + zh[0]
        whole = value in (1, 2, 3)
        if whole and unit in ("百分点", "个", "天") and self.chance(0.2):
            return _HAN[0 if value == 1 else int(value) - 1] + zh[0]
        return text + self.pick(*({"zh": zh, "en": en}.get(self.manner.language, zh + en)))

    def symbol(self, text: str) -> str:
        return text.translate(WIDE) if self.manner.wide and self.chance(0.5) else text

    def quoted(self, text: str) -> str:
        return f"“{text}”" if self.chance(0.5) else f'"{text}"'

    def join(self, tokens: list[str]) -> str:
        """The tokens in a line, spaces between them left out, doubled or widened at will."""
        line = ""
        for token in tokens:
            if line and token:
                needed = self._needs_space(line, token)
                line += " " if self.random is None or needed else self._gap()
            line += token
        return line

    def _gap(self) -> str:
        if self.manner.tight:
            return ""
        return self.pick("", " ", "  ", "　") if self.manner.wide else self.pick("", " ")

    def _needs_space(self, line: str, token: str) -> bool:
        before, after = line[-1], token[0]
        if is_letter(before) and is_letter(after):
            latin = before.isascii() or after.isascii()
            return latin or not self.manner.tight or line[-1] in "非取"
        if is_letter(before) and before.isascii() and is_digit(after):
            return True
        return is_digit(before) and is_letter(after) and after.isascii()


def is_letter(character: str) -> bool:
    return character.isalpha() or character == "_"


def is_digit(character: str) -> bool:
    return character.isdigit()


def decimal(value: Fraction) -> str:
    """A finite decimal, written out."""
    sign = "-" if value < 0 else ""
    value = abs(value)
    for places in range(13):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
    raise ValueError(value)
