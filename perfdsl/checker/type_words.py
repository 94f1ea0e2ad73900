"""What a type is called in a message."""

from perfdsl.model.types import (
    ChoiceType,
    DateType,
    LevelType,
    Poison,
    Quantity,
    RecordsType,
    TextType,
    TruthType,
    Type,
    Zero,
)
from perfdsl.wording import Words

_FLAVORS = {
    "number": Words("没有单位的数", "a bare number"),
    "ratio": Words("比率", "a ratio"),
    "point": Words("百分点", "percentage points"),
    "count": Words("数量", "a count"),
    "score": Words("分数", "points"),
}
_POWERS = {
    (1, 0, 0, 0): Words("金额", "money"),
    (0, 1, 0, 0): Words("天数", "a number of days"),
    (0, 0, 1, 0): Words("工作日数", "a number of working days"),
    (0, 0, 0, 1): Words("月数", "a number of months"),
}


def type_words(type_: Type) -> Words:
    match type_:
        case Quantity():
            if type_.is_plain:
                return _FLAVORS[type_.flavor]
            return _POWERS.get(type_.powers, Words("复合单位的数", "a number with a compound unit"))
        case Zero():
            return _FLAVORS["number"]
        case TruthType():
            return Words("是否", "yes or no")
        case DateType():
            return Words("日期", "a date")
        case TextType():
            return Words("文本", "text")
        case LevelType():
            return Words("等级", "a level")
        case ChoiceType():
            return Words("选项", "a choice")
        case RecordsType():
            return Words("明细", "a list of records")
        case Poison():
            return Words("未知类型", "of unknown type")
