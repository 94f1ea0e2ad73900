"""`perfdsl diff`: what it prints, in every format, and its exit codes."""

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result

from perfdsl.cli.main import build

ROOT = Path(__file__).parents[2]
HUAILAI = ("rules/huailai/2021.perf", "rules/huailai/2022.perf")
HUNAN = ("rules/hunan-form/2017.perf", "rules/hunan-form/2018.perf")
SCHEMA = json.loads((ROOT / "docs/reference/diff.schema.json").read_text(encoding="utf-8"))
OLD = "方案 试点\n年度 2021\n事实 调整率 比率\n指标 乙 5 分\n  调整率 > 20% 扣 2 分\n"


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def run(*arguments: str, language: str = "zh") -> Result:
    return CliRunner().invoke(build("zh" if language == "zh" else "en"), ["diff", *arguments])


def files(folder: Path, old: str, new: str) -> tuple[str, str]:
    paths = folder / "旧.perf", folder / "新.perf"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def test_a_threshold_in_one_sentence_with_its_range(tmp_path: Path) -> None:
    result = run(*files(tmp_path, OLD, OLD.replace("20%", "10%").replace("2021", "2022")))
    assert result.exit_code == 0
    assert "调整率：扣分线 20% → 10%（更严）" in result.stdout
    assert "乙  更严 · 已证明（最多少 2 分）" in result.stdout
    assert "(10%, 20%]：2021 年得分 5，2022 年得分 3，变化 −2" in result.stdout
    assert "例：调整率 = 20% → 5 分 变 3 分" in result.stdout


def test_in_english(tmp_path: Path) -> None:
    result = run(*files(tmp_path, OLD, OLD.replace("20%", "10%")), language="en")
    assert "limit 20% → 10%" in result.stdout
    assert "stricter · proved" in result.stdout


def test_exit_codes(tmp_path: Path) -> None:
    same = files(tmp_path, OLD, OLD)
    assert run(*same, "--exit-code").exit_code == 0
    assert "两份规则没有差别" in run(*same).stdout
    changed = files(tmp_path, OLD, OLD.replace("2 分", "1 分"))
    assert run(*changed).exit_code == 0
    assert run(*changed, "--exit-code").exit_code == 1
    assert run(changed[0], str(tmp_path / "没有.perf")).exit_code == 2
    broken = files(tmp_path, OLD, OLD.replace("扣 2 分", "扣"))
    assert run(*broken).exit_code == 1


def test_a_pure_rewrite_gets_a_certificate(tmp_path: Path) -> None:
    rewritten = OLD.replace("  调整率 > 20% 扣 2 分", "  调整率 <= 20% 得 5 分\n  否则 得 3 分")
    result = run(*files(tmp_path, OLD, rewritten), "--equivalent")
    assert result.exit_code == 0
    assert result.stdout.startswith("已证明：两份规则对任何数据都给出同样的分。\n旧 sha256 ")
    refused = run(*files(tmp_path, OLD, OLD.replace("20%", "19%")), "--equivalent")
    assert refused.exit_code == 1
    assert "「乙」更严 · 已证明" in refused.stdout


DATES = "方案 试点\n年度 {}\n事实 起日 日期\n事实 止日 日期\n指标 乙 5 分\n  {} 扣 {} 分\n"


def test_working_days_at_the_end_of_the_calendar(tmp_path: Path) -> None:
    """The days that are tried to reach a difference are days that there are."""
    rule = "工作日数(起日, 止日) > 20个工作日 且 止日 - 起日 < 40天"
    pair = files(tmp_path, DATES.format(2021, rule, 2), DATES.format(2022, rule, 3))
    result = run(*pair)
    assert (result.exit_code, result.exception) == (0, None)
    assert "乙  更严 · 已证明（最多少 1 分）" in result.stdout
    assert "例：" in result.stdout


def test_months_behind_a_date_are_reached(tmp_path: Path) -> None:
    rule = "止日 > 起日 + 3个月"
    result = run(*files(tmp_path, DATES.format(2021, rule, 2), DATES.format(2022, rule, 3)))
    assert "乙  更严 · 已证明（最多少 1 分）" in result.stdout
    assert "→ 3 分 变 2 分" in result.stdout


def test_what_no_facts_file_can_hold_is_no_example(tmp_path: Path) -> None:
    """Three numbers that multiply to 1001 as the solver has them: 8199191/12288 cannot be written."""
    head = "方案 试点\n年度 2021\n" + "".join(f"事实 {x}数 数量 项 >= 0\n" for x in "甲乙丙")
    head += "事实 特殊 是否\n指标 乙 5 分\n"
    pair = files(
        tmp_path, f"{head}  甲数 × 乙数 × 丙数 = 1001 扣 2 分\n", f"{head}  特殊 扣 0 分\n"
    )
    folder = tmp_path / "例子"
    result = run(*pair, "--witness", str(folder))
    assert result.exit_code == 0
    assert "更宽 · 已证明（最多多 2 分）" in result.stdout
    for path in folder.glob("*.toml"):
        scored = CliRunner().invoke(build("zh"), ["score", str(path)])
        assert scored.exit_code == 0, scored.output


def test_witnesses_are_files_that_score(tmp_path: Path) -> None:
    folder = tmp_path / "例子"
    result = run(*HUAILAI, "--witness", str(folder))
    assert result.exit_code == 0
    written = sorted(folder.iterdir())
    assert len(written) == 5
    scored = CliRunner().invoke(build("zh"), ["score", "--partial", "--json", *map(str, written)])
    assert scored.exit_code in (0, 1), scored.stderr
    assert len(json.loads(scored.stdout)) == 5


@pytest.mark.parametrize("pair", [HUAILAI, HUNAN])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_json_fits_its_schema(pair: tuple[str, str], language: str) -> None:
    facts = "examples/compare/2022" if pair == HUAILAI else "examples/hunan-form-2017/facts.toml"
    more = ("--old-facts", "examples/compare/2021/甲.toml", "--new-facts", "examples/compare/2022/甲.toml")  # fmt: skip
    given = (*pair, "--json", "--facts", facts, *(more if pair == HUAILAI else ()))
    result = run(*given, language=language)
    data = json.loads(result.stdout)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["indicators"]
    if pair == HUAILAI:
        assert data["year_on_year"]["change"] == "-4.8"
        assert len(data["departments"]) == 3


def test_departments_lose_gain_and_cross_a_line() -> None:
    result = run(*HUAILAI, "--facts", "examples/compare/2022", "--brief")
    assert "3 个单位：2 个降分，0 个升分，1 个不变；1 个换等级。" in result.stdout
    assert "等级 优 → 良" in result.stdout


def test_facts_or_rules() -> None:
    years = ("--old-facts", "examples/compare/2021/甲.toml", "--new-facts", "examples/compare/2022/甲.toml")  # fmt: skip
    result = run(*HUAILAI, "--brief", *years)
    assert "示例单位甲：93.8 → 89（−4.8）。其中数据变化 −0.3，规则变化 −4.5。" in result.stdout
    assert run(*HUAILAI, *years[:2]).exit_code == 2


def test_one_indicator_with_both_traces() -> None:
    result = run(*HUAILAI, "--only", "监控率", "--facts", "examples/compare/2022/甲.toml")
    assert "两年的说明并排看" in result.stdout
    assert "85% < 100%" in result.stdout
    assert "预算调整率" not in result.stdout
    assert run(*HUAILAI, "--only", "没有这个").exit_code == 2


def test_other_formats(tmp_path: Path) -> None:
    for name in ("x.md", "x.html"):
        kind = name.removeprefix("x.")
        assert run(*HUNAN, "--format", kind, "-o", str(tmp_path / name)).exit_code == 0
    markdown = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert "| 在职人员控制率 | 2017 年得分 | 2018 年得分 | 变化 |" in markdown
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    assert "<td>[111%, 112%)</td>" in page
    assert run(*HUNAN, "--format", "docx").exit_code == 2


def test_a_word_file_opens(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="pip install 'perfdsl[word]'")
    target = tmp_path / "变化.docx"
    assert run(*HUAILAI, "--format", "docx", "-o", str(target)).exit_code == 0
    page = docx.Document(str(target))
    texts = [paragraph.text for paragraph in page.paragraphs]
    assert any("更严 · 已证明" in text for text in texts)
    assert page.tables[-1].rows[0].cells[0].text == "旧条文"


def test_the_result_never_replaces_the_rules(tmp_path: Path) -> None:
    old, new = files(tmp_path, OLD, OLD)
    result = run(old, new, "-o", old)
    assert result.exit_code != 0
    assert Path(old).read_text(encoding="utf-8") == OLD


def test_nothing_a_user_types_ends_in_a_traceback(tmp_path: Path) -> None:
    for broken in ("", "\0", "方案", "指标 甲 5 分\n", "事实 = 3\n"):
        result = run(*files(tmp_path, OLD, broken))
        assert result.exit_code in (0, 1, 2), (broken, result.output)
