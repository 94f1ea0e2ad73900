"""Which of two words of a level is the better one, as far as the words themselves say.

A word is a thing that is good to have (`健全`), how much of it there is (`基本`, `不够`), or a word of a
scale (`良`). What is not known for certain to be better or worse is not compared.
"""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Literal

import attrs

Sign = Literal[-1, 0, 1]


@attrs.frozen(repr=False)
class Standing:
    """`family`: what it measures; `sign`: bad, middling or good; `degree`: how much, in the family."""

    family: str
    sign: Sign
    degree: float


_GOODS = [
    "建立健全",
    "建立",
    "健全",
    "完善",
    "完备",
    "完整",
    "完成",
    "实现",
    "达成",
    "达到",
    "达标",
    "合格",
    "合规",
    "相符",
    "符合",
    "规范",
    "落实",
    "执行",
    "有效",
    "及时",
    "齐全",
    "满意",
    "合理",
    "到位",
    "公开",
    "通过",
    "明确",
    "清晰",
    "准确",
    "真实",
    "具备",
    "开展",
    "编制",
    "制定",
    "充分",
    "科学",
    "匹配",
    "一致",
    "按时",
    "可行",
    "可靠",
    "稳定",
    "细化",
    "量化",
    "报送",
    "提交",
    "验收",
    "整改到位",
    "整改",
    "均衡",
    "充足",
    "优良",
    "显著",
    "明显",
    "认真",
    "严格",
    "全面",
    "达到预期",
    "达到目标",
    "完工",
    "配套",
    "衔接",
    "覆盖",
    "足额",
    "设立",
    "配备",
    "应用",
    "办结",
    "办理",
    "相关",
    "支付",
    "拨付",
    "归档",
    "备案",
    "批复",
    "兑现",
    "保障",
    "解决",
    "采纳",
    "反馈",
    "纳入",
    "配合",
    "支持",
    "掌握",
    "知晓",
    "认可",
    "投产",
    "正常",
    "顺利",
    "完好",
    "清楚",
    "详细",
    "可衡量",
    "遵守",
    "履行",
    "优化",
    "改善",
    "符",
    "依据",
    "标准",
    "制度",
    "方案",
    "计划",
    "机制",
    "办法",
    "记录",
    "台账",
    "目标",
    "预案",
    "达到要求",
    "符合要求",
    "要求",
]
"""What is good to have of itself; of what is good not to have (`发现问题`, `超编`) nothing is said."""

_DEGREES: tuple[tuple[str, float], ...] = (
    ("完全不 完全未 严重不 根本不 极不 很不 非常不 全部未 全未", -4),
    ("不 未 未能 不能 没有 没 无 非 尚未 从未 并未 还未 均未", -3),
    ("不够 不太 不尽 不甚 不完全 未完全 未全部 不很 较不 比较不 未能完全 不全 欠", -2),
    ("少部分 小部分 少量 个别 初步", 1),
    ("部分 略 有些 一般 尚 勉强 有所", 2),
    ("基本 较为 较 比较 大部分 大体 总体 主要 绝大部分 基本上 基本能 总体上", 3),
    ("已 已经 有 能 能够 均 都 得到 按规定 按要求", 5),
    ("完全 全部 十分 非常 很 高度 全 特别 全都 超额", 6),
)
_PLAIN = 5.0
_HOW_MUCH = {word: degree for words, degree in _DEGREES for word in words.split()}
_SAME_AS = {1.0: 2.0}
"""Degrees of which nobody can say which is more."""

_SCALES: dict[str, tuple[tuple[str, Sign], ...]] = {
    "quality": (
        ("很差 极差 very_poor very_bad", -1),
        ("差 劣 poor bad", -1),
        ("较差 below_average", -1),
        ("中 中等 一般 普通 fair average medium moderate", 0),
        ("较好 尚好", 1),
        ("好 良 良好 good", 1),
        ("优 优秀 优异 卓越 很好 非常好 excellent very_good outstanding", 1),
    ),
    "height": (
        ("很低 极低 very_low", -1),
        ("低 low", -1),
        ("较低 偏低", -1),
        ("中 中等 一般 middle medium moderate mid", 0),
        ("较高 偏高", 1),
        ("高 high", 1),
        ("很高 极高 very_high", 1),
    ),
    "strength": (("弱 weak", -1), ("较弱", -1), ("中 中等 一般", 0), ("较强", 1), ("强 strong", 1)),
    "stems": (("丁", -1), ("丙", -1), ("乙", 0), ("甲", 1)),
    "letters": (("e", -1), ("d", -1), ("c", -1), ("b", 0), ("a", 1)),
    "place": (
        ("村级", -1),
        ("乡级 镇级 乡镇级", -1),
        ("县级 区级 区县级 county", -1),
        ("市级 地市级 municipal", 0),
        ("省级 省部级 部级 provincial", 1),
        ("国家级 国家 national", 1),
    ),
    "class": (("四等 四等奖", -1), ("三等 三等奖", -1), ("二等 二等奖", 0), ("一等 一等奖", 1)),
}
_ENGLISH = re.compile(
    r"(?P<how>not_fully|not_very|fully|completely|largely|mostly|basically|partly|partially|not|un|in|non_?)?_?"
    r"(?P<what>met|complete|completed|achieved|established|sound|compliant|adequate|effective|satisfied|"
    r"satisfactory|implemented|qualified|done|reached|finished|standardized)"
)
_ENGLISH_DEGREES = {
    "not": -3, "un": -3, "in": -3, "non": -3, "not_fully": -2, "not_very": -2, "partly": 2,
    "partially": 2, "largely": 3, "mostly": 3, "basically": 3, "fully": 6, "completely": 6,
}  # fmt: skip
_BETTER_THE_LESS = re.compile(
    "风险|难度|违规|违纪|问题|偏差|偏离|差错|影响|污染|失误|损失|隐患|负担|成本|能耗|投诉|压力|"
    "拖延|延误|逾期|超|缺|不足|严重|危害|事故|耗|排放|杠杆|债|依赖|波动|变动|敏感|复杂|紧急|集中|困难|误差|滞后|"
    "空置|闲置|流失|失业|信访|举报|risk|cost|loss|delay|debt|error",
    re.IGNORECASE,
)
"""Names of what is the better the lower it is, or of which that is not known."""


def is_worst_first(name: str, words: Sequence[str]) -> bool:
    """Whether the words are surely listed from the worst to the best; False where that is not sure."""
    if len(words) < 2 or len(set(words)) < len(words):
        return False
    standings = [_standings(word) for word in words]
    compared = [_compared(one, other) for one, other in combinations(standings, 2)]
    ends = _compared(standings[0], standings[-1])
    if ends is None or not ends[0] < 0 or any(each and each[0] > 0 for each in compared):
        return False
    needs_care = ends[1] in _SCALES and ends[1] not in ("quality", "place")
    known = sum(each is not None for each in compared)
    return known * 2 > len(compared) and not (needs_care and _BETTER_THE_LESS.search(name))


def _standings(word: str) -> list[Standing]:
    """All that the word can be."""
    plain = re.sub(r"[\s_-]+", "_", word.strip().lower())
    found = [
        Standing(scale, sign, float(place))
        for scale, steps in _SCALES.items()
        for place, (spelled, sign) in enumerate(steps)
        if plain in spelled.split() or plain.removesuffix("级") in spelled.split()
    ]
    return found + list(_amounts(plain))


def _amounts(plain: str) -> list[Standing]:
    english = _ENGLISH.fullmatch(plain)
    if english is not None:
        how = (english["how"] or "").rstrip("_")
        degree = float(_ENGLISH_DEGREES.get(how, _PLAIN))
        return [Standing(english["what"].removesuffix("d"), -1 if degree < 0 else 1, degree)]
    for good in sorted(_GOODS, key=len, reverse=True):
        if plain.endswith(good):
            how = plain.removesuffix(good)
            degree = float(_HOW_MUCH[how]) if how in _HOW_MUCH else _PLAIN
            if not how or how in _HOW_MUCH:
                return [Standing(good, -1 if degree < 0 else 1, _SAME_AS.get(degree, degree))]
    return []


def _compared(
    one: Sequence[Standing], other: Sequence[Standing]
) -> tuple[Literal[-1, 1], str] | None:
    """1: the first is better, -1: it is worse, by this family; None: not known."""
    for mine in one:
        for its in other:
            same = mine.family == its.family
            scales = mine.family in _SCALES or its.family in _SCALES
            if same and mine.degree != its.degree:
                return (1 if mine.degree > its.degree else -1), mine.family
            if not same and not scales and mine.sign != its.sign:
                return (1 if mine.sign > its.sign else -1), mine.family
            mixed = {"quality"} >= ({mine.family, its.family} & set(_SCALES))
            if not same and scales and mixed and mine.sign * its.sign < 0:
                return (1 if mine.sign > its.sign else -1), mine.family
    return None
