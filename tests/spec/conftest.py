"""The cases in tests/spec/*.md as tests. How a case is written stands in README.md beside this file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spec.cases import Case, read_cases
from tests.spec.running import Run


class SpecItem(pytest.Item):
    case: Case

    def runtest(self) -> None:
        problems = Run(self.case).run()
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.line - 1, self.name


class SpecFile(pytest.File):
    def collect(self) -> Iterator[SpecItem]:
        for case in read_cases(self.path):
            mistake = case.mistake()
            if mistake is not None:
                raise self.CollectError(f"{self.path.name}:{case.line} {case.title}：{mistake}")
            if case.blocks:
                item: SpecItem = SpecItem.from_parent(self, name=f"{case.line} {case.title}")
                item.case = case
                yield item


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix != ".md" or file_path.name == "README.md":
        return None
    collector: SpecFile = SpecFile.from_parent(parent, path=file_path)
    return collector
