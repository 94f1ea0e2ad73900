"""Words of ordinary Chinese, of tables and of other tools in the place of those of the language."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.missing_signs import missing_signs
from perfdsl.syntax.mending.ways import Way, added, masked, removed, replaced
from perfdsl.syntax.paragraphs import changes_a_rule
from perfdsl.syntax.slip import ENDS
from perfdsl.wording import phrase

_RATE_OF = re.compile(r"\s*定义\s+\S*(?:率|比例|占比|比重)\s*[=＝]\s*")
_OPERATORS = {
    "+": ("十", "加", "加上", "再加"),
    "-": ("一", "—", "―", "丶", "减", "减去", "减掉", "再减", "扣除", "扣减"),
    "×": ("乘", "乘以", "乘上", "Ⅹ"),
    "/": ("除", "除以", "除与", "除已", "除意", "除一", "处以", "除于", "：", ":", "\\"),
}
"""What is written, or comes out of an input method, for an operator."""
_OPERATOR_WORD = re.compile(
    r"(?<=[\w”」)）|])\s*(?:"
    + "|".join(map(re.escape, sorted(sum(_OPERATORS.values(), ()), key=len, reverse=True)))
    + r")\s*(?=[\w“「(（|])"
)
_SUM_OPEN = re.compile(r"(?:sum|合计|求和|总和)\s*[(（][^()（）]*$", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"(?<=[\w)）”|])\s+(?=[^\W\d]|[“「|(（])")
_OTHERWISE_SAID = (
    (re.compile(r"\s*(无|没有|未|不)\s+(?=\S+\s+(?:不适用|得|扣))"), "非"),
    (re.compile(r"\s*(最多|至多|不超过|最高)\s*\d+(?:\.\d+)?\s*分?\s*$"), "上限"),
    (re.compile(r"\s*(最少|至少|不低于|最低)\s*\d+(?:\.\d+)?\s*分?\s*$"), "下限"),
    (
        re.compile(
            r"\s*\S+\s+(不得?超过|不得?高于|最多|最高|至多|控制在)\s*\d+(?:\.\d+)?\s*分\s*$"
        ),
        "封顶",
    ),
    (
        re.compile(
            r"\s*(?![-—－])\S.*[<>=≤≥过于足到]\s*+\d[\d.]*+[%％]?[^\W\d]{0,3}?\s*+(?:的?[,，]\s*+)?(不得?(?:超过|高于))\s*+\d+(?:\.\d+)?\s*分\s*$"
        ),
        "封顶",
    ),
    (re.compile(r"\s*\S.*\S( +)(?=剔除\s*$)"), " 不适用 "),
    (re.compile(r"\s*-\s*(其他|其它|剩余|剩下)(?=\s)"), "其余"),
    (re.compile(r"\s*(总分)\s*\d+\s*分?\s*$"), "满分"),
    (re.compile(r"\s*(合计|总计|汇总|总得分|总评|总成绩|得分合计)\s*[:：]?\s*$"), "总分"),
    (re.compile(r"\s*\S.*?\s(scores?|gives?|gets?|earns?|receives?)\s+(?=\d)", re.I), "award"),
    (re.compile(r"\s*\S.*?\s(subtracts?|minus|loses?|less)\s+(?=\d)", re.I), "deduct"),
    (
        re.compile(
            r"\s*-\s.*得.*[至到\-—].*?(按比例|等比例|线性|线性折算|直线|折算|内插|差值)\s*$"
        ),
        "插值",
    ),
    (
        re.compile(
            r".*得\s*(人工打分|人工评分|专家打分|专家评分|专家评定|专家|评委|打分|评分|主观评定|酌情)\s*(?=\d)"
        ),
        "人工 ",
    ),
    (
        re.compile(r".*人工.*?(每格|每档|间隔|最小单位|精确到|单位|步数|幅度|步进|每步)\s*(?=\d)"),
        "步长 ",
    ),
    (re.compile(r"\s*语言\s+(\S+)\s*$"), "1"),
    (re.compile(r"\s*等级\s.*?(\d+\s*分?\s*(?:及?以下|以内))\s*$"), "0 分"),
)
_MARKS_FIRST = re.compile(r"\d[\d.]*\s*(?:分|points?)")
_LIMIT_TAIL = re.compile(
    r"(?<=[分次个项件人天%])\s*[,，;；、(（]?\s*(?:但|且|并|累计|合计|总计|共计|一共|总共|共)*(?:扣分)?"
    r"(?:最多扣?|最高扣?|至多扣?|不超过|不得超过|不高于|上限为?|限扣?|限|以|(?:直至|直到|至)?扣[完满够]|封顶)"
    r"\s*(?!0+(?:\.0+)?(?:\s|分|$))(\d+(?:\.\d+)?)\s*分?\s*(?:为限|为?止|封顶|以内|为上限)?\s*[。.;；)）]?\s*$"
)
_LIMIT_FIRST = re.compile(
    r"(?<=[分次个项件人天%])\s*[,，;；、(（]?\s*(?!0+(?:\.0+)?\s*分)(\d+(?:\.\d+)?)\s*分\s*扣[完满够光]\s*为?止\s*[。.;；)）]?\s*$"
)
_REMARK_TAIL = re.compile(
    r"(?:(?<=[\w%”\"])\s*[(（【\[](?=.*(?:去年|上年|明年|今年|原|注|待|新增|删|改|见|参|同|如|备|暂|已|需|要|请|核|未定|[?？]))"
    r"|(?<=[\d分%”\"扣除档值])\s*(?:<!--|//|/\*|\*+|※|←|→|--+|——+|[?？!！]+|注[:：]))\s*"
    r"(?!.*(?:最多|至多|除外|免扣|扣完|[扣得加]\s*\d|含|%|[①-⑳]))"
    r"(?P<text>[^()（）【】\[\]]*[^\W\d\0-ÿ]{2}[^()（）【】\[\]]*?)\s*(?:-->|\*/|[)）】\]])?\s*$"
)
"""A remark behind a rule that changes nothing in it."""
_EXCEPT_FIRST = re.compile(r"\s*(除\s*(\S+?)\s*(?:之|以)?外\s*[,，]?\s*)(?=\S).*\S")
_TOTAL_CAPPED = re.compile(
    r"(?:的|时)?\s*[,，]?\s*总分\s*(?:最高)?(?:不超过|不高于|最多|最高|控制在)\s*(\d+(?:\.\d+)?)\s*分"
)
_OF_LAST_YEAR = re.compile(
    r"\s*(\w+?)\s*(?:不超过|不高于|大于|小于|超过|高于|低于|[<>]=?|≤|≥)\s*上年(?=的|[,，\s]|$)"
)
_EXCEPT = re.compile(r"\s*\S.*?(\s+除\s*(\S+)\s*(?:之|以)?外\s*,?)\s*(?=扣|得).*\S")


_BANDS_OPENED = re.compile(
    r"\s*(?:按|根据|依据|依照|按照|对照|以|案|安|接|把|将)?\s*(\S+?)\s*(?:进行|来|的|高低|大小)*\s*分\s*[档裆挡当党]"
    r"\s*(?:计分|得分|打分|评分|给分|赋分|确定得分)?\s*[:：，,。]?\s*$"
)


def openers(written: str, names: frozenset[str]) -> Iterator[Way]:
    """`根据执行率分档计分`: the line above the rows of a table of bands."""
    match = _BANDS_OPENED.match(written)
    if match is not None and match.group(1) in names:
        at = len(written) - len(written.lstrip())
        yield replaced(at, len(written), written.strip(), f"按 {match.group(1)} 分档")


_COMPARED = re.compile(
    "[<>≤≥＜＞=＝≦≧]|大于|小于|超过|高于|低于|达到|不足|少于|多于|等于|above|below|at least|more than"
)
_BOTH = re.compile(
    rf"(?<=[\d%％分元天次倍月])\s*(?:和|与|及|以及|同时)\s*(?=[^\s,，<>=]+\s*(?:{_COMPARED.pattern}))"
)
"""Of two conditions, `且`."""


def operators(written: str) -> Iterator[Way]:
    """`定义 完成率 = 完成数 计划数`: a rate is a quotient; `得 完成率 满分` a product."""
    rate = _RATE_OF.match(written)
    if rate is not None:
        for match in _SIDE_BY_SIDE.finditer(written, rate.end()):
            if re.search(r"(?:数量|合计|平均|count|sum)[(（][^()（）]*$", written[: match.start()]):
                continue  # a condition of the list
            for sign in missing_signs(masked(written), rate.end(), match.start()):
                said = phrase("补上「{sign}」", "add “{sign}”", sign=sign)
                yield Way(((*match.span(), f" {sign} "),), said)
    found = re.search(r"(?<=[\w)）”])\s+(?=满分\s*$)", written)
    if found is not None and "得" in written[: found.start()]:
        yield Way(((*found.span(), " × "),), phrase("补上「×」", "add “×”"))
    twice = re.search(r"(?<=得)\s+(满分)(?=\s+\d+(?:\.\d+)?\s*分\s*$)", written)
    if twice is not None:
        yield removed(*twice.span(), twice.group(1))
    found = re.search(r"(?<=[\w)）”])(?<!满分)\s+(?=\d+(?:\.\d+)?\s*分\s*$)", written)
    if found is not None and re.search(r"得\s", written[: found.start()]):
        yield Way(((*found.span(), " × "),), phrase("补上「×」", "add “×”"))
    for match in _BOTH.finditer(written):
        if _COMPARED.search(written, 0, match.start()) is not None:
            yield replaced(*match.span(), match.group(), " 且 ", blames=True)
    for match in _OPERATOR_WORD.finditer(written):
        word = match.group().strip()
        if word in ":：" and _SUM_OPEN.search(written[: match.start()]) is not None:
            continue  # `SUM(甲:丁)`
        sign = next(sign for sign, words in _OPERATORS.items() if word in words)
        is_points = re.match(r"\d[\d.]*\s*分", written[match.end() :]) is not None
        if sign in "+-" and is_points and not re.search("[=＝得]", written[: match.start()]):
            continue  # points won or lost
        said = phrase("「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=word, new=sign)
        yield Way(((*match.span(), f" {sign} "),), said, blames=True)
        if word == "除":  # what it is divided by may as well come first
            yield from _turned_division(written, match)


def _turned_division(written: str, match: "re.Match[str]") -> Iterator[Way]:
    before = re.search(r"[\w“”「」.]+$", written[: match.start()])
    behind = re.match(r"[\w“”「」.]+", written[match.end() :])
    if before is not None and behind is not None:
        end = match.end() + behind.end()
        old, new = written[before.start() : end], f"{behind.group()} / {before.group()}"
        yield replaced(before.start(), end, old, new, blames=True)


def other_words(written: str) -> Iterator[Way]:
    """Words of ordinary Chinese in the place of those of the language."""
    for pattern, new in _OTHERWISE_SAID:
        match = pattern.match(written)
        if match is not None:
            begin, end = match.span(1)
            yield replaced(begin, end, written[begin:end], new)
    match = _EXCEPT_FIRST.match(written) or _EXCEPT.match(written)
    if match is not None:
        name = match.group(2)
        gap = " " if match.start(1) else ""
        changes = ((*match.span(1), gap), (match.end(), match.end(), f" 除外 {name}"))
        said = phrase(
            "例外写在扣分后面：「除外 {name}」",
            "write the exception behind the points: “unless {name}”",
            name=name,
        )
        yield Way(changes, said)
    match = _LIMIT_TAIL.search(written) or _LIMIT_FIRST.search(written)
    if match is not None:
        yield replaced(*match.span(), match.group().strip(), f" 最多 {match.group(1)} 分")
    match = _TOTAL_CAPPED.search(written)
    if match is not None:
        yield replaced(*match.span(), match.group(), f" 封顶 {match.group(1)} 分", blames=True)
    match = _OF_LAST_YEAR.match(written)
    if match is not None:
        yield added(match.end(), f".{match.group(1)}")


_NUMBER = r"(\d[\d.]*\s*(?:[%％]|万元|元)?)"
_FROM_ABOVE = re.compile(rf"{_NUMBER}\s*(及?)以上\s*[,，、]?\s*{_NUMBER}\s*(及?)以[下内](?:的)?")
_BETWEEN = re.compile(
    rf"(?:介于|在|处于)?\s*{_NUMBER}\s*(?:和|与|至|到|、|~|～|-|—+)\s*{_NUMBER}\s*之间"
)
_AROUND = re.compile(rf"{_NUMBER}\s*([<＜≤]=?)\s*(?:[A-Za-z]|[\w“”]+?)\s*([<＜≤]=?)\s*{_NUMBER}")


def intervals(written: str) -> Iterator[Way]:
    """`90%以上，95%以下`, `介于90%和95%之间`, `90%<=X<95%` in a row of bands."""
    if re.match(r"\s*-", written) is None:
        return
    changes: list[tuple[int, int, str]] = []
    match = _FROM_ABOVE.search(written)
    if match is not None:
        lower, _, upper, takes = match.groups()
        changes.append((*match.span(), f"{lower}(含) 至 {upper}({'含' if takes else '不含'})"))
    match = _BETWEEN.search(written)
    if match is not None:
        lower, upper = match.groups()
        changes += [
            (*match.span(), f"{lower}({first}) 至 {upper}({second})") for first, second in ENDS
        ]
    match = _AROUND.search(written)
    if match is not None:
        lower, first, second, upper = match.groups()
        ends = ["含" if sign in ("<=", "≤", "＜=") else "不含" for sign in (first, second)]
        changes.append((*match.span(), f"{lower}({ends[0]}) 至 {upper}({ends[1]})"))
    for begin, end, new in changes:
        yield replaced(begin, end, written[begin:end].strip(), new)


def remarks(written: str, names: frozenset[str]) -> Iterator[Way]:
    """`扣 2 分（去年是 3 分）`: what only says something about the rule."""
    match = _REMARK_TAIL.search(written)
    text = match.group("text").strip() if match is not None else ""
    is_marks = _MARKS_FIRST.match(text) is not None  # `指标 甲（10分，由专家定）`
    if match is not None and match.start() > 0 and not (is_marks or changes_a_rule(text, names)):
        said = phrase("只是说明的，写成「# {text}」", "a remark is written “# {text}”", text=text)
        yield Way(((*match.span(), f"  # {text}"),), said)
    row = re.match(
        r"\s*(?:[-•●○■◆▪❖➢√·]|[①-⑳])\s*(\S+)(?:\s+[得扣]\s*\d[\d.]*\s*分?)?\s+(?=[^\W\d\0-ÿ])",
        written,
    )
    tail = written[row.end() :].rstrip() if row is not None else ""
    if len(tail) > 3 and re.search(r"[\"“”\d<>=]", tail) is None:
        begin = len(written.rstrip()) - len(tail)
        said = phrase("文字加上引号", "put the text into quotation marks")
        yield Way(((begin, begin + len(tail), f"“{tail}”"),), said)
    unquoted = re.search(
        r"(?:免扣|不适用|须说明)\s+(?![\"“「])([^\W\d\0-ÿ][^\"“”]{3,}?)\s*$", written
    )
    if unquoted is not None:
        begin, end = unquoted.span(1)
        said = phrase("文字加上引号", "put the text into quotation marks")
        yield Way(((begin, end, f"“{written[begin:end]}”"),), said)
