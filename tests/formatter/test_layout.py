"""What the one layout looks like."""

import pytest

from perfdsl.formatter import Style, format_text
from perfdsl.source import SourceText


def formatted(text: str, style: Style | None = None) -> str:
    return format_text(SourceText("x.perf", text), style or Style())


PASTED = """方案　某办法
年度:2021
每按整


事实 控制率 比率   "含义"
事实 “三公经费”变动率  比率 # 旧名：三公变动率
 事实 项目 明细
- 名称  文本
- 预算数 金额 万元
一级指标：过程（20分）
依据 条款一
# 编制按批复
指标 甲 10分
控制率大于100%的，每满1个百分点扣0.5分。
理由 超编
    # 这里还有一句

按 控制率 分档
- ≥90% 得10分   # 好
理由 不差
- 80%（含）至90%（不含） 得 8.5分
- 其余不得分
指标 乙 10分
逐项
1. 控制率 > 3% 得 4分 "甲"
2. 控制率 > 3% 且“三公经费”变动率<0 得 6分
总分
控制率 < 60%
且 控制率 > 50% 封顶 69分"""


def test_a_pasted_file_in_the_one_layout() -> None:
    assert (
        formatted(PASTED)
        == """方案 某办法
年度 2021
每 按整

事实 控制率           比率 "含义"
事实 “三公经费”变动率 比率  # 旧名：三公变动率
事实 项目             明细
  - 名称   文本
  - 预算数 金额 万元

一级指标 过程 （20 分）
  依据 条款一

# 编制按批复
指标 甲 10 分
  控制率 大于 100%的，每满 1个百分点 扣 0.5 分。
    理由 超编
    # 这里还有一句

  按 控制率 分档
  - ≥ 90%                    得 10 分  # 好
    理由 不差
  - 80%（含） 至 90%（不含） 得 8.5 分
  - 其余                     不得分

指标 乙 10 分
  逐项
  - 控制率 > 3%                         得 4 分 "甲"
  - 控制率 > 3% 且 “三公经费”变动率 < 0 得 6 分

总分
  控制率 < 60%
      且 控制率 > 50% 封顶 69 分
"""
    )


def test_keywords_types_and_units_in_english() -> None:
    text = formatted(PASTED, Style("en", half_width=True))
    assert "scheme 某办法\nyear 2021\nper whole steps\n" in text
    assert 'fact 控制率           ratio   "含义"' in text
    assert "  - 80%(inclusive) to 90%(exclusive) award 8.5 points\n" in text
    assert "  控制率 above 100%, per full 1pp deduct 0.5 points\n" in text
    assert "      and 控制率 > 50% cap 69 points\n" in text


def test_half_width_leaves_names_texts_and_comments_alone() -> None:
    text = formatted(
        '方案 甲（试行）\n事实 「甲－乙」 比率 "（含）"\n'
        "指标 丙 \uff15 分\n「甲－乙」＞２０％ 扣 ２ 分，除外 「甲－乙」＜３％ # （注）\n",
        Style(half_width=True),
    )
    assert text == (
        '方案 甲（试行）\n事实 「甲－乙」 比率 "（含）"\n\n'
        "指标 丙 5 分\n  「甲－乙」 > 20% 扣 2 分, 除外 「甲－乙」 < 3%  # （注）\n"
    )


def test_whole_numbers_keep_their_type() -> None:
    """English has one word for 数量 and 人数; only the latter refuses decimals."""
    text = formatted("事实 甲 人数\n事实 乙 数量\n指标 丙 5 分\n甲 > 1 扣 1\n", Style("en"))
    assert "fact 甲 人数\nfact 乙 count\n" in text


@pytest.mark.parametrize(
    ("written", "laid_out"),
    [
        ("|甲-乙|/乙>3%扣1", "|甲 - 乙| / 乙 > 3% 扣 1"),
        ("甲>-3%扣1", "甲 > -3% 扣 1"),
        ("最大( 甲 ,乙 )>(3%)扣 1分", "最大(甲, 乙) > (3%) 扣 1 分"),
        ("非(甲>3%)扣1分", "非(甲 > 3%) 扣 1 分"),
        ("上年 . 甲>3%扣1分", "上年.甲 > 3% 扣 1 分"),
        ("3%<甲<=5%得1分", "3% < 甲 <= 5% 得 1 分"),
        ("甲在[3%,5%)得1分", "甲 在 [3%, 5%) 得 1 分"),
        ("甲90%（含）以上的，得满分", "甲 90%（含）以上的，得 满分"),
        ("甲5%及以上得1分", "甲 5%及以上 得 1 分"),
        ("甲>3%得满分的80%", "甲 > 3% 得 满分的 80%"),
    ],
)
def test_spaces_between_words(written: str, laid_out: str) -> None:
    text = formatted(f"事实 甲 比率\n事实 乙 比率\n指标 丙 5 分\n{written}\n")
    assert text.endswith(f"指标 丙 5 分\n  {laid_out}\n")


def test_a_long_part_does_not_push_the_others_aside() -> None:
    long_name = "很长的名称" * 6
    text = formatted(f'事实 {long_name} 比率\n事实 短 比率 "义"\n指标 丙 5 分\n短 > 3% 扣 1\n')
    assert text.startswith(f'事实 {long_name} 比率\n事实 短 比率 "义"\n')


@pytest.mark.parametrize("end", ["。.", "。。", "；。", "。；", ".", "。"])
def test_marks_at_the_end_are_no_reason_to_stop(end: str) -> None:
    """However a sentence ends, it reads the same in the other language."""
    text = f"方案 甲\n事实 乙 比率\n指标 丙 5 分\n  乙低于60%不得分{end}\n  得 乙×5分{end}\n"
    english = formatted(text, Style(keywords="en"))
    assert "乙 below 60% no points" in english
    assert formatted(english, Style(keywords="en")) == english
    assert formatted(text).count("不得分") == 1


def test_each_missing_item_in_the_other_language() -> None:
    """`每有一项不符合` is `missing`."""
    text = "方案 甲\n事实 乙 是否\n指标 丙 5 分\n  逐项，每有一项不符合的，扣5分\n  - 乙\n"
    assert "checklist，missing，deduct 5 points" in formatted(text, Style(keywords="en"))


@pytest.mark.parametrize("space", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00a0", "\u3000"])
def test_a_space_without_width_is_a_space(space: str) -> None:
    text = f"事实{space} {space}甲 比率\n指标 丙{space} 5{space}分\n  得 人工 0 至{space}5 步长{space} 0.5\n"
    plain = text.replace(space, "")
    assert formatted(text) == formatted(plain)
