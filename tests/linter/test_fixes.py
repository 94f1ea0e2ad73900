"""Edits that the linter offers: what they make can be scored, and which of them change no score."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help
from perfdsl.fixes import carry_out, choose_helps, edited
from perfdsl.interpreter import score
from perfdsl.linter import RULES, lint
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from tests.linter.test_rules import FIXED, SOMETIMES_FIXED, found_in, read
from tests.properties.plans import Plan
from tests.properties.running import facts_of, nodes_of, rulebook_of
from tests.properties.spelling import Manner
from tests.strategies import facts_for, manners, plans

CHANGE_NOTHING = {
    "edition-missing",
    "exception-never-applies",
    "never-exhausted",
    "never-matters",
    "unused-definition",
    "unused-fact",
}
"""Their edits change no score, but not all of them are safe: the finding is a question to a person."""


def changed(rulebook: RuleBook, help_: Help) -> RuleBook:
    """The rules with one help carried out; they must still be rules."""
    text = edited(rulebook.source, help_.edits)
    diagnostics = Diagnostics()
    after = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    said = [(each.message("zh"), each.primary and each.primary.span.text) for each in diagnostics]
    made = [(edit.span.text, edit.replacement) for edit in help_.edits]
    assert after is not None, (said, made, text)
    return after


def offers(rulebook: RuleBook) -> list[tuple[Diagnostic, Help]]:
    return [(each, help_) for each in lint(rulebook).found for help_ in each.helps if help_.edits]


def known_in(facts: Facts, rulebook: RuleBook) -> Facts:
    """What is no longer declared is no longer given; a definition is worked out."""
    return attrs.evolve(
        facts,
        values={name: fact for name, fact in facts.values.items() if name in rulebook.facts},
        last_year={name: fact for name, fact in facts.last_year.items() if name in rulebook.facts},
    )


@settings(max_examples=120, deadline=None)
@given(plans(), manners(), st.data())
def test_edits_change_no_score_that_they_may_not(
    plan: Plan, manner: Manner, data: st.DataObject
) -> None:
    rulebook = rulebook_of(plan, manner)
    for finding, help_ in offers(rulebook):
        after = changed(rulebook, help_)
        assert finding.code.slug in FIXED | SOMETIMES_FIXED | {"allows-nothing"}
        if help_.applicability != "safe" and finding.code.slug not in CHANGE_NOTHING:
            continue
        if finding.code.slug == "never-matters" and any(edit.replacement for edit in help_.edits):
            continue  # 得 满分 in place of a 免扣 that does nothing is to change what it comes to
        facts = known_in(facts_of(data.draw(facts_for(plan, complete=True))), rulebook)
        sheets = [score(book, known_in(facts, after), partial=True) for book in (rulebook, after)]
        scores = [
            {key: (node.status, node.score) for key, node in nodes_of(sheet).items()}
            for sheet in sheets
        ]
        for key, (status, points) in scores[0].items():
            if "unknown" not in (status, scores[1][key][0]):
                assert (status, points) == scores[1][key], (finding.message("zh"), help_.edits)
        if help_.applicability == "safe":
            assert scores[0] == scores[1]
            assert sheets[0].score == sheets[1].score


def parse_and_check(text: str) -> RuleBook | None:
    diagnostics = Diagnostics()
    return check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)


def deleted_in_rounds(rulebook: RuleBook) -> RuleBook:
    """The rules after all deletions that change no score, as `check --fix --unsafe-fixes` makes them."""
    for _ in range(50):
        found = [each for each in lint(rulebook).found if each.code.slug in CHANGE_NOTHING]
        fixes = carry_out(choose_helps(found, lambda _: True, unsafe=True))
        if not fixes:
            return rulebook
        after = parse_and_check(fixes[0].text)
        assert after is not None
        rulebook = after
    raise AssertionError(rulebook.source.text)


@settings(max_examples=60, deadline=None)
@given(plans(), manners(), st.data())
def test_all_deletions_together_change_no_score(
    plan: Plan, manner: Manner, data: st.DataObject
) -> None:
    rulebook = rulebook_of(plan, manner)
    after = deleted_in_rounds(rulebook)
    facts = known_in(facts_of(data.draw(facts_for(plan, complete=True))), rulebook)
    sheets = [score(book, known_in(facts, after), partial=True) for book in (rulebook, after)]
    before, now = (
        {key: (node.status, node.score) for key, node in nodes_of(sheet).items()}
        for sheet in sheets
    )
    for key, (status, points) in before.items():
        if "unknown" not in (status, now[key][0]):
            assert (status, points) == now[key], after.source.text


REDUNDANT: dict[str, tuple[str, tuple[dict[str, str | int], ...]]] = {
    "每一条都有另一条": (
        "率 < 90% 扣 10\n次 > 3 扣 10\n非 率 >= 90% 扣 满分\n",
        (
            {"率": "50%", "次": 0},
            {"率": "95%", "次": 4},
        ),
    ),
    "两条免扣": (
        "率 < 60% 扣 10\n灾 免扣\n次 > 3 扣 2\n灾 = 是 免扣\n",
        (
            {"率": "50%", "次": 0, "灾": "是"},
            {"率": "95%", "次": 4, "灾": "是"},
        ),
    ),
    "三条一样": (
        "率 < 90% 扣 10\n次 > 3 扣 4\n非 率 >= 90% 扣 10\n次 > 5 扣 4\n90% > 率 扣 10\n",
        ({"率": "50%", "次": 6},),
    ),
    "英文": (
        "率 below 90% deduct 10\n次 above 3 deduct 10\nnot 率 at least 90% deduct 10\n",
        ({"率": "50%", "次": 0},),
    ),
}


@pytest.mark.parametrize("name", REDUNDANT)
def test_of_two_rules_that_each_make_the_other_needless_one_stays(name: str) -> None:
    rules, cases = REDUNDANT[name]
    declared = "事实 率 比率\n事实 次 次数\n事实 灾 是否\n"
    before = read(
        f"{declared}指标 甲 10 分\n{rules}指标 乙 10 分\n  率 < 10% 扣 10\n  次 > 9 扣 10\n"
    )
    after = deleted_in_rounds(before)
    assert len(after.indicators[0].rules) < len(before.indicators[0].rules)
    for case in cases:
        given_ = "".join(
            f"{key} = {value if isinstance(value, int) else repr(value)}\n"
            for key, value in {"灾": "否", **case}.items()
        )
        points = [score(book, facts_given(given_, book)).nodes[0].score for book in (before, after)]
        assert points[0] == points[1] is not None


def facts_given(text: str, rulebook: RuleBook) -> Facts:
    """The facts among them that the rules still ask for."""
    kept = [line for line in text.splitlines() if line.split(" = ")[0] in rulebook.facts]
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", "\n".join(("[事实]", *kept, ""))), diagnostics)
    assert raw is not None
    facts = check_facts(raw, rulebook, diagnostics)
    assert facts is not None, [each.message("zh") for each in diagnostics]
    return facts


ENGLISH = {
    "never-exhausted": "fact rate ratio\nindicator A 10 points\nrate > 100% deduct 2\n",
    "excessive-checklist": "fact good truth\nfact fair truth\nindicator A 10\nchecklist missing deduct 6\n- good\n- fair\n",
    "judged-without-step": "fact good truth\nindicator A 10\nnote by-laws\ngood award judged 0 to 10\notherwise award 0\n",
    "edition-missing": "scheme A\nyear 2021\nfact rate ratio\nindicator A 10 points\nrate > 100% deduct 10\n",
    "grades-missing": "scheme A\nyear 2021\nlanguage 1\nfact rate ratio\nindicator A 100 points\nrate > 100% deduct 100\n",
    "rounding-missing": "scheme A\nyear 2021\nlanguage 1\nfact rate ratio 0 to 100%\nindicator A 10 points\naward rate * full marks\n",
    "exception-never-applies": "fact rate ratio\nindicator A 10 points\nrate > 20% deduct 10 unless rate < 10%\n",
}


@pytest.mark.parametrize("slug", sorted(ENGLISH))
def test_edits_speak_the_language_of_the_file(slug: str) -> None:
    rulebook = read(ENGLISH[slug])
    (help_,) = (help_ for each, help_ in offers(rulebook) if each.code.slug == slug)
    after = changed(rulebook, help_)
    assert after.source.text.isascii()
    assert slug not in {each.code.slug for each in lint(after).found}


# --- what else stands on a line ------------------------------------------------------------------


def fixed(text: str, slug: str, *, unsafe: bool = True) -> str:
    """The text with what is offered for one rule, made as `check --fix --unsafe-fixes` does."""
    found = [each for each in found_in(text) if each.code.slug == slug]
    assert found
    fixes = carry_out(choose_helps(found, lambda _: True, unsafe=unsafe))
    return fixes[0].text if fixes else text


FACTS = "事实 甲 比率\n"
LEAF = "指标 乙 10 分\n  甲 < 90% 扣 10 分\n"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("事实 丙 比率\n", ""),
        ("事实 丙 比率。\n", ""),
        ("事实 丙 比率  # 以后用\n", "# 以后用\n"),
        ("# 丙以后用\n事实 丙 比率\n", "# 丙以后用\n"),
        ('事实 丙 比率\n  放过 repeated-name "试"\n', None),
        ("事实 丙 明细\n  - 数 数量\n", None),
    ],
)
def test_a_comment_is_not_lost_with_its_line(line: str, after: str | None) -> None:
    text = FACTS + line + LEAF
    assert fixed(text, "unused-fact") == FACTS + (line if after is None else after) + LEAF
    assert fixed(text, "unused-fact", unsafe=False) == text


def test_the_last_line_of_a_file_can_go() -> None:
    text = FACTS + LEAF + "事实 丙 比率"
    assert fixed(text, "unused-fact") + "\n" == FACTS + LEAF


NEEDLESS = '指标 一 10 分\n  甲 > 90% 扣 10 分\n  放过 repeated-name "没有同名的"{comment}\n'


@pytest.mark.parametrize(("comment", "is_safe"), [("", True), ("  # 去年有", False), ("。", True)])
def test_an_allowance_with_a_comment_is_left_to_a_person(comment: str, *, is_safe: bool) -> None:
    text = FACTS + NEEDLESS.format(comment=comment)
    left = fixed(text, "allows-nothing", unsafe=False)
    assert ("放过" not in left) == is_safe
    assert comment.strip("。 ") in fixed(text, "allows-nothing")


def test_a_comment_above_a_line_that_goes_may_be_about_it() -> None:
    text = FACTS + NEEDLESS.format(comment="").replace("  放过", "  # 因为\n  放过")
    assert fixed(text, "allows-nothing", unsafe=False) == text
    assert "# 因为" in fixed(text, "allows-nothing")


@pytest.mark.parametrize(
    ("tail", "after"),
    [
        ("扣 5 分 除外 甲 < 10%", "扣 5 分"),
        ("扣 5 分，很低除外。", "扣 5 分。"),
        ('扣 5 分 最多 3 分 除外 甲 < 10% "说"', '扣 5 分 最多 3 分 "说"'),
        ("扣 5 分 unless 甲 < 10% # 后面", "扣 5 分 # 后面"),
    ],
)
def test_an_exception_goes_with_its_word(tail: str, after: str) -> None:
    text = FACTS + f"定义 很低 = 甲 < 10%\n指标 乙 10 分\n  甲 < 5% 扣 10 分\n  甲 > 20% {tail}\n"
    assert fixed(text, "exception-never-applies") == text.replace(tail, after)


def test_an_award_moves_with_its_comment() -> None:
    text = FACTS + (
        "指标 乙 10 分\n  甲 >= 80% 得 6 分\n  甲 >= 95% 得 10 分  # 最好\n  否则 得 0 分\n"
    )
    moved = FACTS + (
        "指标 乙 10 分\n  甲 >= 95% 得 10 分  # 最好\n  甲 >= 80% 得 6 分\n  否则 得 0 分\n"
    )
    assert fixed(text, "award-never-wins") == moved


def test_every_rule_with_edits_is_looked_at() -> None:
    assert CHANGE_NOTHING <= FIXED <= {rule.slug for rule in RULES}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("90% <= 率 < 60%", [("90%", "60%"), ("60%", "90%")]),
        ("50% < |率 - 率| < 0%", []),
        ("110% <= 率 < 150%", []),
        ("60% < 率 < 60%", []),
    ],
)
def test_the_ends_of_a_chain_are_exchanged_where_it_can_hold_then(
    condition: str, expected: list[tuple[str, str]]
) -> None:
    rulebook = read(
        f"事实 率 比率 0% 至 100%\n指标 甲 10 分\n  率 >= 90% 得 10 分\n  {condition} 得 5 分\n  否则 得 0 分\n"
    )
    (found,) = (each for each in lint(rulebook).found if each.code.slug == "never-holds")
    edits = [edit for help_ in found.helps for edit in help_.edits]
    assert [(edit.span.text, edit.replacement) for edit in edits] == expected
