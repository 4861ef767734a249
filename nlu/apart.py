"""Wishes that nothing numbers, said one after another: «وضعیت پروندمو بدونم عوارضمو بدم و تو یه کلاس هم ثبت نام کنم».
Where one may end and the next begin; what they want is the model's. The word lists are in `words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from nlu.text import Normal
from nlu.wordlists import words

Span = tuple[int, int]

_JOINING = (
    r"بعدش هم|بعدشم|بعدش|بعد هم|بعدم|سپس|ضمنا|در ضمن|همچنین|راستی"
    r"|(?:ولی |اما |فقط )?(?:قبلش|اول)(?= بگو)|(?:ولی|اما) (?:قبلش|اول)"
)
_ASKING = r"(?:(?:و|بعد|بعدش) )?(?:اینکه )?(?:یک |چند تا )?سوالی? (?:دیگر )?(?:هم )?(?:داشتم|دارم)"
"""«بعد اینکه یه سوال دیگه هم داشتم»: what is asked next is another wish."""
_THEN_TOO = rf"(?:(?:{_JOINING}|بعد)(?!\w) ?)?"
_JOINS = re.compile(rf" ?(?:[،,؛\n؟!]|\.(?!\d)) ?(?:و )?{_THEN_TOO}| و {_THEN_TOO}| (?:{_JOINING}|{_ASKING}) ")
"""What may stand between two wishes."""
_THEN_WORDS = re.compile(rf"(?<!\w)(?:{_JOINING}|بعد|{_ASKING})(?!\w)")
_TELL = re.compile(r"(?:لطفا )?(?:بگو|بگویید|ببینم) ")
_ALSO, _THAT = "هم", "که"
_ASKED = "؟"
_BEFORE_WISH = re.compile(r"\A(?:(?:من|یک) )+")
"""What may stand before the first words of a wish: «یک گزارش دارم چراغ خاموش است»."""
_ADDS = re.compile(r"(?<!\w)(?:هم|بعدش|بعدشم|سپس|ضمنا|همچنین|و|\w{3,}مم)(?!\w)")


def ends_a_wish(clause: str) -> bool:
    """Is it an order, a want or a question by its first or its last words, or by those before «که …»?"""
    clause = _BEFORE_WISH.sub("", clause.partition(f" {_THAT} ")[0].strip())
    found = [*_wish_end().finditer(f"{clause.strip()} ")]
    return bool(found) and (found[0].start() == 0 or found[-1].end() > len(clause.strip()))


def only_wishes(clause: str) -> bool:
    """Nothing but «می‌خواهم ببینم»: about what is not said?"""
    return not _wish_end().sub("", f"{clause.strip()} ").strip()


def without_orders(clause: str) -> str:
    """«بگو مهلت اعتراض چند روز است»: what is to be told."""
    match = _TELL.match(clause)
    return clause[match.end() :] if match else ""


def pieces(normal: Normal) -> list[Span]:
    """What stands between the places where one wish may end and another begin: words that join, marks, and the end of
    an order, a want or a question («وضعیت پرونده‌مو ببینم عوارضمو بدم و …»), where a word tells that something is added.
    A comma after anything else divides reasons from what they are told for more often than it divides wishes."""
    plain = normal.plain
    adds = _ADDS.search(plain) is not None
    if not adds and _JOINS.search(plain) is None:  # as of most messages
        return []
    spans, start = list[Span](), 0
    for match in _JOINS.finditer(plain):
        spans += _at_wish_ends(plain, start, match.start()) if adds else [(start, match.start())]
        start = match.end()
    spans += _at_wish_ends(plain, start, len(plain)) if adds else [(start, len(plain))]
    found = list[Span]()
    for span in spans:
        if found and not _divides(plain, found[-1], span):
            found[-1] = (found[-1][0], span[1])
        elif plain[slice(*span)].strip():
            found.append(span)
    return [] if any(_denies(plain[slice(*span)]) for span in found) else found


def _denies(clause: str) -> bool:
    """Does it say what is not wanted?"""
    return not words("denied").isdisjoint(clause.split())


def _divides(plain: str, before: Span, after: Span) -> bool:
    """Not at a comma that ends no wish, nor before what goes on with it."""
    clause, then = plain[slice(*before)], plain[slice(*after)].split()
    if not then or then[0] in words("goes_on"):
        return False
    between = plain[before[1] : after[0]]
    if _THEN_WORDS.search(between):
        return True
    adds, asks = _ALSO in then[:5], ends_a_wish(plain[slice(*after)])
    if "و" in between.split():
        return adds or asks or ends_a_wish(clause)
    asks, ends = asks or _ASKED in plain[after[1] : after[1] + 2], ends_a_wish(clause)
    return (adds and (ends or asks)) or (ends and asks)


def _at_wish_ends(plain: str, since: int, to: int) -> Iterator[Span]:
    for match in _wish_end().finditer(plain, since, to):
        if plain[match.end() : to].strip() and not only_wishes(plain[since : match.end()]):
            yield since, match.end()
            since = match.end()
    yield since, to


@cache
def _wish_end() -> re.Pattern[str]:
    ends = sorted(words("wish_ends"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?<!هر )(?:{'|'.join(each.replace(' ', ' ?') for each in ends)}) ")


def groupings(spans: list[Span]) -> Iterator[list[Span]]:
    """All ways to take neighbours together that leave two or more, those with the most first."""
    cuts = range(1, len(spans))
    for several in range(len(spans) - 1, 0, -1):
        for chosen in combinations(cuts, several):
            edges = (0, *chosen, len(spans))
            yield [(spans[since][0], spans[to - 1][1]) for since, to in pairwise(edges)]
