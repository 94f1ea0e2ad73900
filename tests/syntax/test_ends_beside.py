"""`60%-80%`: the ends that fit the rows beside are offered first."""

import pytest

from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import parse

_HEAD = "指标 甲 10\n按 率 分档\n"


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ("- 95%—100% 得 10\n- 80%(含) 至 95%(不含) 得 5\n- 其余 得 0", "95%(含) 至 100%(含)"),
        ("- 100% 得 10\n- 95%—100% 得 8\n- 其余 得 0", "95%(含) 至 100%(不含)"),
        ("- > 90% 得 10\n- 80%-90% 得 5\n- 其余 得 0", "80%(不含) 至 90%(含)"),
        ("- >= 90% 得 10\n- 80-90% 得 5\n- 其余 得 0", "80%(含) 至 90%(不含)"),
        ("- 90%(不含)以上 得 10\n- 80%-90% 得 5\n- <= 80% 得 0", "80%(不含) 至 90%(含)"),
        ("- (90%, 100%] 得 10\n- 80%-90% 得 5\n- 其余 得 0", "80%(不含) 至 90%(含)"),
        ("- [0, 10%] 得 10\n- 10%-20% 得 5\n- 其余 得 0", "10%(不含) 至 20%(含)"),
        ("- 10%-20% 得 5\n- 其余 得 0", "10%(含) 至 20%(不含)"),
    ],
)
def test_what_fits_the_rows_beside_comes_first(rows: str, first: str) -> None:
    diagnostics = Diagnostics()
    parse(SourceText("a.perf", f"事实 率 比率\n{_HEAD}{rows}\n"), diagnostics)
    (found,) = [each for each in diagnostics if each.code.id == "PD1016"]
    assert found.helps[0].edits[0].replacement == first
