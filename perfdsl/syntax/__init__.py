"""Text to syntax tree; the only package that knows lark.

Lines are joined (`lines`), names found (`declarations`), each line cut into tokens (`lexer`, `tiling`; what
is no single word in `prose`), parsed with the table Lark made of `grammar/perfdsl.lark` (`table`, `automaton`,
`building`) and put into the tree (`folding_tree`). What cannot be read is explained (`explaining`) and, where
a small change makes it readable, mended (`mending`).
"""

from perfdsl.syntax.parse import parse as parse
