"""Spoken → formal, one word at a time. What needs the words around it is in `particles`."""

from __future__ import annotations

from nlu.text import ZWNJ
from nlu.words import lexicon
from nlu.words.endings import bare, formal_by_ending
from nlu.words.joining import ends_silent, key, plural, without_needless_joiners
from nlu.words.tables import WordTables

_EVERYDAY = 2  # times a word is seen before other words may be read as its inflection
_EVERYDAY_SHORT = 8  # the same for a word of three letters, which many words begin with
_SHORTEST = 3  # letters of a word with its silent ه: «بهای» has none
_RATHER = 2  # times oftener a word is said with its silent ه than without, to be the one that is meant
_AFTER_SILENT = ("ای", "ام", "ات", "اش", "ی")
_TAILS = frozenset({"", "ی", "یی", "یم", "یت", "یش", "یمان", "یتان", "یشان"})


def formal(word: str, tables: WordTables) -> str | None:
    """The formal word or words for a spoken one; None when the word is formal already, or not understood."""
    found = _formal(word, key(word), tables)
    return found if found != word else None


def _formal(word: str, compact: str, tables: WordTables) -> str | None:
    if compact in lexicon.listed("colloquial.yaml", "as_is"):
        return None
    if (known := tables.spoken.get(compact)) is not None:
        return known
    written = without_needless_joiners(_with_joiner(word, compact, tables))
    if written != word:
        return written
    if compact in tables.attested or compact in tables.verbs:
        return None
    if (settled := _an_for_oon(word, tables)) is not None:
        return settled
    return formal_by_ending(word, lambda stem, everyday: _stem(stem, key(stem), tables, everyday))


def is_known(word: str, tables: WordTables) -> bool:
    """Is this a word, spoken or formal, that nobody should respell?"""
    compact = key(word)
    if compact in tables.counts or compact in tables.attested or compact in tables.verbs or compact in tables.spoken:
        return True
    if compact in tables.listed:
        return True
    return any(stem in tables.counts or stem in tables.attested or stem in tables.verbs for stem in bare(compact))


def _with_joiner(word: str, compact: str, tables: WordTables) -> str:
    """«میخواهم» as «می‌خواهم», «پروندهها» as «پرونده‌ها»; a verb or a plural that is known, nothing else."""
    if ZWNJ in word:
        return word
    for prefix in ("نمی", "می"):
        if word.startswith(prefix) and compact in tables.verbs and compact not in tables.attested:
            return f"{prefix}{ZWNJ}{word[len(prefix) :]}"
    if (silent := _after_silent(word, tables)) is not None:
        return silent
    stem, mark, tail = word.rpartition("ها")
    if mark and len(stem) >= 3 and tail in _TAILS and _is_noun(key(stem), tables):
        return plural(stem) + tail
    return word


def _after_silent(word: str, tables: WordTables) -> str | None:
    """«طبقهای» as «طبقه‌ای», «پروندهام» as «پرونده‌ام», «منطقهی» as «منطقه‌ی»: whose keyboard has no half-space leaves it
    out. Where the word is one without its ه, too («نام‌های»), the plural of that is meant."""
    for tail in _AFTER_SILENT:
        stem = word.removesuffix(tail)
        if stem == word or len(stem) <= _SHORTEST or not ends_silent(stem) or not _is_noun(key(stem), tables):
            continue
        said, without = tables.counts.get(key(stem), 0), tables.counts.get(key(stem[:-1]), 0)
        apart = f"{stem}{ZWNJ}{tail}"
        if tables.written.get(key(word)) == apart or said >= max(_EVERYDAY_SHORT, _RATHER * without):
            return apart
    return None


def _is_noun(compact: str, tables: WordTables) -> bool:
    known = tables.counts.get(compact, 0) >= _EVERYDAY or compact in tables.attested
    return known and compact not in tables.verbs and compact not in tables.spoken


def _stem(stem: str, compact: str, tables: WordTables, everyday: bool) -> tuple[str, int] | None:
    """The formal spelling of what stands before an ending; None when it is no noun that is known well enough."""
    said = tables.counts.get(compact, 0)
    if (known := tables.spoken.get(compact)) is not None:
        single = " " not in known and ZWNJ not in known and (key(known) not in tables.verbs or known.endswith("ه"))
        return (known, said) if single else None
    if compact in tables.verbs and compact not in tables.attested:
        return None
    if (settled := _an_for_oon(stem, tables)) is not None:
        return (settled, said) if tables.counts.get(key(settled), 0) >= _EVERYDAY else None
    if said >= (_EVERYDAY if len(compact) > 3 else _EVERYDAY_SHORT):
        inflected = compact not in tables.attested and formal(tables.spelling_of(compact), tables) is not None
        return None if inflected else (tables.spelling_of(compact), said)
    return (stem, said) if not everyday and len(stem) >= 3 and compact in tables.attested else None


def _an_for_oon(word: str, tables: WordTables) -> str | None:
    """«ساختمون» is «ساختمان» where only the second is a word."""
    if not word.endswith("ون") or len(word) < 4 or key(word) in tables.attested:
        return None
    proper = f"{word[:-2]}ان"
    if tables.counts.get(key(proper), 0) >= _EVERYDAY or key(proper) in tables.attested:
        return tables.spelling_of(key(proper)) if ZWNJ not in word else proper
    return None
