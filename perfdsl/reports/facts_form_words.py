"""What the empty facts file says."""

from perfdsl.wording import Words


class FormWords:
    TITLE = Words("填报数据：{scheme}", "Facts for: {scheme}")
    HOW_TO = Words(
        '在引号里填写，例如 "12795.93万元"、"22.26%"、"63人"、"是"；没有的留空，计分时会列出缺哪些数据。\n'
        '要写明出处的，改成：{{ "值" = "12795.93万元", "来源" = "决算报表", "页" = 3, "说明" = "……" }}',
        'Write between the quotes, such as "12795.93万元", "22.26%", "63", "yes"; leave open what you do not have:\n'
        "scoring lists what is missing. To name the evidence, write:\n"
        '{{ value = "12795.93万元", source = "annual accounts", page = 3, note = "…" }}',
    )
    USED_BY = Words("用于：{names}", "used by: {names}")
    USED_BY_MORE = Words(
        "用于：{names} 等 {count} 个指标", "used by: {names} and more, {count} in all"
    )
    TOTAL = Words("总分", "total")
    DEFINITIONS = Words(
        "以下各项由上面的数据算出。没有上面的数据、只有结果的，去掉行首的 # 直接填写。",
        "These are computed from the above. If only the result is known, remove the # and fill it in.",
    )
    RECORDS = Words(
        "明细「{name}」：每条一段，多条就把这一段照样复制；一条也没有的，删去这一段，在前面写 {name} = []",
        "Records “{name}”: one block for each; copy the block for more. If there are none, delete the\n"
        "block and write {name} = [] above",
    )
    TRUTH = Words("是 / 否", "yes / no")
    DATE = Words("日期，例如 2021-12-31", "a date such as 2021-12-31")
    TEXT = Words("文字", "text")
    WITH_UNIT = Words("写上单位，例如 万元", "with its unit, such as 万元")
    DEFAULT_UNIT = Words("不写单位的按{unit}", "in {unit} if no unit is written")
    PERCENT = Words("写上 %", "with %")
    WHOLE = Words("整数", "a whole number")
    JUDGED = Words("由评价人给的分，每项写明理由", "Points given by a person, each with its reason")
    RANGE = Words("{least} 至 {most} 分", "{least} to {most} points")
    RANGE_IN_STEPS = Words(
        "{least} 至 {most} 分，每 {step} 分一档", "{least} to {most} points, in steps of {step}"
    )
    EXPLANATIONS = Words(
        "计分要求说明时，在这里写说明", "Explanations, where scoring asks for them"
    )
    STATED = Words(
        "单位或报告写出的得分，用来核对；没有的留空",
        "Scores as the department or the report states them, to be compared; may stay open",
    )
