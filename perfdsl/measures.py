"""What measure words say of each other: 万人 are ten thousand 人, 公里 a thousand 米.

Between 人, 户, 项 and the like no difference is made; 亩 and 平方米, 小时 and 周 are not turned into each other.
"""

import re
from fractions import Fraction

SCALES = {
    "千万": 10_000_000, "百万": 1_000_000, "十万": 100_000, "亿": 100_000_000, "万": 10_000, "千": 1_000,
}  # fmt: skip
"""The numbers a unit may begin with, `万` in `万人`; the longer before those they end with."""
_SIZES: dict[str, tuple[str, Fraction]] = {
    "毫米": ("length", Fraction(1, 1000)),
    "厘米": ("length", Fraction(1, 100)),
    "米": ("length", Fraction(1)),
    "千米": ("length", Fraction(1000)),
    "公里": ("length", Fraction(1000)),
    "平方米": ("area", Fraction(1)),
    "平米": ("area", Fraction(1)),
    "公顷": ("area", Fraction(10_000)),
    "平方公里": ("area", Fraction(1_000_000)),
    "平方千米": ("area", Fraction(1_000_000)),
    "亩": ("mu", Fraction(1)),
    "立方米": ("volume", Fraction(1)),
    "方": ("volume", Fraction(1)),
    "升": ("volume", Fraction(1, 1000)),
    "毫升": ("volume", Fraction(1, 1_000_000)),
    "毫克": ("mass", Fraction(1, 1_000_000)),
    "克": ("mass", Fraction(1, 1000)),
    "千克": ("mass", Fraction(1)),
    "公斤": ("mass", Fraction(1)),
    "吨": ("mass", Fraction(1000)),
    "千瓦": ("power", Fraction(1)),
    "千伏安": ("apparent power", Fraction(1)),
    "千瓦时": ("energy", Fraction(1)),
    "度": ("energy", Fraction(1)),
    "千卡": ("heat", Fraction(1)),
    "千帕": ("pressure", Fraction(1)),
    "小时": ("hours", Fraction(1)),
    "周": ("weeks", Fraction(1)),
    "季度": ("quarters", Fraction(1)),
    "季": ("quarters", Fraction(1)),
    "年": ("years", Fraction(1)),
    "人次": ("visits", Fraction(1)),
    "场次": ("shows", Fraction(1)),
}
"""Words with a size of their own: what they measure, and how much of it one is."""


_IN_CHINESE = {
    "people": "人", "person": "人", "times": "次", "time": "次", "items": "项", "item": "项", "cases": "件",
    "case": "件", "projects": "个", "project": "个", "places": "处", "place": "处", "units": "个", "unit": "个",
    "departments": "个", "department": "个", "reports": "份", "report": "份", "records": "条", "record": "条",
}  # fmt: skip


SIGNS = {
    "km": "公里", "㎞": "公里", "m": "米", "cm": "厘米", "mm": "毫米", "m2": "平方米", "m²": "平方米", "㎡": "平方米", "km2": "平方公里", "km²": "平方公里",
    "ha": "公顷", "hm2": "公顷", "hm²": "公顷", "hectare": "公顷", "hectares": "公顷", "mu": "亩", "m3": "立方米", "m³": "立方米",
    "t": "吨", "kg": "千克", "㎏": "千克", "g": "克", "mg": "毫克", "μg": "微克", "µg": "微克", "ug": "微克", "h": "小时",
}  # fmt: skip
"""Signs of measures the language knows by their names."""


def in_chinese(word: str) -> str:
    """The measure word of an English rule file in a Chinese sentence: `120人` for 120 people."""
    return _IN_CHINESE.get(word.lower(), word)


def conversion(written: str, declared: str) -> Fraction | None:
    """How many `declared` one `written` is; None where they do not measure the same."""
    if written == declared:
        return Fraction(1)
    (kind, size), (other, whole) = _measured(written), _measured(declared)
    return size / whole if kind == other else None


_BY_CUSTOM: dict[str, tuple[str, Fraction]] = {
    "亩": ("area", Fraction(10_000, 15)),
    "里": ("length", Fraction(500)),
    "华里": ("length", Fraction(500)),
    "市斤": ("mass", Fraction(1, 2)),
    "斤": ("mass", Fraction(1, 2)),
    "分钟": ("hours", Fraction(1, 60)),
}
"""What is not read as the other measure by itself, but is known to be so much of it: 15 亩 are a 公顷."""


def customary_conversion(written: str, declared: str) -> Fraction | None:
    """How many `declared` one `written` is, 亩 among the areas too: for what a person confirms."""
    known = conversion(written, declared)
    if known is not None:
        return known
    (kind, size), (other, whole) = _customary(written), _customary(declared)
    return size / whole if kind == other else None


def is_customary(word: str) -> bool:
    """Whether it is known by custom how much one of the word is."""
    return plain_measure(word) in _BY_CUSTOM


def _customary(word: str) -> tuple[str, Fraction]:
    scale, plain = parted_measure(word)
    found = _BY_CUSTOM.get(plain)
    return _measured(word) if found is None else (found[0], found[1] * scale)


SO_MANY_FOR_EACH = re.compile(
    r"每|[百千万]人|[百千万]户|[人户亩吨里度]均|(?:\b|_)per(?:\b|_)", re.IGNORECASE
)
"""In a name: so many for each, 每千人医师数, where one measure is divided by another on purpose."""


def size_beside(first: str, second: str) -> Fraction | None:
    """How many `second` one `first` is, where both say how much there is of the same: 万人 and 人, 公顷 and 亩.

    None for 张 and 千人, of which one may well be given for each of the other.
    """
    (scale, plain), (other_scale, other) = parted_measure(first), parted_measure(second)
    if plain == other:
        return Fraction(scale, other_scale)
    (kind, size), (other_kind, whole) = _customary(first), _customary(second)
    return size / whole if kind == other_kind != "things" else None


_UNSIZED = frozenset((
    "磅", "盎司", "英里", "海里", "顷", "垧", "公亩", "英亩", "英尺", "寸", "尺", "丈", "秒", "微克", "市亩", "加仑", "立方", "平方", "焦耳", "瓦", "伏", "安",
))  # fmt: skip
"""Measures that nothing is turned into here; none of them is another word misspelt either."""


def measures_something(word: str) -> bool:
    """Whether the word, with or without a number in it, measures something: no slip for another one."""
    return has_size(word) or is_customary(word) or plain_measure(word) in _UNSIZED


def plain_measure(word: str) -> str:
    """The word without its number: `人` of `万人`."""
    return parted_measure(word)[1]


def has_size(word: str) -> bool:
    """Whether one of the word is not simply one: a measure of length, of time, or one with a number in it."""
    scale, plain = parted_measure(word)
    return scale != 1 or plain in _SIZES


def parted_measure(word: str) -> tuple[int, str]:
    """The number in the word, and the word without it: 10,000 and `人` of `万人`; `千米` has none."""
    if word not in _SIZES:
        for spelling, scale in SCALES.items():
            if word.startswith(spelling) and len(word) > len(spelling):
                return scale, word[len(spelling) :].removeprefix("个")
    return 1, word


def _measured(word: str) -> tuple[str, Fraction]:
    """What is measured (things, for what is only counted), and how much of it one is."""
    scale, plain = parted_measure(word)
    kind, size = _SIZES.get(plain, ("things", Fraction(1)))
    return kind, size * scale
