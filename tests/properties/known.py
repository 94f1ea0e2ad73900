"""What the strategies leave out because the product is known to be wrong there.

Each name has a test in `test_known.py`. When that passes, take the name out of `AVOIDED`.
"""

AVOIDED: frozenset[str] = frozenset(
    {
        "heading-not-applicable",
        "record-condition-counterfactual",
        "pardon-and-unknown-bonus",
        "nested-conversion-rounds-twice",
        "checklist-points-of-other-rows",
        "heading-not-rounded",
        "not-applicable-above-upper-limit",
        "same-quantity-of-aggregates",
        "cap-after-computed-points",
    }
)


def avoided(name: str) -> bool:
    return name in AVOIDED
