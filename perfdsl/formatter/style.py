"""What may be chosen; everything else has one form."""

import attrs

from perfdsl.wording import Language


@attrs.frozen
class Style:
    """`keywords`: the language that keywords, types, units and functions are written in; None: as they are.

    `half_width`: full-width signs, digits and letters of the language become half-width ones.
    """

    keywords: Language | None = None
    half_width: bool = False
