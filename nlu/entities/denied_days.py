"""Days that are said not to suit: «چهارشنبه نمی‌تونم», «سه‌شنبه سر کارم», «غیر از شنبه». They are told beside the day
itself, for whoever asks on which day: a day named so is no wish. Finding days is `dates`'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlu.entities.doc import Doc, Found

NAME = "not_day"
_DAYS = frozenset({"date", "weekday", "date_text"})
_SMALL = (
    r"(?: ?[،,])?(?: (?:رو|را|که|هم|ها|من|ما|برام|برامون|برای من|واسم|واسه من|اصلا|متاسفانه|خودم|صبح|عصر|ظهر|روز|کلا|"
    r"همش|اون|ساعت|باید))*"
)
_CANNOT = (
    r"نمی ?(?:تونم|توانم|تونیم|توانیم|رسم|رسیم|شه|شود|ام|یام|ایم|خوام|خواهم|خورد|خوره)|"
    r"nemitoonam|nemitunam|nemishe"
)
_AWAY = (
    r"(?:(?:خونه|خانه|اونجا|تهران|شهر|اصفهان|منزل) )?(?:نیستم|نیستیم|نباشم|نباشیم|nistam)|"
    r"کسی (?:خونه|خانه|منزل)? ?نیست|"
    r"سر ?کار(?:م|یم|هستم)?(?: هستم| هستیم)?|سره کارم|کار دارم|مسافرتم|مسافرم|سفرم|شیفتم|گرفتارم|درگیرم|جلسه دارم|"
    r"مهمون دارم|وقت ندارم|مقدور نیست|امکان نداره|امکانش نیست|خوب نیست|سخته|مناسب نیست|نباشه|نباشد|نیان|نیاین|نیاد|"
    r"نیایند|نیایید|نذار\w*|نگذار\w*|ننداز\w*|sare? karam"
)
_AFTER = re.compile(rf"{_SMALL} ?(?:(?P<can>{_CANNOT})|(?:{_AWAY}))(?!\w)|(?: رو| را)? (?:نه|na)(?= ?[،,.!؛]|$)")
_BEFORE = re.compile(rf"(?:(?<!\w)(?:به ?)?(?:غیر(?: ?از)?|جز)|(?:^|[،,.!؛] ?|من )(?:نیستم|{_CANNOT})) (?:روز )?$")
_ASKED = re.compile(r"(?: \w+)? ?[؟?]")
"""«چهارشنبه نمیشه بیان؟» asks for it."""
_JOINED = re.compile(r" ?(?:و|یا|،) ?")


def added(doc: Doc, found: Sequence[Found], every: Sequence[Found]) -> list[Found]:
    """What was found, with the days among `every` value read that are said not to suit."""
    days = [one for one in every if one.name in _DAYS]
    denied = [_after(doc, one) or _BEFORE.search(doc.plain[: one.start]) is not None for one in days]
    pairs = list(enumerate(pairwise(days)))
    for at, (one, other) in (*pairs, *reversed(pairs)):  # «غیر از شنبه و یکشنبه», «شنبه و یکشنبه نمی‌تونم»
        if _JOINED.fullmatch(doc.plain[one.end : other.start]) and (denied[at] or denied[at + 1]):
            denied[at] = denied[at + 1] = True
    return [*found, *(replace(one, name=NAME) for one, no in zip(days, denied, strict=True) if no)]


def _after(doc: Doc, day: Found) -> bool:
    after = _AFTER.match(doc.plain, day.end)
    return after is not None and not (after["can"] and _ASKED.match(doc.plain, after.end()))
