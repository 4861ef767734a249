"""Persian words in Latin letters → Persian letters, by the consonants both scripts share and then by the vowels."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nlu.skeleton import skeleton
from nlu.text import ZWNJ
from nlu.words import lexicon
from nlu.words.joining import owned, plural
from nlu.words.latin_fit import misfit
from nlu.words.tables import WordTables

_FILE = "finglish.yaml"
_WORST = 0.16  # misfit allowed for each Latin letter
_FAMILIAR = 0.06  # how much each doubling of a word's count speaks for it
_SPOKEN_ENDINGS = (
    ("emoono", "مان را"), ("amoono", "مان را"), ("emoon", "مان"), ("amoon", "مان"), ("emun", "مان"), ("amun", "مان"),
    ("moono", "مان را"), ("moon", "مان"), ("mun", "مان"), ("etoon", "تان"), ("atoon", "تان"), ("etun", "تان"),
    ("toon", "تان"), ("eshoon", "شان"), ("ashoon", "شان"), ("esho", "ش را"), ("ashoon", "شان"), ("amo", "م را"),
    ("eto", "ت را"), ("haye", "های"), ("hay", "های"), ("haro", "ها را"), ("ha", "ها"), ("aye", "های"), ("aro", "ها را"),
    ("am", "م"), ("et", "ت"), ("esh", "ش"), ("ash", "ش"), ("ro", " را"), ("o", " را"), ("ie", "ی است"), ("ye", ""),
    ("e", ""), ("a", "ها"),
)  # fmt: skip
_OWNER = re.compile("^(مان|تان|شان|م|ت|ش)(.*)$")


@dataclass(frozen=True, slots=True)
class FinglishIndex:
    """The words that may be meant, by their consonants."""

    by_skeleton: Mapping[str, tuple[tuple[str, int], ...]]

    @classmethod
    def of(cls, tables: WordTables) -> FinglishIndex:
        found: dict[str, list[tuple[str, int]]] = {}
        for word, count in _words(tables):
            bones = skeleton(word.replace(ZWNJ, ""))
            if bones:
                found.setdefault(bones, []).append((word, count))
        return cls({bones: tuple(words) for bones, words in found.items()})

    def persian(self, latin: str) -> str | None:
        """The Persian word that a Latin one spells; None when it is English or nothing fits."""
        if latin in lexicon.listed(_FILE, "english") and latin not in lexicon.pairs(_FILE, "words"):
            return None
        if (known := lexicon.pairs(_FILE, "words").get(latin)) is not None:
            return known or None
        if len(latin) < 3:
            return None
        whole = self._best(latin)
        if whole and whole[1] <= 0.3:
            return whole[0]
        inflected = self._inflected(latin)
        both = [one for one in (whole, inflected) if one]
        return min(both, key=lambda one: one[1])[0] if both else None

    def _best(self, latin: str) -> tuple[str, float] | None:
        limit = _WORST * len(latin)
        best: tuple[float, str, float] | None = None
        for bones in _skeletons(latin):
            for word, count in self.by_skeleton.get(bones, ()):
                cost = misfit(latin, word, limit)
                ranked = (cost - _FAMILIAR * math.log2(count + 1), word, cost)
                if cost <= limit and (best is None or ranked < best):
                    best = ranked
        return (best[1], best[2]) if best else None

    def _inflected(self, latin: str) -> tuple[str, float] | None:
        """A known word with a spoken ending: "parvandamoon", "sakhtemanesh"."""
        found: list[tuple[float, str]] = []
        for said, ending in _SPOKEN_ENDINGS:
            if latin.endswith(said) and len(latin) - len(said) >= 3:
                for stem in (latin[: -len(said)], f"{latin[: -len(said)]}e"):
                    best = self._best(stem)
                    if best:
                        found.append((best[1] + 0.2, _with(best[0], ending)))
        return (min(found)[1], min(found)[0]) if found else None


def is_english(words: Iterable[str]) -> bool:
    """Is a message whose Latin words these are written in English?"""
    listed = list(words)
    signs = sum(word in lexicon.listed(_FILE, "english_signs") for word in listed)
    return signs >= 2 or (signs == 1 and len(listed) <= 3)


def _words(tables: WordTables) -> Iterator[tuple[str, int]]:
    """Words of the domain, and every spoken verb form with the formal one it stands for."""
    for compact, count in tables.counts.items():
        if not compact.isascii() and (count >= 2 or compact in tables.attested):
            yield tables.spelling_of(compact), count
    for compact in tables.spoken:
        if compact not in tables.counts:
            yield compact, 0


def _skeletons(latin: str) -> tuple[str, ...]:
    """The consonants as they stand; with "x" as «خ»; without the "n" of «ـاً»."""
    forms = [skeleton(latin)]
    if "x" in latin:
        forms.append(skeleton(latin.replace("x", "kh")))
    if "c" in latin.replace("ch", ""):
        forms.append(skeleton(latin.replace("c", "s")))
    if latin.endswith("an") and len(latin) >= 5:
        forms.append(skeleton(latin[:-1]))
    if latin.endswith("h"):
        forms.append(skeleton(latin[:-1]))
    return tuple(dict.fromkeys(form for form in forms if form))


def _with(stem: str, ending: str) -> str:
    if ending.startswith("ها"):
        return plural(stem) + ending[2:]
    if match := _OWNER.match(ending):
        return owned(stem, match[1]) + match[2]
    if ending == "ی است":
        return f"{stem} است" if stem.endswith("ی") else f"{stem}ی است"
    return stem + ending
