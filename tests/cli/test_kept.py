"""What is kept between runs: used only if nothing it depends on has changed, and never missed."""

import subprocess
import sys
from pathlib import Path

import pytest

from perfdsl.cli.loading import Loader
from perfdsl.cli.main import main
from perfdsl.diagnostic import Diagnostics
from perfdsl.store import stored_facts, stored_rules
from perfdsl.workspace import load_source

FACTS = "填报（某局）/数据 一.toml"
RULES = "规则 库/2021（终）.perf"


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("PERFDSL_CACHE_DIR", str(folder))
    return folder


def score(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str, str]:
    with pytest.raises(SystemExit) as exit_:
        main(["score", "--plain", *arguments])
    captured = capsys.readouterr()
    return exit_.value.code, captured.out, captured.err


def forbid_reading(monkeypatch: pytest.MonkeyPatch, *functions: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    for function in functions:
        monkeypatch.setattr(function, fail)


READ_FACTS, READ_RULES = "perfdsl.readers.toml.read_facts", "perfdsl.syntax.parse"


def replace(path: str, old: str, new: str) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_the_same_files_are_not_read_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = score(capsys, FACTS)
    assert "得 80 分" in first[1]
    forbid_reading(monkeypatch, READ_FACTS, READ_RULES)
    assert score(capsys, FACTS) == first


@pytest.mark.usefixtures("office")
def test_changed_facts_are_read_and_their_rules_are_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = score(capsys, FACTS)
    replace(FACTS, '"50万元"', '"95万元"')
    forbid_reading(monkeypatch, READ_RULES)
    after = score(capsys, FACTS)
    assert after[0] == 0
    assert after[1] != before[1]
    assert "得 100 分" in after[1]


@pytest.mark.usefixtures("office")
def test_changed_rules_are_read_with_their_facts(capsys: pytest.CaptureFixture[str]) -> None:
    before = score(capsys, FACTS)
    replace(RULES, "扣 20 分", "扣 30 分")
    after = score(capsys, FACTS)
    assert "得 80 分" in before[1]
    assert "得 70 分" in after[1]


@pytest.mark.usefixtures("office")
def test_findings_are_told_again(capsys: pytest.CaptureFixture[str]) -> None:
    replace(FACTS, '"年度" = 2021', '"年度" = 2022')
    first = score(capsys, FACTS, "--year", "2022")
    again = score(capsys, FACTS, "--year", "2022")
    assert "2022" in first[2]
    assert again == first


@pytest.mark.usefixtures("office")
def test_a_year_allowed_once_is_not_allowed_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    replace(FACTS, '"年度" = 2021', '"年度" = 2022')
    assert score(capsys, FACTS, "--year", "2022")[0] == 0
    assert score(capsys, FACTS)[0] == 1


@pytest.mark.usefixtures("office")
def test_facts_with_errors_give_the_same_errors_again(capsys: pytest.CaptureFixture[str]) -> None:
    replace(FACTS, '"50万元"', '"五十"')
    first = score(capsys, FACTS)
    assert first[0] == 1
    assert score(capsys, FACTS) == first


@pytest.mark.usefixtures("office")
def test_other_rules_are_used_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    """What was kept for the facts holds for the rules it was checked against, and no others."""
    score(capsys, FACTS)
    text = Path(RULES).read_text(encoding="utf-8")
    Path("别的.perf").write_text(text.replace("扣 20 分", "扣 10 分"), encoding="utf-8")
    assert "得 90 分" in score(capsys, FACTS, "--rules", "别的.perf")[1]
    assert "得 80 分" in score(capsys, FACTS)[1]


@pytest.mark.usefixtures("office")
def test_a_damaged_cache_is_no_fault(capsys: pytest.CaptureFixture[str], empty_cache: Path) -> None:
    first = score(capsys, FACTS)
    kept = list(empty_cache.iterdir())
    assert {path.suffix for path in kept} >= {".rules", ".facts"}
    for path in kept:
        path.write_bytes(path.read_bytes()[:-40] + b"x")
    assert score(capsys, FACTS) == first


@pytest.mark.usefixtures("office")
def test_a_folder_of_many_departments_keeps_only_the_rules(
    capsys: pytest.CaptureFixture[str], empty_cache: Path
) -> None:
    second = Path(FACTS).with_name("数据 二.toml")
    second.write_bytes(Path(FACTS).read_bytes())
    score(capsys, str(second.parent))
    assert [path.suffix for path in empty_cache.iterdir() if path.suffix != ".table"] == [".rules"]


@pytest.mark.usefixtures("office")
def test_without_a_cache_nothing_is_kept(
    capsys: pytest.CaptureFixture[str], empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFDSL_NO_CACHE", "1")
    score(capsys, FACTS)
    assert not empty_cache.exists()


@pytest.mark.usefixtures("office")
def test_what_is_kept_is_what_was_checked() -> None:
    diagnostics = Diagnostics()
    source = load_source(FACTS, diagnostics)
    assert source is not None
    assert stored_facts(source, None) is None
    rules, facts = Loader().load_facts(source, diagnostics, keep=True)
    assert rules is not None
    assert facts is not None
    assert rules.rulebook is not None
    kept = stored_facts(source, None)
    assert kept is not None
    assert {name: fact.value for name, fact in kept.facts.values.items()} == {
        name: fact.value for name, fact in facts.values.items()
    }
    stored = stored_rules(rules.rulebook.source)
    assert stored is not None
    assert [indicator.id for indicator in stored[0].walk()] == [
        indicator.id for indicator in rules.rulebook.walk()
    ]


# --- the linter ----------------------------------------------------------------------------------


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str, str]:
    with pytest.raises(SystemExit) as exit_:
        main(["check", "--plain", *arguments])
    captured = capsys.readouterr()
    return exit_.value.code, captured.out, captured.err


LINT = "perfdsl.linter.lint"
UNUSED = "事实 没有用的 比率\n"


@pytest.fixture
def linted(office: Path) -> Path:
    """Rules with a fact that nothing needs, and one with the same below 放过."""
    file = office / RULES
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("定义", UNUSED + "定义", 1), encoding="utf-8")
    return file


@pytest.mark.usefixtures("linted")
@pytest.mark.parametrize("form", [(), ("--format=json",), ("--format=sarif",), ("--all",)])
def test_what_the_linter_said_is_told_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    first = check(capsys, RULES, *form)
    assert "PD8017" in first[1]
    forbid_reading(monkeypatch, LINT, READ_RULES)
    assert check(capsys, RULES, *form) == first


def test_changed_rules_are_linted(capsys: pytest.CaptureFixture[str], linted: Path) -> None:
    assert "PD8017" in check(capsys, RULES)[1]
    replace(str(linted), UNUSED, "")
    assert "PD8017" not in check(capsys, RULES)[1]


@pytest.mark.usefixtures("linted")
def test_settings_are_part_of_what_is_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Path("perfdsl.toml")
    for level, shown in (("error", True), ("off", False), ("error", True)):
        settings.write_text(f'[lint]\nunused-fact = "{level}"\n', encoding="utf-8")
        assert ("错误[PD8017]" in check(capsys, RULES)[1]) == shown
    with monkeypatch.context() as patch:
        forbid_reading(patch, LINT, READ_FACTS)
        assert "错误[PD8017]" in check(capsys, RULES)[1]
    settings.unlink()
    assert "警告[PD8017]" in check(capsys, RULES)[1]


@pytest.mark.usefixtures("linted")
def test_wrong_settings_are_told_again(capsys: pytest.CaptureFixture[str]) -> None:
    Path("perfdsl.toml").write_text('[lint]\nunused-facts = "off"\n', encoding="utf-8")
    first = check(capsys, RULES)
    assert "PD8904" in first[1]
    assert check(capsys, RULES) == first


def test_what_is_kept_can_be_put_right(capsys: pytest.CaptureFixture[str], linted: Path) -> None:
    """The places of both, the checker's and the linter's findings, are in one text."""
    replace(str(linted), "语言 1\n", "")
    assert "PD8036" in check(capsys, RULES)[1]
    code, out, err = check(capsys, RULES, "--fix", "--unsafe-fixes")
    assert code == 0, (out, err)
    text = linted.read_text(encoding="utf-8")
    assert "语言 1\n" in text
    assert UNUSED not in text


@pytest.mark.usefixtures("office")
def test_changed_facts_do_not_load_what_reads_rules() -> None:
    """Who fills in facts and scores again waits for nothing that only rule files need."""
    code = (
        "import sys\nfrom perfdsl.cli.main import main\n"
        f"try:\n    main(['score', {FACTS!r}])\nexcept SystemExit:\n    pass\n"
        "print(sorted({m.split('.')[1] for m in sys.modules if m.startswith('perfdsl.')}))"
    )
    run = [sys.executable, "-c", code]
    subprocess.run(run, check=True, capture_output=True)
    text = Path(FACTS).read_text(encoding="utf-8")
    Path(FACTS).write_text(f"{text}\n# 已核对\n", encoding="utf-8")
    loaded = subprocess.run(run, check=True, capture_output=True, encoding="utf-8").stdout
    last = loaded.splitlines()[-1]
    assert "'readers'" in last
    assert "'syntax'" not in last


@pytest.mark.usefixtures("linted")
def test_a_kept_check_loads_neither_linter_nor_solver() -> None:
    code = (
        "import sys\nfrom perfdsl.cli.main import main\n"
        f"try:\n    main(['check', {RULES!r}])\nexcept SystemExit:\n    pass\n"
        "print(sorted({m.split('.')[1] for m in sys.modules if m.startswith('perfdsl.')}), 'z3' in sys.modules)"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
        ).stdout.splitlines()[-1]
        for _ in range(2)
    ]
    assert all(output.endswith("False") for output in outputs)
    assert "linter" in outputs[0]
    for layer in ("linter", "meaning", "syntax", "checker", "interpreter"):
        assert f"'{layer}'" not in outputs[1]
