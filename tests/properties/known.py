"""What the strategies leave out because the product is known to be wrong there.

Each name has a failing test in `test_known.py`. When that passes, take the name out of `AVOIDED`.
"""

AVOIDED: frozenset[str] = frozenset()


def avoided(name: str) -> bool:
    return name in AVOIDED
