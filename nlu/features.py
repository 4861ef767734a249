"""A message as hashed features for the intent model: words, pieces of words, consonant skeletons of both scripts, what
the words are about, which values were found, and what had just been asked.

The same function feeds training and serving; there is no vectoriser to keep in step."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import combinations, pairwise
from pathlib import Path
from zlib import crc32

from nlu.concepts import concepts
from nlu.entities.doc import phrase_pattern
from nlu.skeleton import skeleton
from nlu.text import normalise
from nlu.types import Entity
from nlu.wordlists import read_yaml

BUCKETS = 1 << 19
_REMEMBERED = 20_000  # words whose pieces are not taken apart again
_ASKED = 2.5  # lighter, and a question that stands hardly keeps its answer from being taken for a wish
_COURTESY = Path(__file__).parent / "lexicon" / "courtesy.yaml"
_JOINS = re.compile(
    r"(?<!\w)(ن?می) (?=\w)|(?<=\w) (?=(?:ها|های|هایی|هام|هاش|هاتون|هامون|ام|ات|اش|ای|اید|ایم|اند|تر|ترین|مون|تون|شون)"
    r"(?!\w))"
)
_WORD = re.compile(r"[^\W\d_]+")


def feature_words(plain: str) -> list[str]:
    """The words that carry meaning: affixes joined, digits gone, politeness gone unless it is all there is."""
    joined = _JOINS.sub(lambda match: match.group(1) or "", plain)
    kept = _once(_WORD.findall(_courtesy().sub(" ", joined)))
    return kept if len(kept) >= 2 or (kept and len(kept[0]) > 2) else _WORD.findall(joined)


def _once(words: list[str]) -> list[str]:
    """«چه چه ساعتی»: a word said again at once, as speech has it, counts once."""
    return [word for word, before in zip(words, ["", *words], strict=False) if word != before]


def features(plain: str, entities: Iterable[Entity] = (), *, asked: str | None = None) -> dict[int, float]:
    """Bucket → weight before idf. Each feature counts once, however often it occurs. `asked`: the slot whose question
    stands."""
    words = feature_words(plain)[:200]
    found: dict[int, float] = {}
    for word in words:
        found[_bucket("w", word)] = 1.0
        found.update(_pieces(word))
    _add_places(found, words)
    _add_bones(found, words)
    _add_groups(found, plain.split()[:200])
    _add_values(found, entities)
    if asked is not None:
        found[_bucket("q", "")] = _ASKED
        found[_bucket("q", asked)] = _ASKED
    return found


def known_words(plain: str) -> list[int]:
    """The buckets that tell whether the words of a text were ever seen in training: one for each word's skeleton."""
    bones = [skeleton(word) for word in feature_words(plain)[:200]]
    return [_bucket("s", bone) for bone in bones if len(bone) > 1]


@lru_cache(maxsize=_REMEMBERED)
def _pieces(word: str) -> dict[int, float]:
    marked = f"<{word[:30]}>"
    length = len(marked)
    return {_bucket("c", marked[at : at + size]): 0.7 for size in (3, 4, 5) for at in range(length - size + 1)}


def _add_places(found: dict[int, float], words: list[str]) -> None:
    """Neighbours, neighbours but one, and the ends of the message: the verb stands last."""
    for left, right in pairwise(words):
        found[_bucket("b", f"{left} {right}")] = 1.0
    for left, right in zip(words, words[2:], strict=False):
        found[_bucket("d", f"{left} {right}")] = 0.5
    if words:
        found[_bucket("<", words[0])] = 0.5
        found[_bucket(">", words[-1])] = 0.8


def _add_bones(found: dict[int, float], words: list[str]) -> None:
    bones = [bone for word in words if (bone := skeleton(word))]
    for bone in bones:
        if len(bone) > 1:
            found[_bucket("s", bone)] = 0.8
    for left, right in pairwise(bones):
        found[_bucket("t", f"{left} {right}")] = 0.8


def _add_groups(found: dict[int, float], words: list[str]) -> None:
    groups = sorted(concepts(words))
    for group in groups:
        found[_bucket("g", group)] = 1.0
    for left, right in combinations(groups[:12], 2):
        found[_bucket("p", f"{left} {right}")] = 0.75


def _add_values(found: dict[int, float], entities: Iterable[Entity]) -> None:
    """That there is a value; and which one, where values are words of a closed list."""
    for entity in entities:
        found[_bucket("e", entity.name)] = 1.5
        if isinstance(entity.value, str) and entity.value.isascii() and entity.value.isidentifier():
            found[_bucket("v", f"{entity.name} {entity.value}")] = 1.5


def _bucket(kind: str, text: str) -> int:
    return crc32((kind + text).encode()) & (BUCKETS - 1)


@cache
def _courtesy() -> re.Pattern[str]:
    phrases = [normalise(phrase).plain for phrase in read_yaml(_COURTESY)["phrases"]]
    forms = sorted({phrase_pattern(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
