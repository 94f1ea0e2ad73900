"""Codes about what scoring finds (PD6…)."""

from perfdsl.wording import Code, Words

MISSING_FACT = Code(
    "PD6001",
    "missing-fact",
    "error",
    Words("缺「{name}」，{indicators}要用它", "「{name}」 is missing; {indicators} needs it"),
    Words(
        "在数据文件里填上它；暂时没有的，用 --partial 先看得分范围",
        "give it in the facts file; to see the possible range meanwhile, use --partial",
    ),
)
NOT_COMPUTABLE = Code(
    "PD6002",
    "not-computable",
    "error",
    Words("「{indicator}」无法计算：{reason}", "「{indicator}」 is not computable: {reason}"),
    Words(
        "核对标出的数据；确实如此的，在规则里写明这种情形怎样计分",
        "check the facts that are marked; if they are right, let the rules say what such a case gives",
    ),
)
STATED_DIFFERS = Code(
    "PD6003",
    "stated-differs",
    "warning",
    Words(
        "{what}自报 {stated} 分，按规则计算是 {computed} 分，相差 {difference} 分",
        "{what}: stated {stated}, computed from the rules {computed}, a difference of {difference}",
    ),
    Words(
        "核对数据和自评，以规则算出的为准",
        "check the facts and the self-assessment; what the rules give counts",
    ),
)
GIVEN_DIFFERS = Code(
    "PD6004",
    "given-differs",
    "warning",
    Words(
        "「{name}」给的是 {given}，由其他数据算出来是 {computed}",
        "「{name}」 is given as {given}; computed from the other facts it is {computed}",
    ),
    Words("核对两处数据；计分用的是给出的值", "check both; the given value was used"),
)
EXPLANATION_DUE = Code(
    "PD6005",
    "explanation-due",
    "warning",
    Words("「{indicator}」须说明：{text}", "「{indicator}」 requires an explanation: {text}"),
    Words(
        "在数据文件的「[说明]」下按指标路径写明",
        "give it in the facts file under [说明], by the indicator's path",
    ),
)
JUDGED_OUT_OF_RANGE = Code(
    "PD6006",
    "judged-out-of-range",
    "error",
    Words(
        "「{indicator}」人工评分 {points} 分，不在 {least} 至 {most} 分之内",
        "「{indicator}」 was judged {points}, outside {least} to {most}",
    ),
    Words("改成 {least} 至 {most} 之间的分数", "give points between {least} and {most}"),
)
JUDGED_OFF_STEP = Code(
    "PD6007",
    "judged-off-step",
    "error",
    Words(
        "「{indicator}」人工评分 {points} 分，不是从 {least} 分起每 {step} 分一格",
        "「{indicator}」 was judged {points}, which is not on the steps of {step} from {least}",
    ),
    Words("改成格子上的分数", "give points that lie on a step"),
)
STATED_GRADE_DIFFERS = Code(
    "PD6008",
    "stated-grade-differs",
    "warning",
    Words(
        "自报等级「{stated}」，按规则计算是「{computed}」",
        "the stated grade is 「{stated}」, computed from the rules it is 「{computed}」",
    ),
    Words(
        "核对数据和自评，以规则算出的为准",
        "check the facts and the self-assessment; what the rules give counts",
    ),
)
EXPLANATION_UNDECIDED = Code(
    "PD6009",
    "explanation-undecided",
    "info",
    Words(
        "缺「{names}」，无法判断「{indicator}」是否须说明",
        "without 「{names}」 it cannot be told whether 「{indicator}」 requires an explanation",
    ),
)
EXPLANATION_UNDEFINED = Code(
    "PD6011",
    "explanation-undefined",
    "warning",
    Words(
        "无法判断「{indicator}」是否须说明：{reason}",
        "it cannot be told whether 「{indicator}」 requires an explanation: {reason}",
    ),
)
NEGATIVE_RUNTIME_POINTS = Code(
    "PD6010",
    "negative-points-computed",
    "error",
    Words(
        "「{text}」算出来是 {points} 分，是负数", "「{text}」 comes to {points}, which is negative"
    ),
    Words(
        "核对标出的数据；确实如此的，在规则里加条件，或写「最大(…, 0)」",
        "check the facts that are marked; if they are right, add a condition to the rule or use max(…, 0)",
    ),
)
FACTS_OPEN = Code(
    "PD6012",
    "facts-open",
    "info",
    Words(
        "还有 {count} 项没有填，暂时算不出总分：{names}",
        "there is no total yet, {count} facts are not given: {names}",
    ),
    Words(
        "填上；暂时没有的，用 perfdsl score --partial 先看得分范围",
        "give them; to see the possible range meanwhile, use perfdsl score --partial",
    ),
)
