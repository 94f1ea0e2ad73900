"""Changes that mostly leave rules and facts as something one could mean: what goes wrong later comes to light."""

import random
import re
from collections.abc import Callable

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NUMBERS = ("0", "1", "2", "3", "5", "7.5", "10", "33.3", "50", "99.99", "100", "0.01", "1000000", "12345.6789", "2024")  # fmt: skip
_NAME = re.compile(r"[\u4e00-\u9fff“”]{2,}|[A-Za-z_]{3,}")
_CLASSES = (
    (" >= ", " > ", " <= ", " < ", " = ", " != "),
    (" 且 ", " 或 "),
    (" and ", " or "),
    (" 扣 ", " 得 ", " 加 "),
    (" deduct ", " award ", " add "),
    ("每满", "每起", "每", "按比例 每"),
    ("(含)", "(不含)", ""),
    (" + ", " - ", " × ", " / "),
    ("%", "个百分点", "万元", "元", "次", "个", "分", "倍", ""),
    ("最多", "除外", "最多 3 分 除外"),
    ("得 满分", "不得分", "得 1 分 至 3 分 插值", "得 人工 0 至 4 步长 0.5", "不适用 剔除", "不适用 得 满分", "免扣", "封顶 3 分", '须说明 "甲"', "一票否决"),
    ("金额", "比率", "数量", "次数", "人数", "日期", "是否", "文本", "等级 甲, 乙", "选项 甲, 乙", "明细"),
    ("按整", "进一", "按比例"),
    ("组内", "全表"),
    ("一级指标", "二级指标", "三级指标", "指标"),
    ("上年.", ""),
    ("否则", "当", "非"),
    ("true", "false", '"是"', "1", '""', "[]", "{}", "2023-02-30"),
    ("事实", "上年", "评分", "说明", "自评"),
    ("得分", "扣分", "结果", "等级", "须说明", "沿用", "指标"),
    ("off", "error", "warning", "info"),
)  # fmt: skip


def changed_gently(chance: random.Random, text: str, times: int) -> str:
    """The text with a few of these changes."""
    for _ in range(times):
        text = chance.choice(_CHANGES)(chance, text)
    return text


def a_part(chance: random.Random, text: str) -> str:
    """All declarations of a file of rules and some of its indicators; now and then all of it."""
    if chance.random() < 0.15:
        return text
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if _is_indicator(line)), len(lines))
    head = [line for line in lines[:first] if not line.startswith(("满分", "full", *_HEADINGS))]
    blocks: list[list[str]] = []
    for line in lines[first:]:
        if _is_indicator(line):
            blocks.append([])
        if blocks and not line.startswith(_HEADINGS):
            blocks[-1].append(line)
        elif blocks:
            blocks.append([])
    blocks = [block for block in blocks if block and _is_indicator(block[0])]
    some = chance.sample(blocks, min(len(blocks), chance.choice((1, 1, 2, 3))))
    part = [line for block in some for line in block]
    return "\n".join([*_needed(head, part), *part]) + "\n"


_HEADINGS = ("一级指标", "二级指标", "三级指标", "section", "group", "subgroup", "总分", "total")


def _is_indicator(line: str) -> bool:
    return line.startswith(("指标", "indicator"))


def _needed(head: list[str], part: list[str]) -> list[str]:
    """The head without the facts that nothing names; a definition keeps all of it."""
    body = "\n".join(part) + "\n".join(line for line in head if line.startswith(("定义", "define")))
    kept = []
    for line in head:
        words = line.split()
        if line.startswith(("事实", "fact")) and len(words) > 1 and words[1] not in body:
            continue
        kept.append(line)
    return kept


def _number(chance: random.Random, text: str) -> str:
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + chance.choice(_NUMBERS) + text[match.end() :]


def _name(chance: random.Random, text: str) -> str:
    """One name stands where another stood, or is called otherwise everywhere."""
    found = list(_NAME.finditer(text))
    if not found:
        return text
    match, other = chance.choice(found), chance.choice(found).group()
    if chance.random() < 0.3:
        return text.replace(
            match.group(), match.group() + chance.choice(("数", "甲", "_x", "（元）"))
        )
    return text[: match.start()] + other + text[match.end() :]


def _sign(chance: random.Random, text: str) -> str:
    """A word becomes another one of its kind."""
    for _ in range(6):
        words = chance.choice(_CLASSES)
        word = chance.choice([each for each in words if each])
        places = [match.start() for match in re.finditer(re.escape(word), text)]
        if places:
            at = chance.choice(places)
            return text[:at] + chance.choice(words) + text[at + len(word) :]
    return text


def _line_moved(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def _line_twice(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return "\n".join(lines)


def _line_gone(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


_CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    _number, _number, _number, _sign, _sign, _sign, _name, _line_moved, _line_twice, _line_gone,
)  # fmt: skip
