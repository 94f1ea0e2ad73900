"""What the strategies leave out because the product is known to be wrong there.

Each name has a test in `test_known.py`. When that passes, take the name out of `AVOIDED`.
"""

AVOIDED: frozenset[str] = frozenset(
    {
        "record-condition-counterfactual",
        "checklist-points-of-other-rows",
        "heading-not-rounded",
        "veto-below-all-grades",
        "whole-table-interval",
        "not-applicable-above-upper-limit",
        "same-quantity-of-aggregates",
        "line-joined-to-computed-points",
    }
)


def avoided(name: str) -> bool:
    return name in AVOIDED
