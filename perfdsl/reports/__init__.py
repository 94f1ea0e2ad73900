"""What is said about results: score sheets, diagnostics and rules become documents and JSON data.

All wording stands in `reports/wording.py`; the functions below are loaded when first used, because
importing this package must cost nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perfdsl.reports.allowed import allowed_report as allowed_report
    from perfdsl.reports.annotations import workflow_commands as workflow_commands
    from perfdsl.reports.data import sheet_data as sheet_data
    from perfdsl.reports.diagnoses import diagnostics_report as diagnostics_report
    from perfdsl.reports.diagnosis_data import diagnostics_data as diagnostics_data
    from perfdsl.reports.manuals import codes_report as codes_report
    from perfdsl.reports.manuals import every_code as every_code
    from perfdsl.reports.manuals import find_codes as find_codes
    from perfdsl.reports.manuals import manual_report as manual_report
    from perfdsl.reports.manuals import similar_codes as similar_codes
    from perfdsl.reports.sarif import sarif_data as sarif_data
    from perfdsl.reports.score import score_report as score_report
    from perfdsl.reports.selection import find_nodes as find_nodes
    from perfdsl.reports.tree import tree_report as tree_report

_MODULES = {
    "allowed_report": "allowed",
    "codes_report": "manuals",
    "every_code": "manuals",
    "find_codes": "manuals",
    "manual_report": "manuals",
    "similar_codes": "manuals",
    "diagnostics_data": "diagnosis_data",
    "diagnostics_report": "diagnoses",
    "find_nodes": "selection",
    "sarif_data": "sarif",
    "score_report": "score",
    "sheet_data": "data",
    "tree_report": "tree",
    "workflow_commands": "annotations",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
