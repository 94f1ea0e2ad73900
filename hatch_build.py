"""Puts the finished parse table into the wheel, so that an installed perfdsl never builds it."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TableHook(BuildHookInterface[Any]):
    """Runs before a wheel is put together; an editable install reads the grammar of the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from perfdsl.syntax.table import write_table

        self.made = tempfile.TemporaryDirectory()
        table = write_table(Path(self.made.name))
        build_data["force_include"][str(table)] = f"perfdsl/_grammar/{table.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        del build_data, artifact_path
        if version != "editable":
            self.made.cleanup()
