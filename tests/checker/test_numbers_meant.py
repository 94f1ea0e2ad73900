"""Numbers with more than the number, as people write them: the sign and the size stay what they are."""

import pytest

from perfdsl.checker.fact_claims import claimed
from perfdsl.checker.fact_numbers import number_meant, with_thousands


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("58.2万元（追减）", ("-58.2万元",)),
        ("58.2万元，核减", ("-58.2万元",)),
        ("58.2万元（调减数）", ("-58.2万元",)),
        ("1次，已追回", ("1次",)),
        ("12个；均完成整改", ("12个",)),
        ("3次，其中一次已追回", ()),
        ("100万元，不含结转", ()),
        ("100户，另有散户", ()),
        ("2次，但已撤销", ()),
    ],
)
def test_words_behind_the_number(text: str, meant: tuple[str, ...]) -> None:
    assert number_meant(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("11.935人", ("11935人",)), ("1.200", ("1200",)), ("1240.5", ()), ("2.25人", ())],
)
def test_the_point_of_thousands(text: str, meant: tuple[str, ...]) -> None:
    assert with_thousands(text) == meant


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("有资产台账", "未建立", False),
        ("有资产台账", "已建立", True),
        ("有管理制度", "没有制定", False),
        ("有资产台账", "部分建立", None),
        ("按时公开", "未建立", None),
    ],
)
def test_a_verb_alone_says_whether_there_is_one(
    name: str, value: str, *, meant: bool | None
) -> None:
    assert claimed(name, value) is meant
