"""Start-up, parsing and scoring, measured: `python benchmarks/measure.py [start|parse|check|lint|score|diff|suggest]`.

Figures are medians; run it on a quiet machine, with byte code written (an installed wheel, or a second
run without PYTHONDONTWRITEBYTECODE).
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent
HUAILAI = ROOT / "examples" / "huailai-2021" / "facts.toml"
RULES = ROOT / "rules" / "huailai" / "2021.perf"


def main() -> None:
    """Run the measurements named on the command line, or all of them."""
    known: dict[str, Callable[[], None]] = {
        "start": start,
        "parse": parse,
        "check": check,
        "lint": lint,
        "score": score,
        "diff": diff,
        "suggest": suggest,
    }
    for name in sys.argv[1:] or known:
        known[name]()


def _process(
    command: list[str],
    environment: dict[str, str],
    runs: int = 15,
    before: Callable[[], None] = lambda: None,
) -> float:
    """Median wall time of a whole process in milliseconds, after one run that does not count."""
    times = []
    for _ in range(runs + 1):
        before()
        begin = perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        times.append((perf_counter() - begin) * 1000)
    return statistics.median(times[1:])


def start() -> None:
    """A cold `perfdsl score` against importing the libraries it stands on."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PERFDSL_CACHE_DIR": cache}
        libraries = [sys.executable, "-c", "import lark, rich, click, attrs"]
        command = [sys.executable, "-m", "perfdsl", "score", str(HUAILAI)]
        base = _process(libraries, environment)
        kept = _process(command, environment)
        changed = _process(command, environment, before=lambda: _forget(cache, "*.facts"))
        fresh = _process(command, {**environment, "PERFDSL_NO_CACHE": "1"})
    print(f"start: import lark, rich, click, attrs      {base:7.1f} ms")
    print(f"start: perfdsl score, the same files again  {kept:7.1f} ms  {kept / base:.2f} times")
    print(
        f"start: perfdsl score, facts changed         {changed:7.1f} ms  {changed / base:.2f} times"
    )
    print(f"start: perfdsl score, nothing kept          {fresh:7.1f} ms  {fresh / base:.2f} times")


def _forget(cache: str, pattern: str) -> None:
    for file in Path(cache).glob(pattern):
        file.unlink()


def parse() -> None:
    """Lines per second must not fall as files grow."""
    from perfdsl.diagnostic import Diagnostics
    from perfdsl.source import SourceText
    from perfdsl.syntax import parse as parse_text

    for count in (300, 3_000, 10_000):
        text = _rules_of(count)
        lines = text.count("\n")
        times = []
        for _ in range(3):
            begin = perf_counter()
            parse_text(SourceText("generated.perf", text), Diagnostics())
            times.append(perf_counter() - begin)
        best = min(times)
        print(
            f"parse: {lines:6d} lines  {best * 1000:8.1f} ms  {best / lines * 1e6:5.1f} µs a line"
        )


def check() -> None:
    """A thousand rules with fifty mistakes, against only parsing the same rules without them."""
    import perfdsl.cli  # noqa: F401 – how often cycles are collected is set there
    from perfdsl.checker import check as check_file
    from perfdsl.diagnostic import Diagnostics
    from perfdsl.reports import diagnostics_report
    from perfdsl.source import SourceText
    from perfdsl.syntax import parse as parse_text

    text = _rules_of(6_000)
    wrong = _with_mistakes(text, 50)
    begin = perf_counter()
    parse_text(SourceText("generated.perf", text), Diagnostics())
    parsed = perf_counter() - begin
    begin = perf_counter()
    found = Diagnostics()
    check_file(parse_text(SourceText("generated.perf", wrong), found), found)
    diagnostics_report(found.found, language="zh")
    checked = perf_counter() - begin
    print(
        f"check: 1000 rules, 50 mistakes, {len(found)} findings  {checked * 1000:.0f} ms, "
        f"{(checked - parsed) * 1000:.0f} ms more than parsing"
    )


def lint() -> None:
    """`perfdsl check` with the linter: the same rules again, rules changed, and the linter alone."""
    from perfdsl.cli.loading import read_rules
    from perfdsl.diagnostic import Diagnostics
    from perfdsl.linter import lint as lint_rules
    from perfdsl.workspace import load_source

    command = [sys.executable, "-m", "perfdsl", "check", str(RULES)]
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PERFDSL_CACHE_DIR": cache}
        kept = _process(command, environment)
        forgotten = _process(command, environment, before=lambda: _forget(cache, "*.lint"))
        fresh = _process(command, {**environment, "PERFDSL_NO_CACHE": "1"})
    print(f"lint: perfdsl check, the same rules again   {kept:7.1f} ms")
    print(f"lint: perfdsl check, only rules kept        {forgotten:7.1f} ms")
    print(f"lint: perfdsl check, nothing kept           {fresh:7.1f} ms")
    source = load_source(str(RULES), Diagnostics())
    rulebook = read_rules(source, Diagnostics()) if source is not None else None
    assert rulebook is not None
    times = []
    for _ in range(10):
        begin = perf_counter()
        lint_rules(rulebook)
        times.append((perf_counter() - begin) * 1000)
    print(f"lint: the linter alone, 40 indicators       {statistics.median(times):7.1f} ms")


def _with_mistakes(text: str, count: int) -> str:
    """One mistake in every so many lines, of five kinds by turns."""
    slips = (
        ("执行率 <", "执刑率 <"),
        ("< 100%", "< 100"),
        ("扣 0.05 分", "扣"),
        ("每满", "每漫"),
        ("指标 ", "指表 "),
    )
    lines = text.split("\n")
    places = [
        index for index, line in enumerate(lines) if "每满" in line or line.startswith("指标")
    ]
    for number in range(count):
        before, after = slips[number % len(slips)]
        start = number * len(places) // count
        place = next(index for index in places[start:] if before in lines[index])
        lines[place] = lines[place].replace(before, after)
    return "\n".join(lines)


def _rules_of(lines: int) -> str:
    parts = ["方案 生成的规则\n每 按整\n"]
    for number in range(lines // 6):
        name = _name(number)
        parts.append(
            f"事实 {name}支出数 金额\n"
            f"事实 {name}预算数 金额\n"
            f"指标 {name}执行情况 1 分\n"
            f"  定义 {name}执行率 = {name}支出数 / {name}预算数\n"
            f"  {name}执行率 < 100% 每满 1个百分点 扣 0.05 分，扣完为止\n\n"
        )
    return "".join(parts)


def _name(number: int) -> str:
    digits = "甲乙丙丁戊己庚辛壬癸"
    return "项" + "".join(digits[int(digit)] for digit in str(number))


def score() -> None:
    """A thousand departments with traces, one process, one rule book."""
    from perfdsl.checker.facts.file import check_facts
    from perfdsl.cli.loading import read_rules
    from perfdsl.diagnostic import Diagnostics
    from perfdsl.interpreter import score as score_department
    from perfdsl.readers.toml import read_facts
    from perfdsl.workspace import load_source

    diagnostics = Diagnostics()
    rules_text = load_source(str(RULES), diagnostics)
    facts_text = load_source(str(HUAILAI), diagnostics)
    assert rules_text is not None
    assert facts_text is not None
    rulebook = read_rules(rules_text, diagnostics)
    assert rulebook is not None
    departments = 1_000
    raw = read_facts(facts_text, diagnostics)
    assert raw is not None
    facts = check_facts(raw, rulebook, diagnostics)
    begin = perf_counter()
    for _ in range(departments):
        score_department(rulebook, facts)
    seconds = perf_counter() - begin
    print(
        f"score: {departments} departments, 40 indicators, with traces  {departments / seconds:.0f} a second"
    )
    begin = perf_counter()
    for _ in range(departments // 10):
        again = read_facts(facts_text, diagnostics)
        assert again is not None
        score_department(rulebook, check_facts(again, rulebook, diagnostics))
    seconds = perf_counter() - begin
    print(f"score: the same with reading their facts  {departments / 10 / seconds:.0f} a second")


def diff() -> None:
    """200 indicators, 40 of them edited, every tenth edit about several numbers at once."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old.perf", "new.perf")]
        for path, edited in zip(paths, (False, True), strict=True):
            path.write_text(_table_of(200, edited=edited), encoding="utf-8")
        environment = {**os.environ, "PERFDSL_CACHE_DIR": folder}
        command = [sys.executable, "-m", "perfdsl", "diff", *map(str, paths), "--json"]
        took = _process(command, environment, runs=5)
    print(f"diff: 200 indicators, 40 edits, with the solver  {took:7.1f} ms")


def _table_of(count: int, *, edited: bool) -> str:
    """Steps, bands, checklists and products in turn; every fifth indicator has an edit."""
    lines = [
        "方案 基准",
        f"年度 {2022 if edited else 2021}",
        "语言 1",
        "保留 2 位小数",
        "每 按整",
        "金额单位 万元",
    ]
    body: list[str] = []
    for number in range(count):
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
        a, b, c = (f"数据{kind}{letters}" for kind in "甲乙丙")
        lines += [f"事实 {a} 比率 0 至 300%", f"事实 {b} 比率 0 至 300%", f"事实 {c} 是否"]
        change = edited and number % 5 == 0
        body += [f"指标 考核{letters} 0.5 分", *_rules(number, change, a, b, c)]
    return "\n".join([*lines, *body]) + "\n"


def _rules(number: int, change: bool, a: str, b: str, c: str) -> list[str]:  # noqa: FBT001
    match number % 50:
        case 0 | 10 | 20 | 30 | 40:
            size = 4 if change else 5
            return [
                f"  {a} > 100% 每满 {size}个百分点 扣 0.1 分",
                f"  {b} < 90% 每满 1个百分点 扣 0.02 分",
            ]
        case remainder if remainder % 2:
            limit = 85 if change else 90
            return [
                f"  按 {a} 分档",
                f"  - >= {limit}% 得 0.5 分",
                f"  - 60%(含) 至 {limit}%(不含) 得 0.2 分",
                "  - < 60% 得 0 分",
                f"  {c} 扣 0.1 分",
            ]
        case _:
            limit = 10 if change else 20
            return [f"  {a} > {limit}% 扣 0.3 分", f"  {b} < 80% 扣 0.1 分 除外 {c}"]


def suggest() -> None:
    """The names most like a misspelt one, among two thousand, each asked for once."""
    from perfdsl.suggestion import suggest as names_like

    source = random.Random(1)
    alike = [f"预算调整率{chr(0x4E00 + index)}" for index in range(2000)]
    letters = "".join(alike[:600]) + "完成支出数在职人编制资金使用"
    mixed = ["".join(source.choices(letters, k=source.randint(2, 12))) for _ in range(2000)]
    names_like("支初数", (*alike, *mixed))  # the table of sounds is loaded once
    for kind, known in (("alike", alike), ("mixed", mixed)):
        for written in ("预算调正率", "在值人数", "zaizhirenshu", "budget_rate"):
            times = []
            for run in range(5):
                begin = perf_counter()
                names_like(written, (*known, f"甲{run}"))
                times.append((perf_counter() - begin) * 1000)
            print(f"suggest: {written} among 2000 names, {kind}  {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
