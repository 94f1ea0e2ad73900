"""From a plan to the text of a rule file."""

from collections.abc import Iterable
from fractions import Fraction

from tests.properties.catalogue import QUOTED_PART
from tests.properties.plans import (
    Ask,
    Award,
    Bands,
    Cap,
    Change,
    Checklist,
    DefinitionPlan,
    Expr,
    FactPlan,
    Inapplicable,
    Interval,
    NodePlan,
    Pardon,
    Plan,
    RulePlan,
    Step,
    Treatment,
    Veto,
)
from tests.properties.spelling import PLAIN, Manner, Pen

FUNCTIONS = {
    "max": ("最大", "max"),
    "min": ("最小", "min"),
    "half_up": ("四舍五入", "round"),
    "up": ("向上取整", "round_up"),
    "down": ("向下取整", "round_down"),
    "sum": ("合计", "sum"),
    "count": ("数量", "count"),
    "average": ("平均", "average"),
    "weighted_average": ("加权平均", "weighted_average"),
}
_LEVELS = ("一级指标", "二级指标", "三级指标", "四级指标")
_MODES = {"full": "按整", "started": "进一", "proportional": "按比例"}
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def write(plan: Plan, manner: Manner = PLAIN) -> str:
    """The rule file of `plan`, spelled in this manner."""
    return Writer(Pen(manner)).file(plan)


class Writer:
    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.lines: list[str] = []

    def file(self, plan: Plan) -> str:
        pen = self.pen
        self.line(pen.word("方案"), " 生成的方案")
        self.line(pen.join([pen.word("年度"), "2021"]))
        self.line(pen.join([pen.word("语言"), "1"]))
        if plan.step_mode:
            self.line(pen.only("每", "每", "each", "every"), " ", pen.word(_MODES[plan.step_mode]))
        if plan.full_stated:
            self.line(pen.join([pen.word("满分"), *self.marks(plan.full)]))
        if plan.places == 0:
            self.line(pen.pick("保留 整数", "keep integers", "保留整数"))
        elif plan.places is not None:
            self.line(pen.pick(f"保留 {plan.places} 位小数", f"keep {plan.places} decimals"))
        self.line(
            pen.word("剔除换算"), " ", pen.word("组内" if plan.rescale == "group" else "全表")
        )
        if plan.treatment:
            self.line(pen.join([pen.word("不适用"), *self.treatment(plan.treatment)]))
        if plan.grades:
            tokens = [pen.word("等级")]
            for index, (name, least) in enumerate(plan.grades):
                tokens += [
                    *([pen.symbol(",")] if index else []),
                    " ",
                    name,
                    " ",
                    *self.marks(least),
                ]
            self.line("".join(tokens))
        for fact in plan.facts:
            self.fact(fact)
        for definition in plan.definitions:
            self.definition(definition)
        for node in plan.nodes:
            self.node(node, 1)
        limits = (plan.total_lower, plan.total_upper)
        if plan.total_rules or any(limit is not None for limit in limits):
            self.line(pen.word("总分"))
            self.limits(*limits)
            for rule in plan.total_rules:
                self.rule(rule)
        return "\n".join(self.lines) + "\n"

    def line(self, *parts: str) -> None:
        end = self.pen.pick("", "", "", "  ", "  # 备注") if self.pen.random else ""
        self.lines.append(self.pen.pick("", "  ", "\t", "　") + "".join(parts) + end)

    # --- declarations ---

    def fact(self, fact: FactPlan, bullet: str = "") -> None:
        pen = self.pen
        head = [bullet] if bullet else [pen.word("事实"), " "]
        tokens = [*head, self.name(fact.name), " ", pen.word(fact.kind)]
        if fact.words:
            tokens += [" ", pen.pick(", ", "、", "，").join(fact.words)]
        if fact.unit:
            tokens += [" ", fact.unit]
        self.line("".join(tokens))
        for field in fact.fields:
            self.fact(field, self.pen.pick("- ", "-", "－ "))

    def definition(self, definition: DefinitionPlan) -> None:
        pen = self.pen
        value = (
            self.table(definition.value)
            if definition.value[0] == "table"
            else self.expr(definition.value)
        )
        self.line(
            pen.word("定义"), " ", pen.join([self.name(definition.name), pen.symbol("="), *value])
        )

    def table(self, e: Expr) -> list[str]:
        pen = self.pen
        tokens = [pen.word("按"), *self.expr(e[1]), " ", pen.word("取")]
        for index, (key, value) in enumerate(e[2]):
            tokens += [pen.symbol(",")] if index else []
            tokens += [*(self.expr(key) if key else [pen.word("其余")]), " ", *self.expr(value)]
        return tokens

    # --- tree ---

    def node(self, node: NodePlan, level: int) -> None:
        pen = self.pen
        word = pen.word("指标" if node.plain_word else _LEVELS[level - 1])
        tokens = [word, " ", self.heading_name(node.name)]
        if node.stated:
            marks = "".join(self.marks(node.full))
            tokens += [" ", pen.pick(marks, f"({marks})", f"（{marks}）")]
        self.line("".join(tokens))
        self.limits(node.lower, node.upper)
        for rule in node.rules:
            self.rule(rule)
        for child in node.children:
            self.node(child, level + 1)

    def heading_name(self, name: str) -> str:
        return f"「{name}」" if "-" in name else self.name(name)

    def limits(self, lower: Fraction | None, upper: Fraction | None) -> None:
        pen = self.pen
        if lower is not None:
            sign = [pen.symbol("-")] if lower < 0 else []
            self.line(pen.join([pen.word("下限"), *sign, *self.marks(abs(lower))]))
        if upper is not None:
            self.line(pen.join([pen.word("上限"), *self.marks(upper)]))

    def marks(self, points: Fraction) -> list[str]:
        """Fixed points; a third is written as a quotient."""
        if points.denominator % 3 == 0:
            return [
                self.pen.number(Fraction(points.numerator)),
                "/",
                self.pen.number(Fraction(points.denominator)),
            ]
        return [self.pen.number(points, "分" if not self.pen.chance(0.4) else None)]

    # --- rules ---

    def rule(self, rule: RulePlan) -> None:
        pen = self.pen
        match rule:
            case Award():
                self.effect(rule.condition, self.gain("得", rule), otherwise=rule.otherwise)
            case Change():
                self.effect(
                    rule.condition, self.gain("扣" if rule.kind == "deduct" else "加", rule)
                )
            case Bands():
                head = [pen.word("按"), *self.expr(rule.subject), pen.word("分档")]
                self.line(pen.join(head))
                for row in rule.rows:
                    where = self.row_interval(row.interval) if row.interval else [pen.word("其余")]
                    self.row([*where, *self.noise(where[-1]), *self.giving("得", row.points)])
            case Checklist():
                self.checklist(rule)
            case Inapplicable():
                treatment = [] if rule.bare else self.treatment(rule.treatment)
                self.effect(rule.condition, [pen.word("不适用"), *treatment])
            case Pardon():
                self.effect(rule.condition, [pen.word("免扣"), pen.quoted("不扣的理由")])
            case Cap():
                self.effect(rule.condition, [pen.word("封顶"), *self.points(rule.points)])
            case Ask():
                self.effect(rule.condition, [pen.word("须说明"), pen.quoted("请说明")])
            case Veto():
                tail = [pen.word("得"), *self.marks(Fraction(0))] if rule.zero else []
                if rule.grade:
                    tail = [pen.word("等级"), rule.grade]
                self.effect(rule.condition, [pen.word("一票否决"), *tail])

    def treatment(self, treatment: Treatment) -> list[str]:
        pen = self.pen
        if treatment == "exclude":
            return [pen.word("剔除")]
        return [pen.word("得"), pen.word("满分") if treatment == "full" else "0"]

    def gain(self, word: str, rule: Award | Change) -> list[str]:
        pen = self.pen
        what = self.giving(word, rule.points)
        tail: list[str] = []
        if rule.most:
            tail += [pen.word("最多"), *self.points(rule.most)]
        if isinstance(rule, Change) and rule.unless:
            tail += [pen.word("除外"), *self.expr(rule.unless)]
        if rule.step is None:
            return what + tail
        step = self.step(rule.step)
        return step + what + tail if not pen.chance(0.3) else what + step + tail

    def giving(self, word: str, points: Expr) -> list[str]:
        """`扣 2 分`; a word of one character is only cut off in front of a number."""
        tokens = [self.pen.word(word), *self.points(points)]
        plain = tokens[1][0].isdigit() or tokens[1][:2] in ("满分", "人工", "fu", "ju")
        return tokens if plain else [" ", tokens[0], " ", *tokens[1:]]

    def step(self, step: Step) -> list[str]:
        pen = self.pen
        size = self.expr(step.size)
        if step.bare:
            return [pen.word("每"), *size]
        if step.mode == "full":
            return [pen.word("每满"), *size]
        if step.mode == "started":
            return [pen.word("每起"), *size]
        return [pen.word("每"), *size, pen.word("按比例")]

    def effect(self, condition: Expr | None, effect: list[str], *, otherwise: bool = False) -> None:
        pen = self.pen
        if condition is None:
            self.line(pen.join([*([pen.word("否则")] if otherwise else []), *effect]))
            return
        opener = [pen.word("当")] if pen.chance(0.2) else []
        tokens = [*opener, *self.expr(condition)]
        if pen.chance(0.1) and effect[1:] and effect[1][0].isdigit() and "_" not in effect[0]:
            self.line(pen.join(tokens))
            self.line("  ", pen.join(effect))
            return
        self.line(
            pen.join([*tokens, *self.noise(tokens[-1]), *effect, pen.pick("", "", "。", "；")])
        )

    def noise(self, before: str) -> list[str]:
        """Words of prose between a condition and its effect."""
        if self.pen.random is None or not before.strip() or before.strip()[-1].isascii():
            return []
        return [
            w
            for w in (self.pen.pick("", "", "的", "时", "则"), self.pen.pick("", "", "，", ","))
            if w
        ]

    def row(self, tokens: list[str]) -> None:
        bullet = self.pen.pick("- ", "· ", "● ", "— ")
        self.line(bullet + self.pen.join(tokens))

    def checklist(self, rule: Checklist) -> None:
        pen = self.pen
        own = "得" if rule.kind == "award" else "扣"
        head = [pen.word("逐项"), *([pen.word("缺一")] if rule.kind == "deduct_missing" else [])]
        head += self.giving(own, rule.points) if rule.points else [" ", pen.word(own)]
        if rule.most:
            head += [pen.word("最多"), *self.points(rule.most)]
        if rule.unless:
            head += [pen.word("除外"), *self.expr(rule.unless)]
        self.line(pen.join(head))
        for row in rule.rows:
            tokens = self.expr(row.condition)
            if row.points:
                tokens += self.giving(own, row.points)
            self.row([*tokens, *([f'"{row.text}"'] if row.text else [])])

    def points(self, e: Expr) -> list[str]:
        pen = self.pen
        match e[0]:
            case "judged":
                step = [pen.word("步长"), *self.expr(e[3])] if e[3] else []
                return [pen.word("人工"), *self.expr(e[1]), pen.word("至"), *self.expr(e[2]), *step]
            case "line":
                return [*self.points(e[1]), pen.word("至"), *self.points(e[2]), pen.word("插值")]
            case "num":
                return self.marks(e[1])
            case _:
                return self.expr(e)

    # --- intervals ---

    def row_interval(self, i: Interval) -> list[str]:
        pen = self.pen
        if i.lower == i.upper and i.lower:
            return [pen.word("="), *self.expr(i.lower)]
        if i.lower and i.upper:
            if pen.chance(0.2):
                low, high = (
                    pen.word(">=" if i.lower_closed else ">"),
                    pen.word("<=" if i.upper_closed else "<"),
                )
                return [
                    low,
                    *self.expr(i.lower),
                    pen.only("且", "且", "并且", "而且"),
                    high,
                    *self.expr(i.upper),
                ]
            return self.range(i)
        end, key = (i.lower, ">") if i.lower else (i.upper, "<")
        assert end is not None
        if pen.chance(0.4):
            return self.range(i)
        closed = i.lower_closed or i.upper_closed
        return [pen.word(key + "=" if closed else key), *self.expr(end)]

    def range(self, i: Interval) -> list[str]:
        pen = self.pen
        if i.lower and i.upper:
            if i.lower == i.upper or pen.chance(0.3):
                ends = ("[" if i.lower_closed else "(", "]" if i.upper_closed else ")")
                return [
                    ends[0],
                    *self.expr(i.lower),
                    pen.symbol(",") + " ",
                    *self.expr(i.upper),
                    ends[1],
                ]
            tokens = [
                *self.expr(i.lower),
                pen.word("(含)" if i.lower_closed else "(不含)"),
                pen.word("至"),
            ]
            return [*tokens, *self.expr(i.upper), pen.word("(含)" if i.upper_closed else "(不含)")]
        end, way = (i.lower, "以上") if i.lower else (i.upper, "以下")
        assert end is not None
        closed = i.lower_closed or i.upper_closed
        if closed and pen.chance(0.4):
            return [*self.expr(end), pen.word("及" + way)]
        kind = pen.word("(含)" if closed else "(不含)")
        if pen.chance(0.3):
            return [*self.expr(end), kind, pen.word(way)]
        return [*self.expr(end), pen.word(way), kind]

    # --- expressions ---

    def name(self, name: str) -> str:
        pen = self.pen
        part = QUOTED_PART.get(name)
        if pen.chance(0.1):
            return f"「{name}」"
        if part:
            return pen.pick(f"“{part}”", part, f'"{part}"') + name[len(part) :]
        return name

    def call(self, function: str, tokens: Iterable[str]) -> list[str]:
        zh, en = FUNCTIONS[function]
        word = self.pen.pick(zh, en) if self.pen.manner.functions else zh
        return [word + self.pen.symbol("("), *tokens, self.pen.symbol(")")]

    def listed(self, *parts: list[str]) -> list[str]:
        tokens: list[str] = []
        for index, part in enumerate(parts):
            tokens += [*([self.pen.pick(", ", "， ", "、 ")] if index else []), *part]
        return tokens

    def expr(self, e: Expr) -> list[str]:
        pen = self.pen
        match e[0]:
            case "num":
                return [pen.number(e[1], e[2])]
            case "full":
                return [pen.word("满分")]
            case "fact" | "def":
                return [self.name(e[1])]
            case "last":
                return [pen.word("上年") + pen.symbol(".") + self.name(e[1])]
            case "field":
                return [f"{e[1]}.{e[2]}"]
            case "word":
                return [e[1] if e[1] not in ("合格", "不合格") else pen.quoted(e[1]) + " "]
            case "date":
                day = e[1]
                return [
                    pen.pick(
                        day.isoformat(),
                        f"{day.year}年{day.month}月{day.day}日",
                        day.strftime("%Y/%m/%d"),
                    )
                ]
            case "truth":
                return [pen.word("是" if e[1] else "否")]
            case "bin":
                return self.arithmetic(e)
            case "neg":
                return [pen.symbol("-"), *self.inner(e[1], 3)]
            case "abs":
                bar = pen.symbol("|")
                return [bar, *self.expr(e[1]), bar]
            case "max" | "min":
                return self.call(e[0], self.listed(*(self.expr(part) for part in e[1:])))
            case "round":
                end = [self.expr(e[3])] if e[3] else [[str(e[4])]] if e[4] else []
                return self.call(e[1], self.listed(self.expr(e[2]), *end))
            case "agg":
                return self.aggregate(e)
            case _:
                return self.condition(e)

    def arithmetic(self, e: Expr) -> list[str]:
        op, left, right = e[1:]
        level = _PRECEDENCE[op]
        sign = {"*": ("*", "×"), "/": ("/", "÷")}.get(op, (op,))
        return [
            *self.inner(left, level),
            self.pen.symbol(self.pen.pick(*sign)),
            *self.inner(right, level + 1),
        ]

    def inner(self, e: Expr, level: int) -> list[str]:
        """In brackets where it would otherwise be read differently."""
        low = (e[0] == "bin" and _PRECEDENCE[e[1]] < level) or (e[0] == "neg" and level > 1)
        tokens = self.expr(e)
        return [self.pen.symbol("("), *tokens, self.pen.symbol(")")] if low else tokens

    def aggregate(self, e: Expr) -> list[str]:
        _, kind, records, value, weight, where = e
        parts = [self.expr(value) if value else [records], *([self.expr(weight)] if weight else [])]
        tail = [self.pen.word("其中"), *self.expr(where)] if where else []
        return self.call(kind, [*self.listed(*parts), *tail])

    def condition(self, e: Expr) -> list[str]:
        pen = self.pen
        match e[0]:
            case "cmp":
                if e[1] == "=" and e[3] == ("truth", True):
                    return [*self.expr(e[2]), pen.only("=", "＝", "=", "等于"), pen.word("是")]
                return [*self.expr(e[2]), pen.word(e[1]), *self.expr(e[3])]
            case "chain":
                first, second = pen.symbol(e[2]), pen.symbol(e[4])
                return [*self.expr(e[1]), first, *self.expr(e[3]), second, *self.expr(e[5])]
            case "in":
                return [*self.expr(e[1]), pen.word("在"), *self.range(e[2])]
            case "not":
                return [" ", pen.word("非"), *self.clause(e[1], "not")]
            case _:
                word = pen.word("且" if e[0] == "and" else "或")
                return [*self.clause(e[1], e[0]), word, *self.clause(e[2], e[0] + " right")]

    def clause(self, e: Expr, around: str) -> list[str]:
        loose = e[0] in ("and", "or") and not (
            e[0] == around or (e[0] == "and" and around.startswith("or"))
        )
        tokens = self.expr(e)
        return [self.pen.symbol("("), *tokens, self.pen.symbol(")")] if loose else tokens
