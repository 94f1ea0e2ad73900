# ruff: noqa: RUF001 (full-width symbols are what is tested)
"""Different ways to write one sentence make one tree."""

from collections.abc import Callable

import pytest

from perfdsl.syntax import ast

Rules = Callable[[str], tuple[ast.Rule, ...]]

SAME = [
    # the founding rule, five ways
    [
        "预算调整率 > 20% 扣 2 分",
        "预算调整率 > 20% deduct 2",
        "预算调整率＞２０％扣２分",
        "预算调整率大于20%的，扣2分。",
        "当预算调整率超过 20% 时，扣 2 分；",
    ],
    ["执行率 >= 95% 得 5", "执行率达到95%及以上得5分", "执行率不低于95%的，得5分", "执行率 at least 95% award 5"],
    ["执行率 在 80%以上(含) 得 2", "执行率 80%以上(含) 得 2", "执行率80%（含）以上得2分", "执行率在80%及以上的得2分"],
    [
        "执行率 在 80%(含) 至 90%(不含) 得 3",
        "执行率介于80%（含）至90%（不含）之间的，得3分",
        "执行率80%（含）至90%（不含）的，计3分",
        "执行率 在 [80%, 90%) 记 3",
        "执行率 between 80%(inclusive) to 90%(exclusive) award 3 points",
    ],
    ["执行率 < 60% 得 0", "执行率低于60%的不得分", "执行率 below 60% no points"],
    [
        "违规次数 每满 2 次 扣 1 分",
        "违规次数每满两次扣一分，扣完为止。",
        "违规次数 扣 1 分 每满 2 次",
    ],
    ["违规数 每 1 扣 1", "违规数 per 1 deduct 1", "违规数 deduct 1 every 1"],
    ["违规数 每 1 次 扣 1", "违规数每次扣1分", "违规数每出现一次扣1分", "违规数每发现1次，扣1分"],
    ["违规数 每 1 项 扣 1", "违规数每有一项扣1分", "违规数每项扣1分", "违规数 每少一项 扣 1 分"],
    ["违规数 每 1 起 扣 1", "违规数每起扣1分"],
    [
        "执行率 > 100% 每 1个百分点 扣 0.5",
        "执行率>100%每超过一个百分点扣0.5分",
        "执行率大于100%的，每高于1个百分点扣0.5分，扣完为止。",
        "执行率 above 100% deduct 0.5 per 1pp",
    ],
    [
        "执行率 < 95% 扣 0.5 分 每 1个百分点 进一",
        "执行率<95%每少1个百分点扣0.5分，不足1个百分点按1个百分点计",
        "执行率<95%每少1个百分点，不足1个按1个计，扣0.5分",
        "执行率 < 95% 每起 1个百分点 扣 0.5 分",
        "执行率 < 95% deduct 0.5 per started 1pp",
    ],
    [
        "执行率 < 95% 每 1% 按比例 扣 0.5 分",
        "执行率 < 95% 扣 0.5 分 每 1% 按比例",
        "执行率 < 95% 每 1% 扣 0.5 分 按比例",
        "执行率 < 95% 每 按比例 1% 扣 0.5 分",
        "执行率 < 95% 按比例 每 1% 扣 0.5 分",
        "执行率 < 95% 按比例 扣 0.5 分 每 1%",
        "执行率 < 95% 扣 0.5 分 按比例 每 1%",
        "执行率 < 95% per 1% deduct 0.5 pro rata",
    ],
    ["执行率 < 95% 每满 1% 扣 0.5 分 最多 2", "执行率 < 95% 每 1% 扣 0.5 分 最多 2 按整", "执行率<95%每满1%扣0.5分按整，扣满2分为止"],
    ["执行率 < 95% 扣 满分", "执行率<95%扣满分"],
    ["有制度 扣 人工 1 至 2", "有制度扣人工1-2分", "有制度扣人工1～2分"],
    ["否则 得 0", "其余不得分", "其余情况不得分", "其他情况，得0分"],
    ["上年.收入 > 收入 扣 1", "上年收入大于收入扣1分", "上年的收入 > 收入 扣 1", "去年同期收入大于收入的扣1分", "last year.收入 > 收入 deduct 1"],
    ["得 满分 × 80%", "得满分的80%", "award full marks * 80%"],
    ["收入 = 0 不适用 得 满分", "收入=0不适用得满分", "收入 = 0 not applicable award full_marks"],
    ["收入 = 0 不适用 得 0", "收入=0不适用不得分", "收入 = 0 not_applicable award 0"],
    ["执行率 > 5% 扣 2 分 除外 政策性调整", "执行率>5%扣2分，政策性调整除外", "执行率 > 5% deduct 2 unless 政策性调整"],
    ["三公经费变动率 > 0 扣 1", "“三公经费”变动率大于0扣1分", '"三公经费"变动率大于0扣1分', "「三公经费变动率」大于0扣1分"],
    ["完成日 > 2021-12-31 扣 1", "完成日大于2021年12月31日的，扣1分"],
    ["收入 > 12345.67元 扣 1", "收入 > 12,345.67 元 扣 1", "收入大于12,345.67元的扣1分", "收入 > 12345.67 yuan 扣 1"],
    ["执行率 > 20% 扣 1", "执行率大于百分之二十扣一分"],
    ["数量(项目 其中 支出数 > 预算数) > 0 扣 1", "数量（项目其中支出数大于预算数）大于0扣1分"],
    ["收入 > 0 且 支出 > 0 或 违规数 > 0 扣 1", "收入大于0且支出大于0或违规数大于0的，扣1分"],
    ["|收入 - 支出| > 5 扣 1", "｜收入－支出｜＞５扣１"],
    ["有制度 = 否 一票否决 等级 差", "有制度=否一票否决等级差", "有制度 = no veto grade 差"],
    ["逐项 缺一 扣 1", "逐项缺一项扣1分", "checklist missing deduct 1"],
    ["按 执行率 分档", "按执行率分档", "by 执行率 bands", "bands by 执行率"],
    ["执行率 > 1% 扣 1 理由 “甲”", "执行率>1%扣1分，理由“甲”", '执行率 > 1% deduct 1 reason "甲"', "执行率 > 1% 扣 1 “甲”"],
]  # fmt: skip


@pytest.mark.parametrize("spellings", SAME, ids=lambda group: group[0])
def test_spellings_of_one_sentence_are_equal(rules: Rules, spellings: list[str]) -> None:
    """The first spelling and each other one give the same rules."""
    expected = rules(spellings[0])
    assert expected
    for spelling in spellings[1:]:
        assert rules(spelling) == expected, spelling


WIDE = {
    ord(narrow): wide
    for narrow, wide in zip(" ><=%(),:|+-*/.", "　＞＜＝％（），：｜＋－＊／．", strict=True)
}
WIDE |= {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}


@pytest.mark.parametrize("spellings", SAME, ids=lambda group: group[0])
def test_full_width_symbols_are_the_same_symbols(rules: Rules, spellings: list[str]) -> None:
    """Every sentence may be typed with a Chinese input method."""
    plain = next((text for text in spellings if '"' not in text and "," not in text), "")
    if plain:
        assert rules(plain.translate(WIDE)) == rules(plain)


NO_SPACES = [
    "预算调整率 > 20% 扣 2 分",
    "执行率 在 80%(含) 至 90%(不含) 得 3",
    "违规次数 每满 2 次 扣 1 分 最多 3 分",
    "收入 = 0 不适用 得 满分",
    "执行率 < 60% 封顶 69 分",
    "执行率 < 90% 须说明 “为什么”",
    "有制度 = 否 一票否决 得 0",
    "政策性调整 免扣 “原因”",
    "否则 得 3 分",
    "得 人工 0 至 5 步长 0.5",
    "逐项 得 1 分",
    "上限 3 分",
    "执行率 > 1% 扣 2 分 理由 “甲” 建议 “乙”",
]


@pytest.mark.parametrize("sentence", NO_SPACES)
def test_spaces_are_not_needed(rules: Rules, sentence: str) -> None:
    """Chinese sentences may be written without any space, but for the word that opens a statement."""
    glued = sentence.replace(" ", "")
    if sentence.startswith(("否则", "逐项", "上限")):
        glued = sentence[:2] + " " + glued[2:]
    assert rules(glued) == rules(sentence)
