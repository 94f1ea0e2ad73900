"""The shipped rule files and examples: they check cleanly and score exactly as written down.

Every folder below `examples/` that holds an `expected.toml` is scored through the public pipeline.
"""

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.facts.words import scheme_of, year_of
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.syntax import parse
from perfdsl.workspace import find_rules, load_source

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.rglob("expected.toml"))
RULE_FILES = sorted([*(ROOT / "rules").rglob("*.perf"), *EXAMPLES.rglob("*.perf")])
HUAILAI = EXAMPLES / "huailai-2021"

HUAILAI_GROUPS = {
    "预算编制情况/预算编制质量": ("9", "9"),
    "预算编制情况/预算配置情况": ("10", "7"),
    "预算编制情况/预算绩效目标管理情况": ("7", "6"),
    "预算执行管理情况/预算执行": ("18", "14"),
    "预算执行管理情况/预算管理": ("8.5", "6.5"),
    "预算执行管理情况/资产管理": ("5", "5"),
    "预算执行管理情况/预算绩效监控管理": ("2.5", "2.5"),
    "监督评价情况/监督管理情况": ("4", "4"),
    "监督评价情况/绩效评价情况": ("7", "7"),
    "监督评价情况/评价结果应用": ("4", "4"),
    "履职产出情况": ("15", "15"),
    "履职效果情况": ("10", "10"),
}
"""The report's full marks and score of each group."""

HUAILAI_LOSSES = {
    "预算编制情况/预算配置情况/在职人员控制率": (
        "-3",
        "在职人员控制率 > 100% 每满 1个百分点 扣 0.3 分",
    ),
    "预算编制情况/预算绩效目标管理情况/目标管理创新": ("-1", "未进行绩效目标创新 扣 1 分"),
    "预算执行管理情况/预算执行/预算调整率": ("-2", "预算调整率 > 20% 扣 2 分"),
    "预算执行管理情况/预算执行/一般性支出压缩率": (
        "-1.5",
        "一般性支出增长率 > 0 每满 1个百分点 扣 0.5 分",
    ),
    "预算执行管理情况/预算执行/结转结余率": ("-0.5", "年末存在结转结余 扣 0.5 分"),
    "预算执行管理情况/预算管理/部门预决算差异率": ("-2", "部门预决算差异较大 得 0 分"),
}
"""Every indicator that lost points: by how much, and the line that says so."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts(diagnostics: Diagnostics) -> list[str]:
    """Errors and warnings in words, so that a failure says what is wrong and where."""
    return [
        f"{found.primary.span.source.name if found.primary else ''}:"
        f"{found.primary.span.first.line if found.primary else ''} {found.code.id} {found.message('zh')}"
        for found in diagnostics
        if found.severity != "info"
    ]


@cache
def load_rules(path: Path) -> RuleBook:
    diagnostics = Diagnostics()
    source = load_source(path, diagnostics)
    assert source is not None, texts(diagnostics)
    rulebook = check(parse(source, diagnostics), diagnostics)
    assert texts(diagnostics) == []
    assert rulebook is not None
    return rulebook


@cache
def score_folder(folder: Path) -> ScoreSheet:
    """The folder's facts, scored by the rules they name; nothing may be reported on the way."""
    diagnostics = Diagnostics()
    source = load_source(folder / "facts.toml", diagnostics)
    assert source is not None, texts(diagnostics)
    raw = read_facts(source, diagnostics)
    assert raw is not None, texts(diagnostics)
    scheme, span = scheme_of(raw)
    path = find_rules(source, scheme, year_of(raw), diagnostics, span)
    assert path is not None, texts(diagnostics)
    rulebook = load_rules(Path(path))
    facts = check_facts(raw, rulebook, diagnostics)
    assert texts(diagnostics) == []
    return score(rulebook, facts)


def plain(path: str) -> str:
    """A path without the quotes of its names."""
    return path.translate(dict.fromkeys(map(ord, "“”「」")))


def nodes_of(sheet: ScoreSheet) -> dict[str, Node]:
    found: dict[str, Node] = {}

    def collect(nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            found[plain("/".join(node.path))] = node
            collect(node.children)

    collect(sheet.nodes)
    return found


def losses_of(node: Node) -> list[Effect]:
    return [effect for effect in node.effects if effect.is_loss]


def test_examples_are_found() -> None:
    """A move of the folders must not leave this file without anything to test."""
    assert len(FOLDERS) >= 11
    assert len(RULE_FILES) >= 11


@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
def test_rule_file_checks_without_errors_and_warnings(path: Path) -> None:
    """`load_rules` holds it."""
    assert load_rules(path).leaves


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_example_scores_as_written_down(folder: Path) -> None:
    """Total, grade and every listed indicator, exactly."""
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    sheet = score_folder(folder)
    nodes = nodes_of(sheet)
    scores = {path: nodes[plain(path)].score for path in expected["得分"]}
    assert scores == {path: Fraction(points) for path, points in expected["得分"].items()}
    assert sheet.score == Fraction(expected["总分"])
    assert sheet.grade == expected.get("等级")
    assert sheet.missing == ()


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != HUAILAI], ids=name_of)
def test_made_up_example_has_no_findings(folder: Path) -> None:
    """Only the founding report contradicts itself."""
    assert [finding.message("zh") for finding in score_folder(folder).findings] == []


def test_huailai_has_the_groups_and_indicators_of_the_report() -> None:
    """Forty indicators in twelve groups of 100 points, 管理制度健全性 twice."""
    rulebook = load_rules(ROOT / "rules" / "huailai" / "2021.perf")
    assert rulebook.full == 100
    assert len(rulebook.leaves) == 40
    assert [leaf.name for leaf in rulebook.leaves].count("管理制度健全性") == 2
    full = {indicator.id: indicator.full for indicator in rulebook.walk()}
    assert {path: full[path] for path in HUAILAI_GROUPS} == {
        path: Fraction(points) for path, (points, _) in HUAILAI_GROUPS.items()
    }
    assert sum(Fraction(points) for points, _ in HUAILAI_GROUPS.values()) == 100


def test_huailai_scores_ninety() -> None:
    """The twelve group scores of the report, which add up to 90 and to 优."""
    sheet = score_folder(HUAILAI)
    nodes = nodes_of(sheet)
    assert {path: nodes[path].score for path in HUAILAI_GROUPS} == {
        path: Fraction(points) for path, (_, points) in HUAILAI_GROUPS.items()
    }
    assert sheet.score == 90
    assert sheet.grade == "优"
    assert sheet.status == "scored"


def test_huailai_findings_show_what_the_report_contradicts() -> None:
    """The stated 94.2, and the two remarks of the summary that group 3.2 did not take off."""
    findings = score_folder(HUAILAI).findings
    messages = [finding.message("zh") for finding in findings]
    assert sum("94.2" in message for message in messages) == 1
    assert len(findings) == 3, messages


def test_huailai_losses_point_at_their_rules() -> None:
    """Six losses, ten points; each leads to the line of the rule file that took them."""
    sheet = score_folder(HUAILAI)
    losses = {
        path: (losses_of(node), node) for path, node in nodes_of(sheet).items() if losses_of(node)
    }
    assert losses.keys() == HUAILAI_LOSSES.keys()
    for path, (applied, text) in HUAILAI_LOSSES.items():
        effects, _ = losses[path]
        assert [effect.applied for effect in effects] == [Fraction(applied)]
        span = effects[0].span
        assert span is not None
        assert span.source.name.endswith("2021.perf")
        assert span.text == text
        assert effects[0].notes.reason
    assert sum(Fraction(applied) for applied, _ in HUAILAI_LOSSES.values()) == -10


def test_huailai_quotes_every_fact() -> None:
    """Each fact carries the sentence of the report it was taken from."""
    written = tomllib.loads((HUAILAI / "facts.toml").read_text(encoding="utf-8"))
    facts = {name: value for name, value in written["事实"].items() if isinstance(value, dict)}
    assert len(facts) > 50
    assert [name for name, value in facts.items() if not value.get("来源")] == []
