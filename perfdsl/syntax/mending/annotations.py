"""What stands below a heading or a rule, called by another name: `备注`, `扣分原因`, `评价方法`, `忽略`."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.ways import Way
from perfdsl.wording import phrase

_CALLED = {
    "说明": r"备注|附注|注释|注|补充说明|(?:指标|评分|评价|计分|打分)?说明|(?:指标|评价)?解释|口径|remarks?|notes?",
    "依据": r"(?:评分|评价|文件|政策|制度|考核|打分|计分|法规|参考)?依据|根据|参见|参照|文号|出自|based on|according to|clause",
    "来源": r"(?:数据|资料|材料|信息|取数)?来源|出处|佐证(?:材料|资料)?|证明材料|(?:所需|提供)材料|sources?",
    "方法": r"(?:评价|评分|考核|取数|核查)?(?:方法|方式|手段)|methods?",
    "理由": r"(?:扣分|失分|得分|加分|减分)?(?:原因|理由|说明原因|缘由)|because|cause|why",
    "问题": r"(?:存在|主要|发现|反映)?(?:的)?问题(?:描述|表现)?|issues?|problems?|findings?",
    "建议": r"(?:整改|改进|工作|有关|相关|管理)?(?:建议|意见|措施|对策)|recommendations?|suggestions?",
    "编号": r"(?:指标)?(?:编号|编码|代码|序号|代号)|id|number",
    "原名": r"(?:上年|去年|原来|以前)?(?:原名称?|曾用名|旧名称?|上年名称)|formerly|old name",
    "放过": r"忽略|跳过|略过|不检查|不再提示|不提示|豁免|放过检查|放行|容许|允许|屏蔽|ignore|skip|suppress|disable|silence",
}
_ENGLISH = {
    "说明": "note", "依据": "basis", "来源": "source", "方法": "method", "理由": "reason", "问题": "problem", "建议": "advice",
    "编号": "code", "原名": "former name", "放过": "allow",
}  # fmt: skip
_LINE = {
    word: re.compile(
        rf"(?P<head>{called})(?:\s*[:：]\s*|\s+|(?=[\"“]))(?P<rest>\S.*)", re.IGNORECASE
    )
    for word, called in _CALLED.items()
}
_RULE = re.compile(r"[<>=≤≥＜＞]|(?:扣|得|加|封顶)\s*\d|\d\s*分")
_QUOTED = re.compile(r"[\"“].*[\"”]")
_LISTED = re.compile(r"[^\W\d]{2,12}(?:法)?(?:\s*[,，、]\s*[^\W\d]{2,12})+")
_WAYS_TO_ASSESS = re.compile(
    r"访谈|座谈|问卷|调查|研究|实地|考察|比较|分析|评判|核查|查阅|抽查|案卷|现场|勘察|法$"
)
_TURNED = re.compile(r"(?P<rule>[a-z]+(?:-[a-z]+)+)\s+(?:放过|忽略|跳过)\s+(?P<rest>[\"“].*)")


def told_annotations(written: str) -> Iterator[str]:
    """The annotation that a line was to be."""
    text = written.strip()
    turned = _TURNED.fullmatch(text)
    if turned is not None:
        yield f"放过 {turned['rule']} {turned['rest']}"
    for word, pattern in _LINE.items():
        match = pattern.fullmatch(text)
        if match is None or match["head"] == word:
            continue
        rest = match["rest"]
        if word == "放过":
            if re.match(r"[a-z]+(?:[-_ ][a-z]+)+\s*[,，:：]?\s*[\"“]", rest) is None:
                continue
        elif _QUOTED.fullmatch(rest) is None and (
            _RULE.search(rest) is not None
            or re.search(r"[:：]", match.group()[: match.start("rest")])
        ):
            continue
        yield f"{_ENGLISH[word] if text.isascii() else word} {rest}"
        return
    parts = re.split(r"\s*[,，、]\s*", text)
    if _LISTED.fullmatch(text) is not None and all(map(_WAYS_TO_ASSESS.search, parts)):
        yield f"方法 {text}"


def annotated(written: str, above: str) -> Iterator[Way]:
    """A text that stands alone: the clause of the heading above, or the reason of the rule."""
    if re.fullmatch(r"\s*[\"“].*[\"”]\s*", written) is None:
        return
    at = len(written) - len(written.lstrip())
    is_heading = re.match(r"\s*(?:[一二三四]级)?指标\s", above) is not None
    for word in ("依据", "理由") if is_heading else ("理由", "依据"):
        text = phrase("前面写「{word}」", "begin with 「{word}」", word=word)
        yield Way(((at, at, word + " "),), text)
