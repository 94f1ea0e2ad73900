"""Names that are nearly right."""

from perfdsl.suggestion import suggest

KNOWN = ("预算调整率", "预算完成率", "调整预算率", "在职人数", "编制人数", "budget_rate")


def test_the_nearest_name_comes_first() -> None:
    """One wrong character, or characters in another order."""
    assert suggest("预算调正率", KNOWN)[0] == "预算调整率"
    assert suggest("调整预算", KNOWN)[0] == "调整预算率"
    assert suggest("budget_rat", KNOWN) == ("budget_rate",)


def test_names_unlike_it_are_not_offered() -> None:
    """Nothing is better than something far away."""
    assert suggest("满意度", KNOWN) == ()
    assert suggest("", KNOWN) == ()


def test_a_known_name_is_not_its_own_suggestion() -> None:
    """The name itself is left out."""
    assert "在职人数" not in suggest("在职人数", KNOWN)
