"""Values of a choice or level that stand alone: completed, never made facts of their own, never turned round."""

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import edited
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = """方案 示例
年度 2025
语言 1
事实 方式 选项 公开招标, 竞争性磋商, 单一来源
事实 考核 等级 优秀, 良好, 合格, 不合格
事实 牵头单位 文本
事实 次数甲 次数
事实 有项目 是否
事实 项目 明细
  - 名称 文本
  - 类别 选项 大型, 中型, 小型
指标 甲 10 分
  """


def _read(rule: str) -> tuple[SourceText, Diagnostics]:
    source, found = SourceText("rules.perf", f"{_HEAD}{rule}\n"), Diagnostics()
    check(parse(source, found), found)
    return source, found


def _offered(rule: str) -> list[str]:
    """What the edits of the one finding make of the line; all that is above it stays."""
    source, found = _read(rule)
    (only,) = found
    texts = [edited(source, each.edits) for each in only.helps if each.edits]
    assert all(text.startswith(_HEAD) for text in texts)
    return [text.removeprefix(_HEAD).strip() for text in texts]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("方式 = 公开招标 或 单一来源 扣 1 分", "方式 = 公开招标 或 方式 = 单一来源 扣 1 分"),
        ("方式为公开招标或单一来源的扣1分", "方式为公开招标或方式为单一来源的扣1分"),
        ("考核 = 优秀 或 良好 扣 1 分", "考核 = 优秀 或 考核 = 良好 扣 1 分"),
        (
            "方式 = 公开招标 或 竞争性磋商 或 单一来源 扣 1 分",
            "方式 = 公开招标 或 方式 = 竞争性磋商 或 方式 = 单一来源 扣 1 分",
        ),
        ("方式 != 公开招标 或 单一来源 扣 1 分", "方式 != 公开招标 且 方式 != 单一来源 扣 1 分"),
        ("方式 = 公开招标 且 单一来源 扣 1 分", "方式 = 公开招标 或 方式 = 单一来源 扣 1 分"),
        (
            "有项目 且 方式 = 公开招标 或 单一来源 扣 1 分",
            "有项目 且 (方式 = 公开招标 或 方式 = 单一来源) 扣 1 分",
        ),
        (
            "有项目 且 (方式 = 公开招标 或 单一来源) 扣 1 分",
            "有项目 且 (方式 = 公开招标 或 方式 = 单一来源) 扣 1 分",
        ),
        ("方式 = 公开招标 或 竞争性嗟商 扣 1 分", "方式 = 公开招标 或 方式 = 竞争性磋商 扣 1 分"),
        (
            '方式 = "公开招标" 或 "单一来源" 扣 1 分',
            '方式 = "公开招标" 或 方式 = "单一来源" 扣 1 分',
        ),
        ('牵头单位 = "甲" 或 "乙" 扣 1 分', '牵头单位 = "甲" 或 牵头单位 = "乙" 扣 1 分'),
        ("次数甲 = 1 或 2 扣 1 分", "次数甲 = 1 或 次数甲 = 2 扣 1 分"),
        ("方式 is 公开招标 or 单一来源 deduct 1", "方式 is 公开招标 or 方式 is 单一来源 deduct 1"),
        ("单一来源 扣 1 分", "方式 = 单一来源 扣 1 分"),
        ("非 单一来源 扣 1 分", "方式 != 单一来源 扣 1 分"),
        ("有项目 且 单一来源 扣 1 分", "有项目 且 方式 = 单一来源 扣 1 分"),
        ("公开招标 或 单一来源 扣 1 分", "方式 = 公开招标 或 方式 = 单一来源 扣 1 分"),
        (
            "数量(项目 其中 类别 = 大型 或 中型) > 1 扣 1 分",
            "数量(项目 其中 类别 = 大型 或 类别 = 中型) > 1 扣 1 分",
        ),
        ("方式 = 公开招标、单一来源 扣 1 分", "方式 = 公开招标 或 方式 = 单一来源 扣 1 分"),
        ("方式不为单一来源 扣 1 分", "方式 != 单一来源 扣 1 分"),
        ("方式不属于公开招标、单一来源的扣1分", "方式 != 公开招标 且 方式 != 单一来源的扣1分"),
        ("方式为公开招标或单一来源之一的，扣1分", "方式 = 公开招标 或 方式 = 单一来源的，扣1分"),
        ("考核 良好及以上 扣 1 分", "考核 不低于 良好 扣 1 分"),
        ("考核为良好及以上的，扣1分", "考核 不低于 良好的，扣1分"),
        ("考核 合格以下（不含）扣 1 分", "考核 低于 合格 扣 1 分"),
        ("考核 良好 or above 扣 1 分", "考核 不低于 良好 扣 1 分"),
    ],
)
def test_what_a_value_lacks(written: str, meant: str) -> None:
    assert _offered(written) == [meant]
    assert not [each for each in _read(meant)[1] if each.severity == "error"]


@pytest.mark.parametrize(
    "written",
    ["考核 不低于 良好 或 合格 扣 1 分", "有项目 且 方式 = 公开招标 或 遭遇台风 扣 1 分"],
)
def test_what_may_mean_either_gets_no_edit(written: str) -> None:
    assert _offered(written) == []


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("事实：年度考核 等级 优, 良, 差", "年度考核"),
        ("事实 「年度 考核」 等级 优, 良, 差", "「年度 考核」"),
    ],
)
def test_a_level_is_known_however_it_is_declared(declared: str, name: str) -> None:
    source = SourceText(
        "rules.perf",
        f"{_HEAD.rstrip()}\n  {name}为良及以上 扣 1 分\n".replace(
            "事实 考核 等级 优秀, 良好, 合格, 不合格", declared
        ),
    )
    found = Diagnostics()
    check(parse(source, found), found)
    offered = [edited(source, help_.edits) for each in found for help_ in each.helps]
    assert any(f"{name} 不低于 良 扣 1 分" in text for text in offered)


def test_above_without_a_word_for_the_end_is_offered_both_ways() -> None:
    assert _offered("考核为良好以上的 扣 1 分") == [
        "考核 不低于 良好的 扣 1 分",
        "考核 高于 良好的 扣 1 分",
    ]


@pytest.mark.parametrize(
    "right",
    [
        "方式 = 公开招标 或 有项目 扣 1 分",
        "方式 = 公开招标 或 方式 = 单一来源 扣 1 分",
        "非 有项目 扣 1 分",
        "考核达到良好及以上的扣1分",
        "次数甲 = 1 或 次数甲 = 2 扣 1 分",
    ],
)
def test_what_is_right_is_silent(right: str) -> None:
    assert [each.code.id for each in _read(right)[1] if each.severity == "error"] == []


def test_what_is_refused_in_all_rows_is_said_once() -> None:
    rows = '逐项 缺一项 扣 -5 分\n  - 有项目 "甲"\n  - 次数甲 > 1 "乙"'
    assert _offered(rows) == [rows.replace("-5", "5")]
