"""Values taken back in the message that gives them: «۶ واحد، نه ببخشید ۸ واحد», «دوشنبه نه، شنبه», «مالک نیستم».

What corrects what is decided by place and name alone; no value is made here but a bare number after «نه ببخشید»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nlu.entities.area import GUESSED
from nlu.entities.doc import Doc, Found, Run
from nlu.entities.runs import label_of

_NO = r"نه|نخیر|نخیرم|na|no"
_CORRECTING = (
    r"ببخشید|ببخشین|شرمنده|معذرت(?: می ?خوا(?:ه)?م)?|عذر می ?خوا(?:ه)?م|صبر کنید|صبر کن|وایسا|وایستا|واستا|بایست|"
    r"(?:اشتباه|غلط)(?: (?:شد|گفتم|کردم|نوشتم|زدم|تایپ کردم|بود))?|اصلاح می ?کنم|تصحیح می ?کنم|حواسم نبود|قاطی کردم|"
    r"منظورم(?: این بود| اینه| این است)?|درستش(?: اینه| میشه| این است| می شود)?|bebakhshid|bebakhshin|"
    r"eshtebah(?: shod| goftam)?|sabr kon|manzuram"
)
_SAID_BEFORE = (
    r"(?:(?:رو|را) )?(?:گفتم|گفته بودم|نوشتم|نوشته بودم|زدم|زده بودم|دادم|داده بودم|وارد کردم|ثبت کردم) "
    r"(?:ولی|اما|درحالی که|در حالی که)|"
    r"(?:رو|را) (?:بکنید|بکنین|بکن|کن|بنویسید|بنویس|تبدیل کن به|تغییر بده به|عوض کن به)"
)
_EXPLAINING = r"یعنی|yani|yaani"
_NOT_SO = r"نیست|نیستم|نیستیم|نمی ?خوام|نمی ?خواهم"
_BESIDE = r"که|اهان|ها|اوه|وای|ای وای|عه|یه لحظه|یک لحظه|چیز|بابا|اقا|این|این بود"
_TALK = f"{_NO}|{_CORRECTING}|{_SAID_BEFORE}|{_EXPLAINING}|{_NOT_SO}"
_PAUSE = r"[\s،,.!؛:-]*"
_CUE = re.compile(
    rf"(?<![^\s،,.!؛:-])(?:(?:{_BESIDE})(?!\w){_PAUSE})*"
    rf"(?:{_TALK})(?!\w)(?:{_PAUSE}(?:{_TALK}|{_BESIDE})(?!\w))*"
)
_FIRM = re.compile(rf"(?<!\w)(?:{_CORRECTING}|{_SAID_BEFORE})(?!\w)")
_PLAIN_NO = re.compile(rf"(?:(?:{_NO})(?!\w){_PAUSE})+")
_CORE = re.compile(rf"(?<!\w)(?:{_TALK})(?!\w)")
_NINE_BEFORE = re.compile(r"(?:(?<!\w)و|[صد]و|(?<!\w)یا|ممیز|به|تا) $")
_NINE_NAMED = re.compile(r"(?:طبقه|منطقه|ساعت|پلاک|شماره|واحد|بخش|ماده|کوچه|سال) $")
_NINE_AFTER = re.compile(
    r" (?:و |تا|طبقه|واحد|متر|نفر|هزار|میلیون|میلیارد|صبح|شب|عصر|درصد|سال|ماه|روز|هفته|تومن|تومان|ریال|فروردین|"
    r"اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|ابان|اذر|دی|بهمن|اسفند)"
)
_ONE_NO = re.compile(rf"(?:{_NO})")
_IS_SO = re.compile(
    r"(?:\w(?<!طبق)(?<!شنب)(?<!جمع)(?<!مغاز)(?<!خان)ه|(?<!\w)(?:ه|ست|است|هست|هستش|میشه|می شود|بود|باشه|باشد))[ ،,]*$"
)
_SAID_SO = re.compile(
    r"(?: ?(?:ه|م|ست|است|هست|هستش|هستم|میشه|می شود|رو|را|داره|دارد|دارم|تا|عدد|متر|طبقه|واحد|بود|باشه|[،,.!-]))* ?"
)
_TOO = re.compile(r" ?(?:رو |را )?(?:هم|نیز)(?!\w)")
_WHOLE = frozenset({"floors", "floor", "units", "units_per_floor", "district", "year", "registry_section"})
_MEASURES = frozenset({"land_area_m2", "building_area_m2", "unit_area_m2", "excess_area_m2", "frontage_m"})
_DAYS = frozenset({"date", "weekday", "date_text"})
_WORDS = frozenset(
    {"use", "applicant_role", "class_mode", "neighbourhood", "inquiry_type", "request_type", "levy_type", "class_topic"}
)
_IN_GROUPS = frozenset(
    {"code", "mobile", "national_id", "postal_code", "nosazi_code", "request_no", "file_no", "tracking_no", "permit_no"}
)
_OF_ITSELF = _WHOLE | _MEASURES | _DAYS | {"use", "applicant_role", "class_mode", "neighbourhood", "amount_rial"}
_IS_NOT = re.compile(r" ?(?:هم )?(?:نیستم|نیستیم|نیست|نیس|نبود|nist|nistam)(?!\w)")
_NOT_TO_BE = re.compile(r" ?(?:نباشه|نباشد|nabashe)(?!\w)")
_NOT_WANTED = re.compile(r" ?(?:رو |را |ه )?(?:نمی ?خوام|نمی ?خواهم|نمی ?خوایم|نخواستم|nemikham)(?!\w)")
_TO_BE_UNDONE = re.compile(r"(?<!\w)(?:کنسل|لغو|باطل|پس)")  # «تمدیدم رو نمی‌خوام، کنسلش کنید» names what that is
_CANNOT = re.compile(
    r" ?(?:رو |را )?(?:نمی ?تونم|نمی ?توانم|نمی ?رسم|نمی ?شه|نمی ?شود|نمیام|نمی ?ام|نمی ?ایم|نمی ?یام|"
    r"بلد نیست(?:م|یم|ن)?)(?!\w)"
)
_HAVE_NOT = re.compile(r" ?(?:رو |را )?(?:ندارم|نداریم|نداره|ندارد|nadaram)(?!\w)")
_TOGETHER = 2  # values corrected at once: a day and its hour
_NOT_THAT = re.compile(r"(?: رو| را)? (?:نه|na)(?= ?[،,.!؛]|$)")
_NEITHER = re.compile(r"(?<!\w)نه $")
_FIRST_NO = re.compile(r"\s*نه $")
_AT_FIRST_NO = re.compile(r"\s*(?:نه|نخیر|na)(?!\w)")
_BUT = re.compile(r" ?[،,]? ?بلکه ")
_REST = re.compile(r"(?: ?(?:متر|متری|تا|طبقه|واحد))? ?[،,] ?(?:بلکه |منظورم )?")
_INSTEAD = re.compile(r"(?<!\w)(?:به ?جای|عوض) (?:(?:اون|آن|همون|همان) )?$")
_QUESTION = re.compile(r"[^،,.!؛\n]*؟")


@dataclass(frozen=True, slots=True)
class Correction:
    """Where something is taken back. A firm one says so («ببخشید»); else it is a bare «نه» or «یعنی»."""

    start: int
    end: int
    firm: bool


def corrections(doc: Doc) -> tuple[Correction, ...]:
    """The places of a message that may correct what stands before by what stands after."""
    if not _CORE.search(doc.plain):
        return ()
    cues = (Correction(m.start(), _end(doc, m), bool(_FIRM.search(m.group()))) for m in _CUE.finditer(doc.plain))
    return tuple(cue for cue in cues if cue.end < len(doc.plain) and cue.start > 0 and not _is_nine(doc, cue))


def _end(doc: Doc, cue: re.Match[str]) -> int:
    """«نه ببخشید نه تا»: the last of them is the number nine."""
    nine = cue.group().endswith(" نه") and _FIRM.search(cue.group()) and _NINE_AFTER.match(doc.plain[cue.end() :])
    return cue.end() - (len(" نه") if nine else 0)


def named_again(doc: Doc, runs: Sequence[Run], cues: Sequence[Correction]) -> tuple[Run, ...]:
    """The runs of digits; one without a name right after a correction is what stands before it: «شماره پرونده رو اشتباه
    گفتم، ۵۵۱۰۲ نه، ۵۵۱۲۰»."""
    named = list(runs)
    for cue in cues:
        after = next((at for at, run in enumerate(named) if cue.end <= run.start <= cue.end + 2), None)
        if after is None or named[after].label is not None:
            continue
        before = next((run for run in reversed(named) if run.end <= cue.start <= run.end + 3), None)
        label = before.label if before is not None else label_of(doc, cue.start, cue.start)
        named[after] = replace(named[after], label=label)
    return tuple(named)


def without_retracted(doc: Doc, found: Sequence[Found], cues: Sequence[Correction]) -> list[Found]:
    kept = _put_instead(doc, _without_neither(doc, found))
    for at, cue in enumerate(cues):
        since = cues[at - 1].end if at else 0
        until = cues[at + 1].start if at + 1 < len(cues) else len(doc.plain)
        kept = _corrected(doc, kept, cue, since, until)
    return _without_denied(doc, _the_last_number(doc, kept, cues))


def _the_last_number(doc: Doc, found: list[Found], cues: Sequence[Correction]) -> list[Found]:
    """«نه ۰۹۱۳… مال خانممه، برای خودم ۰۹۱۳…», «کد ملیم ۹۹۹… نبود، ۹۹۹… درسته», «۷۵۵۰۲۸۱ ببخشید آخرش ۲ بود یعنی
    ۷۵۵۰۲۸۲»: of two numbers of one kind with something taken back, the last is meant."""
    for name in _IN_GROUPS & {one.name for one in found}:
        first, *more = [one for one in found if one.name == name]
        if not more:
            continue
        last = more[-1]
        taken_back = any(first.end <= cue.start and cue.end <= last.start for cue in cues)
        if taken_back or _AT_FIRST_NO.match(doc.plain) or _IS_NOT.match(doc.plain[first.end :]):
            found = [one for one in found if one.name != name or one is last]
    return found


def _is_nine(doc: Doc, cue: Correction) -> bool:
    """«نه» alone may be the number nine."""
    said = doc.plain[cue.start : cue.end]
    if cue.firm or not _PLAIN_NO.fullmatch(said) or "نه" not in said:
        return False
    before, after = doc.plain[: cue.start], doc.plain[cue.end :]
    if _NINE_BEFORE.search(before) or _NINE_AFTER.match(after):
        return True
    follows = next((number for number in doc.numbers if cue.end <= number.start <= cue.end + 2), None)
    if follows is None and _NINE_NAMED.search(before):
        return True
    return doc.expecting in _IN_GROUPS and not (follows is not None and follows.digits)


def _corrected(doc: Doc, found: list[Found], cue: Correction, since: int, until: int) -> list[Found]:
    before = [one for one in found if since <= one.start and one.end <= cue.start]
    after = [one for one in found if cue.end <= one.start and one.start < until]
    if not cue.firm:  # a bare «نه» corrects only what touches it
        before = [one for one in before[-2:] if _SAID_SO.fullmatch(doc.plain[before[-1].end : cue.start])]
        after = [one for one in after[:2] if one.start <= cue.end + 14]
    if _contrasts(doc, cue, before):
        return [one for one in found if one not in after or not any(_same(one, old) for old in before)]
    gone: list[Found] = []
    for new in after:
        old = [one for one in before if _same(one, new) and one not in gone]
        if old and len(gone) < _TOGETHER and not _TOO.match(doc.plain[new.end :]):
            gone += old if new.name in _DAYS else old[-1:]
    if gone:
        return [one for one in found if one not in gone]
    return _renumbered(doc, found, before[-1], cue) if before else found


def _contrasts(doc: Doc, cue: Correction, before: Sequence[Found]) -> bool:
    """«تجاریه نه مسکونی» says what it is and then what it is not; «تجاریه نه، مسکونی» takes it back."""
    said = doc.plain[cue.start : cue.end]
    if cue.firm or not before or not _ONE_NO.fullmatch(said) or doc.plain[cue.end : cue.end + 1] != " ":
        return False
    if _AT_FIRST_NO.match(doc.plain) and _AT_FIRST_NO.fullmatch(doc.plain[: before[-1].start].rstrip(" ،,")):
        return True  # «نه، ۱۲۰ نه ۱۱۰»
    own = str(before[-1].value).endswith("ه")  # «زینبیه» ends in no verb
    return _IS_SO.search(doc.plain[before[-1].end if own else 0 : cue.start]) is not None


def _same(old: Found, new: Found) -> bool:
    return old.name == new.name or {old.name, new.name} <= _DAYS


def _renumbered(doc: Doc, found: list[Found], old: Found, cue: Correction) -> list[Found]:
    """«سیصد و پنجاه متره، نه ببخشید سیصد و هشتاد»: a bare number right after is of the same entity."""
    number = next((one for one in doc.numbers if cue.end <= one.start <= cue.end + 2), None)
    if number is None or number.scaled > 1 or (number.ordinal and old.name not in {"floor", "district"}):
        return found
    over = [one for one in found if one.start < number.end and number.start < one.end]
    if over and not (old.name in _MEASURES and all(one.rank == GUESSED for one in over)):
        return found
    found = [one for one in found if one not in over]
    if old.name in _MEASURES:
        value = number.plain_value
    elif old.name in _WHOLE and number.whole is not None:
        value = number.whole
    else:
        return found
    end = max([number.end, *(one.end for one in over)])
    new = replace(old, value=value, start=number.start, end=end, fault=None)
    return sorted((new if one is old else one for one in found), key=lambda one: one.start)


def _without_denied(doc: Doc, found: list[Found]) -> list[Found]:
    """Without what is plainly said not to be so."""
    if "ن" not in doc.plain and "n" not in doc.plain:
        return found
    days = {one.start for one in found if one.name in _DAYS}
    answered = len(days) > 1 or doc.expecting in _DAYS
    return [
        one
        for one in found
        if not _lacking(doc, one, found) and not (_denied(doc, one) and (one.name not in _DAYS or answered))
    ]


def _without_neither(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """«نه تجاری نه اداری، مسکونی», «نه جلفا، بلکه مرداویج», «نه سه طبقه، چهار طبقه»."""
    neither = [one for one in found if one.name in _WORDS and _NEITHER.search(doc.plain[: one.start])]
    if len(neither) < 2:
        neither = [one for one in neither if _BUT.match(doc.plain[one.end :])]
    neither += [one for one in found if one.name in _OF_ITSELF | _WORDS and _INSTEAD.search(doc.plain[: one.start])]
    neither += [old for old, new in pairwise(found) if _no_but(doc, old, new)]
    names = {one.name for one in found if one not in neither}
    return [one for one in found if one not in neither or one.name not in names]


def _put_instead(doc: Doc, found: list[Found]) -> list[Found]:
    """«به جای دو طبقه سه تا»: the bare number is of what it stands in the place of."""
    for one in found:
        if one.name in _OF_ITSELF and _INSTEAD.search(doc.plain[: one.start]):
            found = _renumbered(doc, found, one, Correction(one.end, one.end, firm=True))
    return found


def _no_but(doc: Doc, old: Found, new: Found) -> bool:
    """«نه A، B» from the first word on; «نه، A، B» gives both."""
    between = doc.plain[old.end : new.start]
    same = old.name == new.name and old.name in _OF_ITSELF | _WORDS
    return same and bool(_FIRST_NO.fullmatch(doc.plain[: old.start]) and _REST.fullmatch(between))


def _lacking(doc: Doc, one: Found, found: Sequence[Found]) -> bool:
    """«سند ندارم، قولنامه دارم» names one document to be had."""
    others = any(other.name == one.name and other is not one for other in found)
    return one.name == "doc_type" and others and _HAVE_NOT.match(doc.plain[one.end : one.end + 16]) is not None


def _denied(doc: Doc, one: Found) -> bool:
    rest = doc.plain[one.end : one.end + 40]
    denied = (
        (one.name in _OF_ITSELF and _IS_NOT.match(rest))
        or (one.name in _WORDS | _DAYS and _NOT_WANTED.match(rest) and not _TO_BE_UNDONE.search(rest))
        or (one.name in _WORDS | _DAYS and _NOT_THAT.match(rest))
        or (one.name in _DAYS and _NOT_TO_BE.match(rest))
        or (one.name in _DAYS | {"time", "class_mode"} and _CANNOT.match(rest))
    )
    return bool(denied) and not _QUESTION.match(rest)
