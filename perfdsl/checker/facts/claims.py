"""Sentences where yes or no is asked: `已公开` for `按时公开`, `已制定制度` for `有制度`, `尚未验收` for `已验收`."""

import re

from perfdsl.checker.facts.boxes import sign_alone, ticked_word
from perfdsl.checker.facts.denials import NO_DENIAL
from perfdsl.checker.facts.remarks import TAKEN_BACK, changes_answer
from perfdsl.checker.facts.words import canonical_name

_LONGEST, _LEAST = 30, 2
_YES = re.compile("(?:均已?|都已?|全部已?|现已|业已|确已|已)(?:经|全部|均|都|全)?(?P<rest>.+)")
_NO = re.compile(
    "(?:至今|目前|均|都|全部|还|尚|并|从|暂|仍|确)?"
    f"(?P<denial>没(?!收缴|收违)有?|未曾?|无){NO_DENIAL}(?:予以|进行|有)?(?P<rest>.+)"
)
_BROUGHT_ABOUT = re.compile("(?:全部|均)?(?P<rest>.{2,}?)(?:完毕|完成|到位|完了|了)")
"""`整改完成`: yes, though nothing says so but the end."""
_DONE = re.compile("(?:完毕|完成|完了|到位|好|了|过|完)$")
_DATE = re.compile(
    r"(?:于|在)?(?:\d{4}年)?(?:\d{1,2}月)(?:\d{1,2}[日号])?|(?:于|在)?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_ON_TIME = ("按时", "按期", "及时", "如期", "按规定时间", "按时限")
_HOW = re.compile(
    "(?:按时|按期|及时|如期|按规定时间|按时限|按规定|按要求|按程序|依法|依规|全部|全面|主动|统一|正式|同步|予以|进行|完成)"
)
_VERBS = re.compile(
    "(?:制定|制订|建立|出台|印发|编制|编报|开展|进行|实施|完成|组织|通过|设立|设置|设有|办理|实行|配备|建有|建成|建了|形成|提供|取得|有)了?"
)
_MANNER = re.compile(f"(?:{_HOW.pattern}|{_VERBS.pattern})*+")
_BROUGHT = re.compile(f"(?!完成|通过|形成|取得){_VERBS.pattern}")
_HAVING = re.compile(
    "(?:是否|已)*(?:有|建有|设有|具有|具备|制定|制订|建立|出台|印发|编制|开展|设立|设置|配备|建成|通过|取得)了?"
)
_RESERVE = re.compile(
    "部分|基本|大部|大体|大多|大致|多数|少数|少量|个别|一半|半数|但|然而|不过|只是|虽|逾期|超期|延期|延迟|迟|晚|拟|将|计划|预计|准备|正在|即将|待|除|"
    "其余|其他|其它|有的|一些|不全|不完|不够|较|尚需|还需|如|若|视|可能|大概|应|不适用|不清楚|不确定|否|仅|只|之外|以外|例外|后补|补|又|却|也|改为|改期|\\d|%|"
    "[，,；;。、/（(：:？?!！-]"
)
"""What makes it neither yes nor no, or both."""
_TURNING = (
    "拒绝|拒不|拖延|延误|逾期|延期|延迟|迟|停止|暂停|取消|撤销|免(?!疫|费)|缺|漏|瞒|逃避|规避"
)
_OPPOSITE = re.compile(f"{_TURNING}|应(?!急)|须|拟|[非未不无没]{NO_DENIAL}")
"""Behind these, what is done says the opposite of the name, or something else."""
_DOING = re.compile(
    f"{_OPPOSITE.pattern}|{TAKEN_BACK.pattern}|起草|申请|修订|修改|废|清理|整治|处置|处理|化解|消除|杜绝|避免|防止|防范|排查|排除|整改|解决|销|治理|预防"
)
"""Of something, it says what else was done with it."""
_AMISS = re.compile("违|超|虚|假|挪用|截留|挤占|擅自|重复|滥|账外|私|骗|套取|冒|乱|多头|转移|侵占")
"""Behind these, what is done may still be in order."""
_SAYS_HOW = re.compile(
    "完整|合规|合格|齐全|规范|及时|准确|真实|健全|明确|充分|到位|达标|有效|合理|清晰|一致|相符|验收|审批|批准|公开|公示|报批|整改|通过|合法|属实|完好"
)
"""What the name says behind the part, of which the part says nothing."""
_BAD = re.compile(
    "误|错|欠|隐患|事故|问题|损失|风险|投诉|举报|纠纷|异议|意见|争议|瑕疵|偏差|差异|出入|矛盾"
)
"""What is well where there is none of it."""
_NONE_OF = re.compile(f"(?:没(?!收)有?|无){NO_DENIAL}(?P<rest>[^\\W\\d]*)")
_WRONG = re.compile(f"{_OPPOSITE.pattern}|{_AMISS.pattern}|{_BAD.pattern}")
_THING = re.compile(
    "(?:制|制度|机制|办法|细则|方案|规程|规范|预案|台账|台帐|记录|档案|清单|名录|目录|规划|计划|合同|协议|手续|资料|小组|机构)$"
)
"""The end of a name that asks whether there is a thing."""
_MAKING = "(?:建立|制定|制订|设立|成立|出台|印发|编制|签订|配备|建成)(?:健全|完善|完毕|完成|并实施|并执行|并印发)?了?"
_MADE = re.compile(f"(?:均|都|全部)?已经?{_MAKING}|(?:均|都|全部)?(?:齐全|齐备|完备|具备)")
_NOT_MADE = re.compile(f"(?:均|都|尚|还|一直|至今)?(?:未|没有|没){_MAKING}")
_MOST_BEHIND, _MOST_AMONG = 4, 6


def is_opposite(before: str) -> bool:
    """Whether what the name has before a part of it turns the part around: `拒绝提供资料` and `提供资料`."""
    return re.search(f"(?:{_TURNING})$", before) is not None


def claimed(name: str, value: str) -> bool | None:
    """Yes or no as the sentence says; None where it names a condition, both, or something else."""
    said, asked = canonical_name(value).rstrip("。.!！"), canonical_name(name)
    if len(said) > _LONGEST or len(asked) > _LONGEST or said.isascii():
        return None
    said = _DATE.sub("", said)
    is_thing = _THING.search(asked) is not None and _WRONG.search(asked) is None
    if is_thing and _MADE.fullmatch(said) is not None:
        return True
    if is_thing and _NOT_MADE.fullmatch(said) is not None:
        return False
    if _RESERVE.search(said):
        return None
    for pattern, truth in ((_YES, True), (_NO, False)):
        found = pattern.fullmatch(said)
        if found is not None:
            rest = _DONE.sub("", found["rest"])
            if not truth and found["denial"] + rest in asked:
                return None  # `无烟场所建成`: the name has the character itself
            return truth if _is_about(rest, asked, truth=truth) else None
    brought = _BROUGHT_ABOUT.fullmatch(said)
    is_all = brought is not None and brought["rest"] == re.sub("^已经?", "", asked)
    return True if is_all and not _OPPOSITE.search(asked) else None


def denies(name: str, said: str) -> bool:
    """`无项目`, `没有发生过`: there is none of what the name asks; not `无逾期` for `按时公开`."""
    found = _NONE_OF.fullmatch(said)
    if found is None:
        return False
    rest, asked = found["rest"], canonical_name(name)
    return not any(
        word[0] not in asked
        for pattern in (_OPPOSITE, _AMISS, _DOING, _BAD)
        for word in pattern.finditer(rest)
    )


def _is_about(rest: str, asked: str, *, truth: bool) -> bool:
    """Whether the rest of the sentence is what the name asks, or so much of it that it cannot be another thing."""
    core = re.sub("^(?:是否|有无|已经?|是)", "", asked)
    parts = [rest, _without_manner(rest, asked, truth=truth)]
    if any(_is_in(part, core, truth=truth) for part in parts):
        return True
    having = _HAVING.match(asked)
    done = [part[found.end() :] for part in parts if (found := _VERBS.match(part))]
    if having is not None and _VERBS.fullmatch(rest) is not None:
        return _OPPOSITE.search(asked) is None  # `未建立` for `有台账`
    if having is not None:
        owned = asked[having.end() :]
        return any(_is_kind_of(part, owned, truth=truth) for part in done) or any(
            _is_same_thing(part, owned, truth=truth) for part in parts
        )
    return truth and core in done


def _without_manner(rest: str, asked: str, *, truth: bool) -> str:
    """A denial of the manner denies another thing, unless it is that of the name: `未及时公开` for `按时公开`."""
    found = _HOW.match(rest)
    if found is None:
        return rest
    is_on_time = found[0] in _ON_TIME and any(word in asked for word in _ON_TIME)
    return rest[found.end() :] if truth or is_on_time or found[0] in asked else rest


def _is_in(part: str, core: str, *, truth: bool) -> bool:
    if len(part) < _LEAST:
        return False
    at = core.find(part)
    if at < 0:
        return _is_shortened(part, core, truth=truth)
    before, behind = core[:at], core[at + len(part) :]
    if _OPPOSITE.search(core):
        return False
    if not truth:
        return True
    is_told = len(behind) <= _MOST_BEHIND and _SAYS_HOW.search(behind) is None
    return is_told and _AMISS.search(before) is None


def _is_shortened(part: str, core: str, *, truth: bool) -> bool:
    """`向区人大常委会报告` holds `向人大报告` whole, in order; and with the same end."""
    long, short = (part, core) if len(part) > len(core) else (core, part)
    if len(short) <= _LEAST or len(long) - len(short) > _MOST_AMONG or long[-2:] != short[-2:]:
        return False
    if _OPPOSITE.search(core) or (truth and short == part and _AMISS.search(core)):
        return False
    if short == core:
        return _says_how(part, core, truth=truth) or _is_to_whom(part, core)
    rest = iter(long)
    return all(character in rest for character in short)


def _says_how(part: str, core: str, *, truth: bool) -> bool:
    """Whether all that it has more is in front and says that it was done, or how: `按规定开展`.

    Who denies the manner does not deny the thing: `未按时公开预算` for `公开预算`.
    """
    more = part.removesuffix(core)
    pattern = _MANNER if truth else _BROUGHT
    return len(more) < len(part) and pattern.fullmatch(more) is not None


def _is_to_whom(part: str, core: str) -> bool:
    """`向区人大常委会报告` for `向人大报告`: the same, of whom more is said."""
    if (
        part[0] != core[0]
        or part[0] not in "向由经"
        or _OPPOSITE.search(part)
        or TAKEN_BACK.search(part)
    ):
        return False
    rest = iter(part)
    return all(character in rest for character in core)


def _is_same_thing(part: str, owned: str, *, truth: bool) -> bool:
    """`制度` for `管理制度`, `可研报告` for `可行性研究报告`; `建立制度` for `制度`, not `废止制度`."""
    if min(len(part), len(owned)) < _LEAST or _OPPOSITE.search(owned):
        return False
    if len(part) > len(owned):
        return _says_how(part, owned, truth=truth)
    return owned.endswith(part) or _is_shortened(part, owned, truth=True)


def _is_kind_of(part: str, owned: str, *, truth: bool) -> bool:
    """Behind a verb also what is more than was asked: `管理制度` for `制度`; not `废止管理制度`."""
    more = part.removesuffix(owned)
    is_more = len(more) < len(part) and len(owned) >= _LEAST and not _OPPOSITE.search(owned)
    if is_more and len(more) <= _MOST_AMONG and not _DOING.search(more):
        return True
    return _is_same_thing(part, owned, truth=truth)


# --- boxes and remarks ---------------------------------------------------------------------------

_WORDS = ("是", "有", "yes", "否", "无", "no")
_YES_WORDS = 3
_SAID = re.compile("(?P<word>是|否|有|无)[的]?\\s*[(（,，;；:：、。](?P<remark>[^)）]*)[)）]?")
_ENGLISH = re.compile(r"(?P<word>yes|no)\s*[(,;:.-]\s*(?P<remark>[^)]*)\)?", re.IGNORECASE)


def ticked(word: str, name: str = "") -> bool | None:
    """`☑是 □否`, `有√ 无□`; and `有（1个）`, `是，见附件`, where the remark takes nothing back."""
    plain = "".join(word.split())
    if re.fullmatch("0[个人次起元件项处]", plain):
        return False
    said = _ENGLISH.fullmatch(word.strip()) or _SAID.fullmatch(plain)
    if said is not None:
        is_yes = said["word"].lower() in ("是", "有", "yes")
        return None if changes_answer(said["remark"], name, is_yes=is_yes) else is_yes
    alone = sign_alone(plain)
    chosen = ticked_word(word, _WORDS) if alone is None else None
    return alone if chosen is None else chosen in _WORDS[:_YES_WORDS]
