"""AST → model: names, types and units, marks, coverage; raw facts → checked facts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfdsl.diagnostic import Diagnostics
    from perfdsl.model.rulebook import RuleBook
    from perfdsl.syntax import ast


def check(file: "ast.File", diagnostics: "Diagnostics") -> "RuleBook | None":
    """The rules a file means; None where the file (or its reading before) has an error.

    Everything found goes to `diagnostics`, as far as possible in one go.
    """
    from perfdsl.checker.rulebook import check_file  # facts are checked without all of this

    return check_file(file, diagnostics)
