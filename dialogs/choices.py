"""Which of the offered choices a typed answer means: a digit in any script, an ordinal word, or (part of) a label."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dialogs.state import Offer
from nlu.types import Act

_FOLD = str.maketrans(
    {
        **dict(zip("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789", strict=True)),
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "آ": "ا",
        "أ": "ا",
        "إ": "ا",
        "ؤ": "و",
        **dict.fromkeys("\u200c\u200e\u200f\u2066\u2067\u2068\u2069\t\n\r،؛؟!?,;:()[]«»\"'.-–—/", " "),
        **dict.fromkeys("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654", ""),
    }
)
_ORDINALS: Mapping[str, int] = {
    **dict.fromkeys(("اول", "اولی", "اولین", "یک", "یکی", "یکم", "نخست", "aval", "avval", "avali", "avvali"), 0),
    **dict.fromkeys(("دوم", "دومی", "دومین", "دو", "dovom", "dovomi", "dovvomi"), 1),
    **dict.fromkeys(("سوم", "سومی", "سومین", "سه", "sevom", "sevomi", "sevvomi"), 2),
    **dict.fromkeys(("چهارم", "چهارمی", "چهارمین", "چهار", "chaharom", "chaharomi"), 3),
    **dict.fromkeys(("پنجم", "پنجمی", "پنجمین", "پنج", "panjom", "panjomi"), 4),
    **dict.fromkeys(("ششم", "ششمی", "ششمین", "شش", "شیش"), 5),
    **dict.fromkeys(("هفتم", "هفتمی", "هفتمین", "هفت"), 6),
    **dict.fromkeys(("هشتم", "هشتمی", "هشتمین", "هشت"), 7),
    **dict.fromkeys(("نهم", "نهمی", "نهمین"), 8),
    **dict.fromkeys(("دهم", "دهمی", "دهمین", "ده"), 9),
}
_ORDINALS = {
    **_ORDINALS,
    **{
        f"{word}{end}": at
        for word, at in _ORDINALS.items()
        if word.endswith("ی") and word != "یکی"
        for end in ("ش", "شو", "ه", "و", "م", "مو")
    },
    **{f"{word}م": at for word, at in _ORDINALS.items() if word.endswith("م")},
}
"""«دومیش», «سومیه», «پروندهٔ دومم» too."""
_COUNTS = frozenset(("یک", "یکی", "دو", "سه", "چهار", "پنج", "شش", "شیش", "هفت", "هشت", "ده"))
_LAST = frozenset(("اخر", "اخری", "اخریش", "اخرین", "akhar", "akhari"))
_WHICH = frozenset(word for word in (*_ORDINALS, *_LAST) if "ی" in word[2:] and word[-1] != "ن") - {"یکی"}
_WHICH_ASKED = _WHICH | {word for word in (*_ORDINALS, *_LAST) if word.isascii() and word.endswith("i")}
_PLACED = _LAST.union(_ORDINALS)
_DONE_WITH_IT = 4  # words
_BEFORE_IT = frozenset(("پس", "خب", "خوب", "حالا", "باشه", "اوکی"))
"""«پس مجوز تعمیرات»: words that may stand before a choice and mean nothing."""
_FILLERS = _BEFORE_IT.union(
    (
        *("را", "رو", "لطفا", "لطفن", "گزینه", "شماره", "مورد", "همان", "همون", "همین", "این", "ان", "اون", "من"),
        *("برای", "واسه", "است", "هست", "ه", "باشد", "میخوام", "میخواهم", "خواهم", "خوام", "می", "بی"),
        *("اونی", "انی", "که", "درباره", "راجع", "به", "مال", "همونی", "همانی"),
        *("فقط", "از", "بگو", "بگید", "بگین", "بگویید", "میگم", "میخواستم", "میخوایم", "بده", "بدید", "ببینم"),
        *("زحمت", "انتخاب", "میکنم", "کنم", "بزن", "ی", "یه", "برا"),
    )
)


_CORRECTING = frozenset(
    (
        *("نه", "خیر", "نخیر", "اشتباه", "شد", "گفتم", "بود", "کردم", "زدم", "منظورم", "ببخشید", "شرمنده", "معذرت"),
        *("خواستم", "میخواستم", "خواستیم", "میخواستیم", "گرفتن"),
    )
)
_OTHER = (
    "اون یکی",
    "ان یکی",
    "اونیکی",
    "اون یکیش",
    "دیگری",
    "یکی دیگه",
    "یکی دیگر",
    "یه دونه دیگه",
    "بعدی",
    "همون قبلی",
    "همان قبلی",
    "قبلیه",
    "قبلی رو",
    "yeki dige",
    "hamoon ghabli",
)


_AND, _OR = "و", "یا"
_JOINED = frozenset((_AND, "هم", "va"))
_SMALL = 2
"""Letters of the words that say nothing of what is named («از», «به»)."""
_STEM, _END = 4, 2
"""Letters that two words have to share at least, and those in which they may end differently."""
_THE_OTHER = re.compile(
    r"(?<!\w)(?:(?:اون|ان) ?یکی\w*|(?:oo|u|o)n ?yeki\w*"
    r"|(?:پرونده|پروند|درخواست|ملک|کلاس|زمین|بازدید)\w*(?: ی)? دیگ(?:ه|ر|م)\w*)(?!\w)"
)
_THAT_WHICH = re.compile(
    r"\A(?:(?:نه|خیر|نخیر|بله|اره|صبر کن|وایسا) )*"
    r"(?:اونی|انی|همونی|همانی|یکی|(?:اون|ان|همون|همان) \w+) که(?!\w)"
)
_FEW = 7  # words
_ASKED = frozenset(("کی", "کیه", "کیست", "چند", "چنده", "چقدر", "چقدره", "کجا", "کدوم", "کدومه", "ki", "chande"))
"""Words of a question about one of a list: «اولیش کی هست» chooses nothing."""
_NO = ("نه", "نخیر", "خیر")
_NO_AFTER = frozenset(_NO)
_WAS = "بود"
_ASKING = frozenset(("چی", "چطور", "چه", "چطوره", "چیه", "کجاست", "چیشد", "شد", "و", "پس", "حالا", "خب"))
_WISHED = frozenset(("خواستم", "میخواستم", "خواستیم", "میخواستیم", "منظورم", "گفتم"))
"""Words of a correction that say which one is wanted when they stand after it."""
_TURNING = (_CORRECTING - _WISHED) | _ASKING | _ASKED


@lru_cache(maxsize=512)  # one message is looked at by a dozen patterns, and the labels of choices again and again
@lru_cache(maxsize=512)  # a message is compared with a dozen things, and the same labels with every message
def fold(text: str) -> str:
    """One form for comparing: digits, letters and spaces as they are typed in a hundred ways."""
    return " ".join(text.translate(_FOLD).split()).casefold()


def choose(text: str, offers: Sequence[Offer], acts: Sequence[Act] = ()) -> int | None:
    """The index of the choice that is meant, or None when none is, or more than one could be."""
    if not offers:
        return None
    words = fold(text).split()
    while len(words) > 1 and words[0] in _BEFORE_IT:
        del words[0]
    labels = [fold(offer.label) for offer in offers]
    if names_other(text) and " ".join(words) not in labels:  # «اون یکی» says which it is not
        return None
    telling = [word for word in words if word not in _FILLERS] or words
    telling = _without_be(telling, labels)
    if (whole := _number_in_label(telling, labels)) is not None:
        return whole
    by_number = _by_number(telling, labels)
    if by_number is not None:
        return by_number
    by_label = _by_label(words, telling, labels)
    return by_label if by_label is not None else _by_act(acts, offers)


def only_names(text: str, offers: Sequence[Offer]) -> bool:
    """«عوارض شهرداری به زبان ساده» of a list of classes: nothing but words of a choice, whatever they sound like."""
    words = set(fold(text).split())
    return any(words <= set(fold(offer.label).split()) for offer in offers)


def _without_be(telling: list[str], labels: list[str]) -> list[str]:
    """«پسمانده»: a word of a label with «است» at its end is that word."""
    known = {word for label in labels for word in label.split()}
    return [word[:-1] if word not in known and word.endswith("ه") and word[:-1] in known else word for word in telling]


def is_filler(word: str) -> bool:
    """Does the (folded) word name no choice by itself?"""
    return word in _FILLERS


def is_ordinal(text: str) -> bool:
    """«اولی», «دومی رو»: one of a list, by its place in words."""
    telling = [word for word in fold(text).split() if word not in _FILLERS]
    return len(telling) == 1 and (telling[0] in _WHICH or telling[0] in _LAST)


def names_place(text: str) -> bool:
    """Does it hold a word that may be the place of one of a list?"""
    words = fold(text).split()
    return not _PLACED.isdisjoint(words) or not _PLACED.isdisjoint([word[:-1] for word in words if word[-1] == "ش"])


def place_beside(text: str, name: str) -> int | None:
    """«قبض دوم رو میدم»: the place of one of a list by an ordinal right after what the list is of; -1 for the last."""
    if not names_place(text):
        return None
    words, named = fold(text).split(), fold(name).split()
    for before, said in itertools.pairwise(words):
        word = said.removesuffix("ش")  # «قسط اولش»
        of_it = any(before.startswith(each) for each in named)
        if of_it and (word in _LAST or (word in _ORDINALS and word not in _COUNTS)):
            return -1 if word in _LAST else _ORDINALS[word]
    return None


def place_within(text: str) -> int | None:
    """«ساعت سومی چنده؟»: the place of one of a list, wherever its word stands; -1 for the last."""
    named = [word for word in fold(text).split() if word in _WHICH_ASKED]
    if len(named) != 1:
        return None
    return -1 if named[0] in _LAST else _ORDINALS[named[0]]


def place_told(text: str) -> int | None:
    """«دوره سوم», «کلاس شماره ۳»: the one place that is named in any form, where it is a list that is spoken of; -1 for
    the last."""
    words = fold(text).split()
    named = {-1 if word in _LAST else _ORDINALS[word] for word in words if word in _PLACED and word not in _COUNTS}
    named |= {int(word) - 1 for word in words if word.isdecimal() and word != "0"}
    return named.pop() if len(named) == 1 else None


def place_chosen(text: str) -> int | None:
    """«نه، سومی رو ثبت‌نام کن», «نه سومی رو می‌خواستم»: the place of the one that is wanted, wherever its word stands;
    not where what follows turns it round («سومی نه») or asks."""
    words = fold(text).split()
    after = words[next((at for at, word in enumerate(words) if word in _WHICH_ASKED), 0) + 1 :]
    return None if _turned(after) or not _NO_AFTER.isdisjoint(after) else place_within(text)


def place_asked(text: str, name: str) -> int | None:
    """«دومی چرا رد شده؟», «خب پرونده دومم چی»: the place of the one of a list that is asked about; -1 for the last."""
    words = [word for word in fold(text).split() if word not in _ASKING]
    if words and words[0] in _WHICH_ASKED:
        return -1 if words[0] in _LAST else _ORDINALS[words[0]]
    return place_beside(text, name)


def several_named(text: str) -> bool:
    """«سومی و چهارمی»: more than one of a list, by their places and nothing else."""
    telling = [word for word in fold(text).split() if word not in _FILLERS and word not in ("و", "هم", "va")]
    places = {int(word) - 1 if word.isdecimal() else _ORDINALS.get(word, -1) for word in telling}
    return len(places) > 1 and -1 not in places and all(word.isdecimal() or word in _WHICH for word in telling)


def places_named(text: str) -> list[int]:
    """«دومی و چهارمی رو ثبت‌نام کن», «۲ و ۴»: the places that are joined, in the order of the text; none where one of
    them is to be chosen («دومی یا سومی»)."""
    words = fold(text).split()
    joined = _JOINED.intersection(words) and _OR not in words
    if not joined or _turned([word for word in words if word != _AND]):
        return []
    numbers = several_named(text)
    found = [_ORDINALS[word] for word in words if word in _WHICH_ASKED and word in _ORDINALS]
    found = [int(word) - 1 for word in words if word.isdecimal() and word != "0"] if numbers and not found else found
    return list(dict.fromkeys(found)) if len(set(found)) > 1 else []


def choose_by_number(text: str, offers: Sequence[Offer]) -> int | None:
    """The choice when the text is nothing but its number. «اون یکی» is none: it says which it is not."""
    if names_other(text):
        return None
    telling = [word for word in fold(text).split() if word not in _FILLERS]
    numbers = all(word.isdecimal() or word in _ORDINALS or word in _LAST for word in telling)
    return _by_number(telling, [fold(offer.label) for offer in offers]) if telling and numbers else None


def choose_by_label(text: str, offers: Sequence[Offer]) -> int | None:
    """The choice whose label the text holds, or is a part of; numbers mean nothing here."""
    words = fold(text).split()
    telling = [word for word in words if word not in _FILLERS and word not in _CORRECTING]
    return _by_label(words, telling, [fold(offer.label) for offer in offers])


def alike(word: str, other: str) -> bool:
    """Are they one word but for its ending («مهندسا», «مهندسان») and as it is spoken («ساختمون», «ساختمانی»)?"""
    if word[:1] != other[:1]:
        return False  # as most words
    word, other = word.replace("ون", "ان"), other.replace("ون", "ان")
    shared = next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
    )
    return shared >= _STEM and max(len(word), len(other)) - shared <= _END


def names_other(text: str) -> bool:
    """«اون یکی چی؟», «وضعیت پروندهٔ دیگه‌م»: not the one that was just talked about."""
    folded = _without_no(fold(text))
    if " که " in f" {folded} ":  # «اون یکی که دربارهٔ عوارضه» says which it is
        return False
    return folded.startswith(_OTHER) or (len(folded.split()) <= _FEW and _THE_OTHER.search(folded) is not None)


def describes_one(text: str) -> bool:
    """«اونی که حضوریه و دربارهٔ عوارضه»: which one of those that stand is meant, whatever else the words sound like."""
    return _THAT_WHICH.match(fold(text)) is not None


def _without_no(folded: str) -> str:
    """«نه، یکی دیگه»: what is said after the no."""
    words = folded.split()
    while len(words) > 1 and words[0] in _NO:
        del words[0]
    return " ".join(words)


def another(text: str, offers: Sequence[Offer], now: object) -> int | None:
    """A choice other than the one taken: by number or name, or «آن یکی» when there are two."""
    words = [word for word in fold(text).split() if word not in _ASKING]
    words = _put_right(words)  # «نه، اون یکی»
    others = [at for at, offer in enumerate(offers) if offer.value != now]
    if len(others) == 1 and names_other(" ".join(words)):
        return others[0]
    at = choose(" ".join(words), offers) if words and not (len(words) == 1 and words[0].isdecimal()) else None
    return at if at in others else None


def _put_right(words: list[str]) -> list[str]:
    """«نه منظورم دومی بود», «اشتباه شد، اولی»: what is named in the place of the wrong one; not «اولی اشتباه بود»."""
    start = next((at for at, word in enumerate(words) if word not in _CORRECTING), len(words) - 1)
    end = len(words) - 1 if 0 < start < len(words) - 1 and words[-1] == _WAS else len(words)
    return words[max(start, 0) : end]


def _number_in_label(telling: list[str], labels: list[str]) -> int | None:
    """«پلاک ۷» of a list of addresses: the one that has the words and the number, not the seventh."""
    if all(word.isdecimal() for word in telling) or not any(word.isdecimal() for word in telling):
        return None
    phrase = " ".join(telling)
    found = [at for at, label in enumerate(labels) if f" {phrase} " in f" {label} "]
    return found[0] if len(found) == 1 else None


def _by_number(telling: list[str], labels: list[str]) -> int | None:
    """A number that stands alone, or beside words of the very choice it numbers: «۳ طبقه» is no third choice."""
    found: set[int] = set()
    others: set[str] = set()
    for word in telling:
        if word.isdecimal():
            found.add(int(word) - 1)
        elif word in _ORDINALS:
            found.add(_ORDINALS[word])
        elif word in _LAST:
            found.add(len(labels) - 1)
        else:
            others.add(word)
    if len(found) != 1:
        return None
    index = found.pop()
    if not 0 <= index < len(labels):
        return None
    return index if others <= set(labels[index].split()) or _points(telling) else None


def _points(telling: list[str]) -> bool:
    """«دومی رو ثبت نام کن»: which one, and what is to be done with it; no question, and nothing turned round."""
    first, *rest = telling
    return first in _WHICH and len(rest) <= _DONE_WITH_IT and not _turned(rest)


def _turned(words: Sequence[str]) -> bool:
    """Do they turn round what stands before them, or ask about it?"""
    return any(word.startswith("نمی") or word in _TURNING for word in words)


def _by_label(words: list[str], telling: list[str], labels: list[str]) -> int | None:
    text = " ".join(words)
    exact = [at for at, label in enumerate(labels) if label == text]
    if len(exact) == 1:
        return exact[0]
    if not telling or len(words) > 12:
        return None
    within = [at for at, label in enumerate(labels) if set(telling) <= set(label.split())]
    if len(within) > 1:  # «پلاک ۲»: as it stands there
        within = [at for at in within if f" {' '.join(telling)} " in f" {labels[at]} "]
        return within[0] if len(within) == 1 else None
    within = within or [at for at, label in enumerate(labels) if _stands_alike(telling, label.split())]
    if within:
        return within[0] if len(within) == 1 else None
    near = [at for at, label in enumerate(labels) if _nearly(telling, label.split())]
    if len(near) == 1:
        return near[0]
    held = [at for at, label in enumerate(labels) if label and re.search(rf"(?<!\S){re.escape(label)}(?!\S)", text)]
    return held[0] if len(held) == 1 else None


def _stands_alike(telling: list[str], label: list[str]) -> bool:
    """Is every word in the label, whatever their endings? Not «و», which only joins them."""
    named = [word for word in telling if word != _AND]
    return bool(named) and all(any(word == each or alike(word, each) for each in label) for word in named)


def _nearly(telling: list[str], label: list[str]) -> bool:
    """All but one of a few words are the label's («خودم ادامه میدم»), and none of them turns it round. Prepositions are
    in every label: they are counted, and of two other words one must be the label's last («گفتگو با کارشناس»)."""
    if not 3 <= len(telling) <= 4 or any(word.startswith("نمی") or word in _CORRECTING for word in telling):
        return False
    weighty = [word for word in telling if len(word) > _SMALL or word.isdecimal()]
    if len(weighty) == 2:
        return len(set(telling) & set(label)) >= len(telling) - 1 and weighty[-1] == label[-1]
    return len(weighty) > 2 and len(set(weighty) & set(label)) >= len(weighty) - 1


def _by_act(acts: Sequence[Act], offers: Sequence[Offer]) -> int | None:
    """The last word counts: «باشه، نه مرسی» is a no."""
    wanted = {Act.AFFIRM: True, Act.DENY: False}
    for act in reversed(acts):
        if act in wanted:
            for at, offer in enumerate(offers):
                if offer.value is wanted[act]:
                    return at
    return None
