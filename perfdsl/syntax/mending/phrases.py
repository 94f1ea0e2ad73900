"""Turns of phrase of official Chinese, of programs and of spreadsheets, and the line they stand for.

Each pattern takes the part of a line that is written otherwise; what comes in its place is read anew with the
rest, and only offered where the line then makes sense.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from perfdsl.number import format_exact
from perfdsl.syntax.mending.excess import excess
from perfdsl.syntax.mending.floors import floors
from perfdsl.syntax.mending.spoken import spoken
from perfdsl.syntax.mending.ways import Place, Way, removed, replaced
from perfdsl.wording import phrase

_POINTS = r"\d+(?:\.\d+)?"
_NAME = r"[^\W\d][\w“”「」.]*?"
_ORDER = (
    r"[<>≤≥]=?|大于等于|小于等于|不低于|不超过|不高于|不少于|大于|小于|超过|高于|低于|达到|不足"
)
_NO_NUMBER = r"(?=[\s的，,。；;]|$)(?!\s*(?:(?:个(?:工作日|百分点|月)|[次天日个项分人件元月年]|万元)(?![^\W\d])|[%％]|pp\b|points?\b|days?\b|times?\b))"
"""What stands in brackets before is no number of anything."""
_REWRITTEN = (
    # exceptions
    (rf"\s*[,，]?\s*[(（]?\s*(?:除了?|除去|排除|不含|不包括|例外|除非)\s*({_NAME})\s*(?:除外|以外|之外|外)?\s*[)）]?\s*$", r" 除外 \1"),
    (
        rf"\s*+(?:[,，;；。]\s*+)?(?:[(（]\s*+)?(?:(?:但是?|其中)\s*+)?(?:[,，]\s*+)?({_NAME})\s*+(?:(?:的?情[况形]|的|时)\s*+)?(?:[,，]\s*+)?"
        r"(?:除外|例外|不在此[限列]|可?不(?:予|再)?扣分?|可?免(?:予|于)?扣分?)\s*[)）]?\s*[。;；]?\s*$",
        r" 除外 \1",
    ),
    (rf"\s*[,，;；]\s*({_NAME})[和及与、]({_NAME})\s*(?:的?情[况形]|的|时)?\s*(?:除外|例外|不在此[限列])\s*[。;；]?\s*$", r" 除外 \1 或 \2"),
    # not applicable
    (r"(?<=\s)(?:不涉及|不适宜|不适应|不试用|不实用|无需评价|不参评|不评价|免评|不考核|不适合|不纳入考核|不予考核|免于考核)(?=\s|$)", "不适用"),
    (r"(?<=\S)\s+不适用\s*[,，]?\s*(?:予以|则|并)?\s*剔出?\s*$", " 不适用 剔除"),
    # limits
    (rf"\s+(最多\s*{_POINTS}\s*分)\s*[,，]?\s*((?:每满|每起|每)\s*\S+\s*扣\s*{_POINTS}\s*分)\s*$", r" \2 \1"),
    (
        rf"^(?!\s*-)(?!.*[扣得加])(\s*\S.*?)\s*(?:总分)?(?:封顶|封项|上限|最高|最多|至多|控制在|限制在)\s*(?:为|在)?\s*({_POINTS})\s*分?(?:以内|封顶)?\s*$",
        r"\1 封顶 \2 分",
    ),
    # shares of the full marks
    (rf"(?:按照?|根据)\s*({_NAME})\s*(?:的?比例)?\s*(?:得分|计分|计算得分|给分|折算得分|折算|计算)\s*$", r"得 \1 × 满分"),
    (rf"(?:按照?|根据)\s*({_NAME})\s*(?:得分|计分|计算得分|给分|折算得分|折算|计算)\s*$", r"得 \1 × 满分"),
    (r"^(\s*)(否则|otherwise)\s*[,，]?\s*得\s*", r"\1\2 得 "),
    (r"(?<=\s)得(?=[^\W\d\0-ÿ]|“)", "得 "),
    (rf"(?<=得\s)满分\s+({_NAME})\s*$", r"\1 × 满分"),
    # an effect by another word
    (r"(?<=\S)\s+(?:需说明|应说明|要说明|需要说明|须注明|说明|解释|请说明)\s*(?=[\"“])", " 须说明 "),
    (rf"(?<=\S)\s+(?:-|－|−|减|减去|罚|扣掉|扣减|扣去)\s*({_POINTS}\s*分)", r" 扣 \1"),
    (rf"(?<=\S)\s+(?:\+|＋|奖|奖励|加上|加分)\s*({_POINTS}\s*分)", r" 加 \1"),
    (rf"(?<=\S)\s+(?:给|计|记|拿|获得|可得|应得|赋|赋分)\s*({_POINTS}\s*分)", r" 得 \1"),
    (r"\s*(?:一律|均|统一|直接|各|都|就|(?<!否)则|应|应当|可|予以|给予)\s*(?=[扣得加]\s*\d)", " "),
    (r"\s+(?:且|或|并且|或者|而且)\s*(?=[扣得加]\s*\d)", " "),
    (
        rf"^(\s*)({_NAME})[、，,和与]({_NAME})(?:均|都|各)\s*({_ORDER})\s*(\d[\d.]*\s*[^\W\d]{{0,4}}?[%％‰]?)(?:的)?[,，]?\s*(?=[得扣加])",
        r"\1\2 \4 \5 且 \3 \4 \5 ",
    ),
    # the beginning of a condition
    (r"^(\s*)(?:凡是?|如遇|对于?|当出现|若是|要是|只要|一旦)\s*(?=\S)", r"\1"),
    (r"^(\s*)[!！]\s+(?=\S)", r"\1"),
    (r"^(\s*)[!！]\s*(?=\S)", r"\1非 "),
    (r"^(\s*)(?:else|其它情况|其他情况|除此之外|此外|剩余情况|反之|否)\s*[,，:：]?\s*(?=得|扣|award|deduct)", r"\1否则 "),
    # two conditions
    (rf"(?<=[\d%元个次项人天日])\s*[,，、;；]\s*(?={_NAME}\s*(?:[<>≤≥=]|大于|小于|超过|高于|低于|不足|达到))", " 且 "),
    (rf"(?<=[\d%元个次项人天日])\s*[,，、;；]\s*(?={_NAME}\s*(?:[<>≤≥=]|大于|小于|超过|高于|低于|不足|达到))", " 或 "),
    # what is compared
    (r"(?<=[\w”])\s+(?:是|系|属于|属|就是|即)\s+(?=[\w“])", " = "),
    (r"\s*(?:为空|是空|为零|是零|等于零|为无)\s*(?=不适用|得|扣|剔除|且|或)", " = 0 "),
    (rf"({_NAME})\s*(?:晚于|超过|迟于|超出|>|＞)\s*({_NAME})\s*(\d+\s*个?工作日)(?:以上)?(?=\s|的|扣|每)", r"工作日数(\2, \1) > \3"),
    (rf"(?:晚于|超过|迟于|超出|>|＞)\s*({_NAME})\s*(\d+\s*(?:个月|天|日))(?:以上)?(?=\s|的|扣|每)", r"> \1 + \2"),
    (r"(?<=[\w%)）])\s*\|\|\s*(?=[^\W\d\0-ÿ]|“)", " 或 "),
    (r"(?<=[\w%)）])\s*&&\s*(?=[^\W\d\0-ÿ]|“)", " 且 "),
    (r"(?<=[\w%)）])\s*\|\|\s*(?=\w)", " or "),
    (r"(?<=[\w%)）])\s*&&\s*(?=\w)", " and "),
    (r"(?<![=<>!\w])!\s*(?=[a-z_])", "not "),
    # what is said of two quantities
    (r"(\S+?)\s*[与和同跟]\s*(\S+?)\s*(?:不符合?|不等|不相等|不一致|不相符)(?=\s|$|的|扣|得|须)", r"\1 != \2"),
    (r"(\S+?)\s*[与和同跟]\s*(\S+?)\s*(?:相等|一致|相符|相同)(?=\s|$|的|扣|得|须)", r"\1 = \2"),
    (r"\s*(?:达到或超过|达到或高于|等于或大于|大于或等于|等于或高于|高于或等于|不小于)\s*", " >= "),
    (r"\s*(?:等于或小于|小于或等于|等于或低于|低于或等于)\s*", " <= "),
    (r"(?<=\S)\s+(?:至少|起码|最低)(?:为|是|达到)?\s+(?=[^\W\d\0-ÿ])", " 不低于 "),
    (r"^([^扣得加]*\S)\s+(?:至少|起码|最低|最少)(?:为|是|达到?|要)?\s*(?=\d[^扣得加]*[得加])", r"\1 不低于 "),
    (r"^([^扣得加]*\S)\s+(?:至多|最多|最高)(?:为|是|达到?)?\s*(?=\d[^扣得加]*[得加])", r"\1 不高于 "),
    (r"迟于", "晚于"),
    (rf"\s*在\s*({_NAME})\s*(?:[及或](?:以|之)?前|(?:以|之)?前\s*[(（]含(?:当[日天])?[)）])(?=\s|$|的|[,，得扣加])", r" 不晚于 \1"),
    (rf"\s*在\s*({_NAME})\s*(?:[及或](?:以|之)?后|(?:以|之)?后\s*[(（]含(?:当[日天])?[)）])(?=\s|$|的|[,，得扣加])", r" 不早于 \1"),
    (rf"(?<=[>＞于过])\s*({_NAME})\s*(?:之后|以后|后)\s*(\d+\s*(?:个工作日|工作日|个月|天|日))", r" \1 + \2"),
    (r"(?<=[\w”])\s+0\s+(?=不适用)", " = 0 "),
    (rf"^(\s*)(?:上年度?|去年)的?\s*(?:无|没有)\s*({_NAME})\s+(?=不适用)", r"\1上年.\2 = 0 "),
    # functions said in words
    (rf"({_NAME})\s*(四舍五入|向上取整|向下取整)\s*(?:到|至|为)\s*(\d+(?:\.\d+)?\s*[%％]?)", r"\2(\1, \3)"),
    (r"[(（]([^()（）]+)[)）]\s*的?绝对值", r"|\1|"),
    (rf"(?<=[\s=])({_NAME})\s*的?绝对值", r"|\1|"),
    (rf"({_NAME})占({_NAME})的?(?:比例|比重|比率|百分比|百分率|份额)", r"\1 / \2"),
    (r"^(\s*)(?=[^\W\d][\w“”]*\s*[=＝])(.+?)除以(\S+)\s*$", r"\1定义 \2 / \3"),
    # effects before what they are of, by other words, or without one
    (rf"^(\s*)((?:扣|得|加|封顶)\s*{_POINTS}\s*分?)\s+(\S.*[<>≤≥=于过].*\S|{_NAME})\s*$", r"\1\3 \2"),
    (r"^(\s*)(一票否决|免扣)\s+(\S+)(?=\s+(?:等级|得)|\s*$|\s+[\"“])", r"\1\3 \2"),
    (r"^(\s*)(不适用(?:\s+(?:剔除|得\s*满分|得\s*0))?)\s+(\S.*\S)\s*$", r"\1\3 \2"),
    (r"人工\s*(扣|得|加)(?=\s*\d)", r"\1 人工"),
    (rf"(?<=得)\s*({_POINTS}\s*分?\s*(?:至|到|-|~|—)\s*{_POINTS}\s*分?)\s*(?=步长)", r" 人工 \1 "),
    (r"[1１一壹]票否决制?|一票否定", "一票否决"),
    (r"(?<=得)\s*零\s*分?", " 0"),
    (r"(?<=限)\s*负\s*(?=\d)", " -"),
    # steps
    (rf"扣\s*({_POINTS})\s*分?\s*[/／]\s*(?:个|每)?(百分点|工作日|月)\s*$", r"每满 1个\2 扣 \1 分"),
    (rf"扣\s*({_POINTS})\s*分?\s*[/／]\s*每?(个|项|次|人|天|件|处|起|户|家|份|笔)\s*$", r"每满 1\2 扣 \1 分"),
    (rf"扣\s*({_POINTS})\s*分?\s*[/／]\s*(?:个|每)?(百分点|工作日|月)\s*$", r"每起 1个\2 扣 \1 分"),
    (rf"扣\s*({_POINTS})\s*分?\s*[/／]\s*每?(个|项|次|人|天|件|处|起|户|家|份|笔)\s*$", r"每起 1\2 扣 \1 分"),
    (r"(?<=\s)(\d+(?:\.\d+)?\s*(?:个百分点|个工作日|个月|万元|元|天|个|项|次|人|%))\s*起\s*(?=扣)", r"每起 \1 "),
    (r"(?<=\S)\s+(?:比例|成比例|等比例|同比例|按照比例)\s+(?=[扣得加])", " 按比例 "),
    (r"(每\S*?(\d+\S*?)扣.*?[,，])\s*零头(?:舍去|不计|不算|忽略)(?:的)?", r"\1不足\2的不计"),
    (r"视(?:同|作|为)\s*(\d+(?:\.\d+)?\s*[^\W\d]{1,3})(?=[,，。；;\s]|$)", r"按\1计"),
    (r"(?:扣光|扣尽|扣没|扣净)为止", "扣完为止"),
    (rf"(?<=[分次个项人件天%])\s*[,，]?\s*(?!0+(?:\.0+)?\s*分)({_POINTS})\s*分?\s*(?:封顶|为限|为上限)\s*$", r" 最多 \1 分"),
    (r"每\s*(?:缺|少|漏)\s*[1１一]\s*(?:样|条|点|处|个)\s*(?=扣)", "每缺一项"),
    (r"(?:缺|少|漏)\s*[1１一]\s*(?:样|条|点|处)?\s*(?=扣)", "缺一 "),
    (r"\s*\[(?:OK|ok|√|x|X|TODO|todo|\d{1,2})\]\s*$", ""),
    (r"按\s*满分\s*(?:计算得分|计算|计分|得分|计|给分)(?=\s|$|[,，。；])", "得 满分"),
    (r"\b(?:for\s+)?(?:each|every)\s+(?:full|whole|complete)\b", "per full"),
    (r"\b(?:for\s+)?(?:each|every)\s+(?:started|begun|part)\b", "per started"),
    # shares
    (r"满分\s*的?\s*一半", "满分的50%"),
    (r"(?<=得)\s*满分[地德]\s*(?=\d[\d.]*\s*[%％])", " 满分的"),
    # footnotes
    (rf"(?<=[^\W\d每满起超过于达足为到至第扣得加计减最])[\[［〔]\d{{1,2}}[\]］〕]{_NO_NUMBER}", ""),
    (rf"(?<=\d[%％])[\[［〔]\d{{1,2}}[\]］〕]{_NO_NUMBER}", ""),
    (r"满分\s*(\d+(?:\.\d+)?)\s*[%％]", r"满分 × \1%"),
    # units behind a name
    (r"(?<=[^\W\d\0-ÿ])\s*[(（]\s*(?:%|％|‰|万元|元|个|人|次|项|天|分)\s*[)）]", ""),
    # annotations
    (r"^(\s*)(?:原因|扣分原因|扣分理由|理由说明|评分理由)\s*[:：]?\s*(?=[\"“])", r"\1理由 "),
    (r"^(\s*)(?:存在问题|问题描述|主要问题)\s*[:：]?\s*(?=[\"“])", r"\1问题 "),
    (r"^(\s*)(?:建议措施|整改建议|改进建议|措施)\s*[:：]?\s*(?=[\"“])", r"\1建议 "),
    (r"^(\s*)(?:数据来源|资料来源|出处|佐证材料?)\s*[:：]?\s*(?=[\"“])", r"\1来源 "),
    (r"^(\s*)(?:依据文件|评价依据|政策依据|参照)\s*[:：]?\s*(?=[\"“])", r"\1依据 "),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in _REWRITTEN)
_NO_COMPARISON = re.compile(
    r"(?<=[\w”」%])\s+(?=\d[\d.,]*\s*(?:%|％|个百分点|万元|元|个工作日|天|个|项|次|人|分)?\s*(?:的|时)?\s*[,，]?\s*(?P<effect>扣|得|加|封顶|且|或))"
)
_DIRECTIONS = {"扣": (">", "<"), "得": (">=", "<="), "加": (">=", "<=")}
"""How a quantity may be compared before an effect: nobody but the writer knows which."""
_NO_SUBJECT = re.compile(r"\s*(?=(?:[<>≤≥＜＞]=?|大于|小于|超过|高于|低于|不低于|不超过)\s*\d)")
_GRADES = re.compile(r"^等级\s+(.+)$", re.MULTILINE)
_VETO = re.compile(
    r"(?:的|时)?[,，]?(?:一票否决)?[,，]?(?:直接|一律|总体)?"
    r"(?:只能|最高|至多)?(?:评为|评|定为|等级为|等级定为|定级为|定级|降为|判为|列为|等级)?[“\"]?$"
)
_DENIED = re.compile(r"(?:不得|不能|不可|不予|未|不)\s*(?:被|再)?[评定列判降]?\s*[为级]?\s*[“\"]?$")
_OTHERWISE_LESS = re.compile(
    rf"\s*(否则|otherwise)(\s*[,，]?\s*(?:扣除?|减|deduct)\s*({_POINTS})\s*(?:分|points?)?)\s*$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    rf"^\s*(?:(?:[一二三四]级)?指标|indicator)\s.*?({_POINTS})\s*(?:分|points?)?\s*(?:#.*)?$",
    re.MULTILINE,
)
_EACH_TIME = re.compile(
    rf"(?<=\S)\s*(?<![\d.一])(?:一|1)\s*(次|项|个|人|件|起|例)\s*({_POINTS})\s*分(?=\s*$|\s*[,，。；;\"“])"
)
_FIGURES = "零一二三四五六七八九"
_TENTHS = re.compile(r"([一二三四五六七八九])成(?=\s|$|的|[,，以扣得])")
_TIMES = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?=[^\W\d\0-ÿ]|“)")
_BARE_DAY = re.compile(r"(?<![\d年/.-])\d{1,2}月\d{1,2}[日号](?=[的前后以]|\W|$|[扣得且或])")
_DATED = re.compile(r"((?:20|２０)\d\d)[-/.年]\d{1,2}[-/.月]\d{1,2}")
_YEAR = re.compile(r"^\s*年度\s+((?:20|２０)\d\d)", re.MULTILINE)
_NUMBER = re.compile(r"\s*([(（][一二三四五六七八九十]{1,3}[)）][ \t\u3000]*)(?=\S)")
_BESIDE_ROWS = re.compile(
    r"\s*(?:[-—●○•■◆◇▪➢·①-⑳] *\S|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|(?:按|逐项|by|checklist)\s|.*(?:分档|bands)\s*$)"
)
_BEHIND_GRADE = ' \t等级档”"。.'
_FAR = 20


def phrases(written: str, place: Place) -> Iterator[Way]:
    """The line with one turn of phrase in the words of the language."""
    yield from _numbered(written, place)
    for pattern, form in _PATTERNS:
        match = pattern.search(written)
        if match is None:
            continue
        new = match.expand(form)
        begin, end = match.span()
        old = written[begin:end].strip()
        yield replaced(begin, end, old or written.strip(), new, blames=bool(old))
    by_how_much = tuple(excess(written, place))
    yield from by_how_much
    for match in () if by_how_much else _NO_COMPARISON.finditer(written):
        for sign in _DIRECTIONS.get(match["effect"], ("<=", ">=")):
            yield replaced(*match.span(), "", f" {sign} ")
    if place.quantity in place.names:
        bare = _NO_SUBJECT.match(written)
        if bare is not None:
            yield replaced(bare.end(), bare.end(), "", f"{place.quantity} ")
    yield from floors(written, place)
    yield from spoken(written, place)
    yield from _vetoes(written, place)
    yield from _otherwise_less(written, place)
    yield from _days_of_the_year(written, place)
    yield from _counted_in_tens(written, place)


def _numbered(written: str, place: Place) -> Iterator[Way]:
    """`（二）非 集体决策 扣 2 分`: a number brought along, or the sign of a row where there are rows beside it."""
    match = _NUMBER.match(written)
    if match is None:
        return
    gone = removed(*match.span(1), match[1].strip(), blames=True)
    row = replaced(*match.span(1), match[1], "- ", blames=True)
    above = place.file[: place.start].rstrip().rsplit("\n", 1)[-1]
    below = place.file[place.start + len(written) :].lstrip("\n").split("\n", 1)[0]
    is_row = place.in_list or any(map(_BESIDE_ROWS.match, (above, below)))
    yield from (row, gone) if is_row else (gone, row)


def each_time(written: str) -> Iterator[Way]:
    """`投诉 一次 2 分`: only the writer knows whether they are lost or won."""
    match = _EACH_TIME.search(written)
    if match is not None and re.search("[扣得加每]", written) is None:
        for word in ("扣", "得"):
            new = f" 每满 1{match[1]} {word} {match[2]} 分"
            yield replaced(*match.span(), match.group().strip(), new)


def _counted_in_tens(written: str, place: Place) -> Iterator[Way]:
    """`满意度 >= 九成`; `5概算偏差率` for five times as much."""
    for match in _TENTHS.finditer(written):
        yield replaced(*match.span(), match.group(), f"{_FIGURES.index(match[1])}0%", blames=True)
    for match in _TIMES.finditer(written):
        if written.startswith(tuple(place.names), match.end()):
            yield replaced(*match.span(), match.group(), f"{match.group()} × ", blames=True)


@lru_cache(maxsize=4)
def _header(pattern: "re.Pattern[str]", file: str) -> "re.Match[str] | None":
    """The first line of the file that is such a header; asked for again with every line that cannot be read."""
    return pattern.search(file)


def _days_of_the_year(written: str, place: Place) -> Iterator[Way]:
    """`不晚于3月31日`: a day has a year, that of the other days of the file or of 年度."""
    header = _header(_YEAR, place.file)
    if header is not None:
        last = rf"{int(header[1]) - 1}年度?的?[.。]?(?=[^\W\d])"
        for match in re.finditer(last, written):
            yield replaced(*match.span(), match.group(), "上年.", blames=True)
    bare = list(_BARE_DAY.finditer(written))
    if not bare:
        return
    near = [int(year) for year in _DATED.findall(place.file)]
    years = [year for year, _ in Counter(near).most_common(1)]
    if header is not None:
        years += [int(header[1]), int(header[1]) + 1]
    for year in dict.fromkeys(years):
        changes = tuple((match.start(), match.start(), f"{year}年") for match in bare)
        said = phrase("补上年份：「{year}年」", "add the year: {year}年", year=year)
        yield Way(changes, said, blames=True)


def _otherwise_less(written: str, place: Place) -> Iterator[Way]:
    """`否则扣4分` below a heading of 12 points: 否则 says what is awarded, here 8."""
    match = _OTHERWISE_LESS.match(written)
    headings = _MARKED.findall(place.file[: place.start]) if match is not None else []
    if match is None or not headings:
        return
    left = Fraction(headings[-1]) - Fraction(match[3])
    if left >= 0:
        begin, end = match.span(2)
        word = "得" if match[1].endswith("则") else "award"
        new = (
            f" {word} {format_exact(left)} 分" if word == "得" else f" {word} {format_exact(left)}"
        )
        yield replaced(begin, end, match[2].strip(), new)


def _vetoes(written: str, place: Place) -> Iterator[Way]:
    """`重大违纪的，直接评为差`: the grades are those of the header."""
    header = _header(_GRADES, place.file)
    text = written.rstrip(_BEHIND_GRADE)
    grades = re.findall(r"[^\W\d]+", header[1]) if header is not None else []
    grade = next((each for each in grades if each != "分" and text.endswith(each)), None)
    if grade is None:
        return
    before = text[: -len(grade)]
    tail = before[-_FAR:]
    match = _VETO.search("".join(tail.split()))
    if match is None or not match.group() or _DENIED.search(before) is not None:
        return
    begin, left = len(before), len(match.group())
    while left and begin:
        begin -= 1
        left -= not before[begin].isspace()
    end = len(written.rstrip())
    new = f" 一票否决 等级 {grade}"
    yield replaced(begin, end, written[begin:end].strip(), new)
