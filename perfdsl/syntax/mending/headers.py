"""The lines at the top of a file, said in other words: title, marks, decimals, unit of money, grades."""

import re
from collections.abc import Iterator

from perfdsl.numerals import digits_of_year, read_numeral

_COUNT = r"(?P<n>\d{1,3}|[零一二两三四五六七八九十百]{1,4})"
_OPENED = r"(?:(?:最终|最后|结果|得分|分数|各项得分|各项|单项|计算结果)\s*+)?"
_FIT = r"(?:四舍五入|精确|保留|取|计算|算)?\s*+(?:后|并)?\s*+(?:保留|到|至|取)?\s*+"
_MONEY = r"(?P<unit>万元|千元|百万元|亿元|元|万圆|圆|万)"
_HEADERS = (
    # marks
    (rf"(?:满分值?|总分值?|分值|总满分|全卷满分|满分总计|共计?|合计|总计)\s*+(?:为|是|=|＝|:|：)?\s*+{_COUNT}\s*+分?制?", "满分 {n} 分"),
    (r"(?:满分|总分)?\s*+(?:为|:|：)?\s*+(?:采用|实行|按)?百分制", "满分 100 分"),
    (rf"(?:采用|实行|按)?{_COUNT}\s*+分制", "满分 {n} 分"),
    (rf"{_COUNT}\s*+分\s*+满分", "满分 {n} 分"),
    # decimals
    (rf"{_OPENED}{_FIT}(?:小数点?后?)?\s*+(?:保留|精确到|取)?\s*+第?\s*+(?P<n>\d|[零一二两三四])\s*+位(?:有效)?(?:小数|数|数字)?", "保留 {n} 位小数"),
    (rf"{_OPENED}{_FIT}小数\s*+(?:保留|取|:|：)?\s*+第?\s*+(?P<n>\d|[零一二两三四])\s*+位?数?", "保留 {n} 位小数"),
    (rf"{_OPENED}(?:(?:四舍五入)?\s*+(?:精确|保留|取)|四舍五入)\s*+(?:到|至)?\s*+(?:十分位|0\.1分?)", "保留 1 位小数"),
    (rf"{_OPENED}(?:(?:四舍五入)?\s*+(?:精确|保留|取)|四舍五入)\s*+(?:到|至)?\s*+(?:百分位|0\.01分?)", "保留 2 位小数"),
    (r"(?:精确|保留|四舍五入)\s*+(?:到|至)\s*+0\.001\s*+分?", "保留 3 位小数"),
    (r"(?:小数位?数?|四舍五入|保留小数|精度|取)\s*+[:：]?\s*+(?P<n>\d)\s*+位?\s*+(?:小数)?", "保留 {n} 位小数"),
    (rf"{_OPENED}(?:四舍五入|保留|精确)?\s*+(?:后)?\s*+(?:取|到|至|为)?\s*+(?:整数位?|个位|取整)数?", "保留 整数"),
    (rf"{_OPENED}(?:不保留|不留|不取|没有|无)小数位?", "保留 整数"),
    # steps
    (r"(?:每\s*+(?:满|起|步|一步|档|个单位)|每)\s*+[:：]?\s*+(?P<word>按整|进一|按比例)", "每 {word}"),
    (r"(?P<word>按整|进一|按比例)\s*+每(?:满|步|一步)?", "每 {word}"),
    (r"每\s*+(?:按整数|取整|舍去|舍尾|不计零头|整步)|不足一步(?:的)?(?:不计|不算|舍去)", "每 按整"),
    (r"每\s*+(?:进一法|进位|进1|向上取整)|不足一步(?:的)?按一步(?:计|算)?", "每 进一"),
    (r"每\s*+(?:比例|按照比例|成比例)|不足一步(?:的)?按比例(?:计|算)?", "每 按比例"),
    # what is left out
    (r"(?:(?:不适用)?剔除)?(?:后|的)?\s*+(?:换算|折算)(?:范围)?\s*+[:：]?\s*+(?:在|按)?\s*+(?:组内|同组|本组|组里)(?:换算|范围|进行|内)?", "剔除换算 组内"),
    (r"(?:(?:不适用)?剔除)?(?:后|的)?\s*+(?:换算|折算)(?:范围)?\s*+[:：]?\s*+(?:在|按)?\s*+(?:全表|整表|全部|全局|整张表|总表)(?:换算|范围|进行|内)?", "剔除换算 全表"),
    (r"(?:剔除)?(?:后)?\s*+(?:在|按)?\s*+(?:组内|同组)\s*+(?:剔除)?(?:后)?(?:换算|折算)", "剔除换算 组内"),
    (r"(?:剔除)?(?:后)?\s*+(?:在|按)?\s*+(?:全表|整表)\s*+(?:剔除)?(?:后)?(?:换算|折算)", "剔除换算 全表"),
    (r"剔除\s*+[:：]?\s*+(?P<word>组内|全表)", "剔除换算 {word}"),
    # the unit of money
    (rf"[(（]?\s*+(?:金额|货币|计量|资金|币种)?(?:的)?(?:计量)?单位\s*+(?:为|是|用|[:：=＝])?\s*+[(（]?\s*+(?:人民币)?\s*+{_MONEY}\s*+[)）]?\s*+[)）]?", "金额单位 {unit}"),
    (rf"(?:金额|资金)\s*+(?:均|都|一律)?(?:以|按|用)\s*+(?:人民币)?{_MONEY}\s*+(?:为单位|计|填报|填写|表示)?", "金额单位 {unit}"),
    (rf"{_MONEY}\s*+金额单位", "金额单位 {unit}"),
    # the year and the edition
    (r"(?:评价|财政|会计|考核|预算)?(?:年度|年份|年)?\s*+[:：]?\s*+[“\"]?(?P<year>[二2][〇零○oO0][〇零○oO0-9一二三四五六七八九]{2})\s*+年?度?[”\"]?", "年度 {year}"),
    (r"年度\s*+(?P<n>\d\d)\s*+年?", "年度 20{n}"),
    (r"(?:语言|版本|语法)(?:版本)?\s*+[:：]?\s*+(?:第|[vV])?(?:一|1(?:\.0)?)版?", "语言 1"),
    # both limits
    (rf"(?:总分|得分)?(?:上限|最高分?|最多)\s*+(?:为|是|[:：=])?\s*+{_COUNT}\s*+分?", "上限 {n} 分"),
    (rf"{_COUNT}\s*+分\s*+上限", "上限 {n} 分"),
    (rf"(?:总分|得分)?(?:下限|下线|最低分?|最少)\s*+(?:为|是|[:：=])?\s*+(?:负|[-－—–一])\s*+{_COUNT}\s*+分?", "下限 -{n} 分"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(rf"{pattern}\s*+[。；;]?"), form) for pattern, form in _HEADERS)
_ANYWHERE = ("上限", "下限")
"""The others stand at the top of a file, at its left edge."""
_UNITS = {"万圆": "万元", "圆": "元", "万": "万元"}

_TITLED = re.compile(
    r"(?:(?:评价|考核|评分|绩效)?(?:方案|办法|名称|标题|文件|题目|细则|文件名)(?:名称|标题)?\s*+[:：=＝]|(?:办法|名称|标题|题目|评价方案|方案名称|文件名称?|评分办法|评价办法|考核办法)\s+)\s*+(?P<title>\S.*)"
)
_TITLE = re.compile(
    r"[《【“\"「]?(?P<title>[^《》【】“”\"「」<>=≤≥]{6,60}?)[》】”\"」]?(?P<tail>[(（](?:试行|草案|修订|暂行|征求意见稿|\d{4}年?版?)[)）])?"
)
_TITLE_END = re.compile(
    r"(?:办法|方案|细则|评价|标准|体系|评分表|评价表|指标表|规则|规定|考核|考评|review|scheme|evaluation|assessment)$",
    re.IGNORECASE,
)
_HAS_SCHEME = re.compile(r"^\s*+(?:方案|scheme)(?:\s|[:：])", re.MULTILINE | re.IGNORECASE)

_GRADES = re.compile(
    r"(?P<head>(?:评价|考核|综合|评定|总分)?(?:等级|档次|评级|等次)(?:划分|标准)?|grades?|grading|levels?|ranks?)?\s*+[:：]?\s*+(?P<entries>\S.*?)\s*+[。.]?",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"[\[(（【]\s*+(\d{1,3})\s*+分?\s*+[,，]\s*+(\d{1,3})\s*+分?\s*+[)\]）】]")
_ENTRY_GAP = re.compile(r"\s*+[,，、;；]\s*+")
_CELL_GAP = re.compile(r"\s*+[/／|｜]\s*+")
_NOISE = re.compile(
    r"及其以[上下内]|及?以[上下内]|不?包?含本?数?|不低于|不少于|大于等于|大于或等于|大于|超过|低于|小于|不足|达到|评为|定为|评定为|得分|总分|分|为|是|的|从|起|者|在|至|到"
    r"|points?|marks?|from|and above|or above|or more|and below|or less|at least|below|under|less than|above|over|to|is|>=?|<=?|[≥≤＞＜=＝:：~～/\\()（）\[\]【】\-—–.|\s]+",
    re.IGNORECASE,
)
_BELOW = re.compile(r"[<＜]|低于|小于|不足|以[下内]|below|under|less", re.IGNORECASE)
_STRICT = re.compile(
    r"[>＞](?![=＝])|(?:(?<!不)大于|(?<!不)超过|(?<!不)高于|多于)(?!或?等于)|\b(?<!or )(?<!and )(?:above|over|more than)\b",
    re.IGNORECASE,
)
"""The end is no part of such a grade."""
_LEAST_ENTRIES = 2
_LEAST_WITHOUT_WORD = 3


def told_headers(written: str, above: str, file: str) -> Iterator[str]:
    """The header that a line was to be; `above`: what stands above it, `file`: all of it."""
    text = written.strip()
    for pattern, form in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is not None and (not written[:1].isspace() or form.startswith(_ANYWHERE)):
            found = match.groupdict()
            number = _figures(found.get("n") or "")
            if number is None:
                continue
            unit = found.get("unit") or ""
            year = digits_of_year((found.get("year") or "").translate(_YEAR_SIGNS))
            yield form.format(
                n=number, unit=_UNITS.get(unit, unit), word=found.get("word"), year=year
            )
            break
    if not written[:1].isspace():
        yield from _title(text, above, file)
    yield from _grades(text, is_indented=written[:1].isspace())


_YEAR_SIGNS = str.maketrans("oO○", "〇〇〇")


def _figures(number: str) -> str | None:
    """`二` as 2; None: it is no number."""
    if not number or number.isdigit():
        return number
    value = read_numeral(number)
    return None if value is None else str(value)


def _title(text: str, above: str, file: str) -> Iterator[str]:
    """The title of the scheme without its word, where the file has none yet."""
    if _HAS_SCHEME.search(file) is not None:
        return
    titled = _TITLED.fullmatch(text)
    if titled is not None:
        yield f"方案 {titled['title'].strip('《》【】“”')}"
        return
    if any(line.strip() and not line.lstrip().startswith("#") for line in above.split("\n")):
        return
    title = _TITLE.fullmatch(text)
    if title is not None and (
        title["tail"] or _TITLE_END.search(title["title"]) or text[0] in "《【"
    ):
        word = "scheme" if text.isascii() else "方案"
        yield f"{word} {title['title']}{title['tail'] or ''}"


def _grades(text: str, *, is_indented: bool) -> Iterator[str]:
    """`优≥90，良≥80，差＜80`: each with its least points, from best to worst."""
    match = _GRADES.fullmatch(text)
    if match is None or is_indented:
        return
    entries = _INTERVAL.sub(r" \1-\2 ", match["entries"])
    gap = _ENTRY_GAP if _ENTRY_GAP.search(entries) else _CELL_GAP
    found = [_grade(entry) for entry in gap.split(entries) if entry]
    if len(found) < (_LEAST_ENTRIES if match["head"] else _LEAST_WITHOUT_WORD):
        return
    known = [each for each in found if each is not None]
    points = [least for _, least in known]
    if len(known) < len(found) or len({word for word, _ in known}) < len(known):
        return
    if points == sorted(set(points)):
        known.reverse()
    elif points != sorted(set(points), reverse=True):
        return
    if not match["head"] and known[-1][1]:
        return
    is_english = text.isascii()
    head, unit = ("grades", "points") if is_english else ("等级", "分")
    yield f"{head} " + ", ".join(f"{word} {least} {unit}" for word, least in known)


def _grade(entry: str) -> tuple[str, int] | None:
    """A grade and the least points for it."""
    numbers = [int(each) for each in re.findall(r"\d{1,3}", entry)]
    words = [word for word in _NOISE.sub(" ", re.sub(r"\d+", " ", entry)).split() if word]
    if len(words) != 1 or not 0 < len(numbers) < 3 or re.fullmatch(r"[^\W\d]\w*", words[0]) is None:
        return None
    if _STRICT.search(entry) is not None:
        return None  # the least points of a grade belong to it
    is_open = len(numbers) == 1 and _BELOW.search(entry) is not None
    return words[0], 0 if is_open else min(numbers)
