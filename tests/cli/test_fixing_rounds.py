"""What `check --fix` carries out, round by round: never an edit that does harm, and all that do none."""

from pathlib import Path

import pytest

from perfdsl.cli.fixing import Corrected, correct
from perfdsl.cli.loading import Loader
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.fixes import text_on_disk
from perfdsl.source import SourceText, Span
from perfdsl.wording import Code, Words, phrase

LOOSE = Code("PD5002", "loose", "warning", Words("松", "loose"))
BROKEN = Code("PD1009", "broken", "error", Words("坏", "broken"))
WRONG = Code("PD5121", "wrong", "error", Words("错", "wrong"))


def finding(code: Code, source: SourceText, at: int, new: str | None = None) -> Diagnostic:
    span = Span(source, at, at + 1)
    helps = (Help(phrase("改", "change"), (Edit(span, new),), "safe"),) if new is not None else ()
    return Diagnostic(code, {}, Label(span), helps=helps)


def run(path: Path, text: str, edits: dict[str, str], errors: dict[str, Code]) -> Corrected:
    """Each letter of `edits` is a finding with that correction; each word of `errors` an error."""
    path.write_text(text, encoding="utf-8")

    def check(loader: Loader) -> list[Diagnostic]:
        source = loader.load_source(str(path), Diagnostics())
        assert source is not None
        found = [
            finding(LOOSE, source, at, edits[sign])
            for at, sign in enumerate(source.text)
            if sign in edits
        ]
        for word, code in errors.items():
            at = source.text.find(word)
            if at >= 0:
                found.append(finding(code, source, at))
        return found

    return correct([str(path)], check, unsafe=False)


def after(corrected: Corrected) -> str:
    return "".join(text_on_disk(file.after) for file in corrected.files)


def test_an_edit_that_breaks_a_file_is_not_made_and_the_others_are(tmp_path: Path) -> None:
    corrected = run(
        tmp_path / "x.perf", "a b c d\n", {"a": "A", "b": "B", "c": "C", "d": "D"}, {"B": BROKEN}
    )
    assert after(corrected) == "A b C D\n"
    assert corrected.count == 3
    assert [each.code for each in corrected.found] == [LOOSE]


def test_two_edits_that_are_harmful_only_together(tmp_path: Path) -> None:
    corrected = run(tmp_path / "x.perf", "a b\n", {"a": "A", "b": "B"}, {"A B": WRONG})
    assert after(corrected) == "A b\n"
    assert not any(each.severity == "error" for each in corrected.found)


def test_what_comes_to_light_in_a_file_with_errors_is_no_harm(tmp_path: Path) -> None:
    errors = {"a": BROKEN, "A": WRONG}
    assert after(run(tmp_path / "x.perf", "a\n", {"a": "A"}, errors)) == "A\n"


def test_more_that_cannot_be_read_is_harm_even_where_errors_were(tmp_path: Path) -> None:
    errors = {"x": BROKEN, "A": BROKEN}
    assert after(run(tmp_path / "x.perf", "a x\n", {"a": "A"}, errors)) == ""


def test_corrections_that_come_to_light_one_by_one_are_all_made(tmp_path: Path) -> None:
    path = tmp_path / "x.perf"
    path.write_text("a" * 40 + "\n", encoding="utf-8")

    def check(loader: Loader) -> list[Diagnostic]:
        source = loader.load_source(str(path), Diagnostics())
        assert source is not None
        at = source.text.find("a")
        return [finding(LOOSE, source, at, "b")] if at >= 0 else []

    corrected = correct([str(path)], check, unsafe=False)
    assert after(corrected) == "b" * 40 + "\n"
    assert corrected.count == 40


@pytest.mark.parametrize("edits", [{"a": "b", "b": "a"}, {"a": "a"}])
def test_corrections_without_end_come_to_an_end(tmp_path: Path, edits: dict[str, str]) -> None:
    corrected = run(tmp_path / "x.perf", "a\n", edits, {})
    assert after(corrected) in ("a\n", "b\n", "")


def test_one_file_under_two_names_is_corrected_once(tmp_path: Path) -> None:
    path, link = tmp_path / "x.perf", tmp_path / "y.perf"
    path.write_text("a\n", encoding="utf-8")
    link.symlink_to(path)

    def check(loader: Loader) -> list[Diagnostic]:
        found = []
        for name in (path, link):
            source = loader.load_source(str(name), Diagnostics())
            assert source is not None
            if source.text.startswith("a"):
                found.append(finding(LOOSE, source, 0, "b"))
        return found

    corrected = correct([str(path), str(link)], check, unsafe=False)
    assert [file.after.name for file in corrected.files] == [str(path)]
    assert corrected.count == 1
    assert corrected.found == []
