"""Full marks at a person's discretion, with nothing that says by what."""

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.judged import judged_rules
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import points_in
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8020",
    "unbased-discretion",
    "info",
    Words(
        "「{name}」的 {full} 分全由人评定，没有写依据、方法或说明",
        "all {full} points of 「{name}」 are a judgement, and nothing says by what",
    ),
    Words(
        "在下面写「说明」：按什么评、几分算好",
        "write a note below: judged by what, and what is good",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path, rule, judged in judged_rules(view):
        notes = [rule.notes, *(node.notes for node in path)]
        if any(each.basis or each.method or each.note or each.documents for each in notes):
            continue
        if judged.most >= path[-1].full > 0 and not _is_given_otherwise(rule, path[-1]):
            diagnostics.report(
                CODE, rule.span, name=path[-1].name, full=format_exact(path[-1].full)
            )


def _is_given_otherwise(judged: rules.Rule, leaf: Indicator) -> bool:
    """Whether another 得, or another row, gives points by what the facts are."""
    return any(
        not isinstance(points, rules.Judged) and _gives(points, leaf)
        for rule in leaf.rules
        if isinstance(rule, rules.Award | rules.Bands)
        or (isinstance(rule, rules.Checklist) and rule.kind == "award" and rule is judged)
        for points in points_in(rule)
    )


def _gives(points: model.Expr | rules.Interpolation, leaf: Indicator) -> bool:
    if isinstance(points, rules.Interpolation):
        return True
    value = constant_value(points, leaf.full)
    return value is None or value > 0


RULE = LintRule(
    CODE,
    Words(
        "整项的分由人评定，规则里没有写按什么评。",
        "The whole indicator is judged, and the rules do not say by what.",
    ),
    Words(
        "两个人评会差很多，被评的单位也没法核对。",
        "Two people would judge differently, and nobody can check.",
    ),
    bad="""
得 人工 0 至 10 步长 1
""",
    good="""
得 人工 0 至 10 步长 1
  说明 "按问卷和座谈评：好 8 至 10，一般 5 至 7，差 0 至 4"
""",
    check=check,
)
