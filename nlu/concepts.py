"""What the words of a message are about, by the groups of `nlu/lexicon/concepts.yaml`. Evidence, never a decision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from nlu.text import normalise
from nlu.wordlists import read_yaml

_TABLE = Path(__file__).parent / "lexicon" / "concepts.yaml"
_LONGEST = 3  # words of a phrase
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:ها|های|هام|هات|هاش|هامون|هاتون|هاشون|ا|م|ام|ت|ات|ش|اش|مون|تون|شون|ی|یی|ه|رو|و|یم|ید|ند|ن)$")


_FOREIGN = "foreign_"
_OF_OURS = frozenset(
    f"{_FOREIGN}{desk}"
    for desk in (
        "bank",
        "home",
        "identity",
        "justice",
        "other_office",
        "property_market",
        "someone_else",
        "telecom",
        "welfare",
    )
)
"""Desks whose words citizens also use on our business: «وام», «کاشی», «وکیل», «مستاجر»."""
_OURS = frozenset(
    ("file", "permit", "certificate", "inquiry", "levy", "build", "inspection", "zoning", "office", "object")
)


def elsewhere(text: str) -> bool:
    """Does the text speak of what is plainly another desk's, and of no matter of this one?"""
    groups = concepts(normalise(text).plain.split())
    theirs = {group for group in groups if group.startswith(_FOREIGN)} - _OF_OURS
    return bool(theirs) and groups.isdisjoint(_OURS)


def concepts(words: Iterable[str]) -> frozenset[str]:
    """The groups that the words of one message, in plain form, belong to."""
    kept = [part for word in words for part in _WORD.findall(word)]
    found: set[str] = set()
    for at in range(len(kept)):
        joined = ""
        for word in kept[at : at + _LONGEST]:
            joined += word
            found |= _groups(joined)
    return frozenset(found)


@lru_cache(maxsize=65536)
def _groups(joined: str) -> frozenset[str]:
    """The groups of one run of letters: as it stands, else without one ending, else without two."""
    table = concept_table()
    stems = {joined}
    for _ in range(2):
        hit = [table[stem] for stem in stems if stem in table]
        if hit:
            return frozenset().union(*hit)
        stems = {stem[: match.start()] for stem in stems for match in _endings(stem)}
    return frozenset().union(*[table[stem] for stem in stems if stem in table])


def _endings(stem: str) -> list[re.Match[str]]:
    """Each ending that can be taken off with at least three letters left."""
    return [match for at in range(3, len(stem)) if (match := _ENDING.match(stem, at))]


@cache
def concept_table() -> Mapping[str, frozenset[str]]:
    """Run-together phrase → the groups it stands in."""
    content = read_yaml(_TABLE)["concepts"]
    table: dict[str, set[str]] = {}
    for group, phrases in content.items():
        for phrase in phrases:
            table.setdefault("".join(_WORD.findall(normalise(str(phrase)).plain)), set()).add(group)
    return {phrase: frozenset(groups) for phrase, groups in table.items()}
