"""Persian words in Latin letters → Persian letters, by the consonants both scripts share and then by the vowels."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nlu.skeleton import skeleton
from nlu.text import ZWNJ
from nlu.words import lexicon
from nlu.words.joining import owned, plural
from nlu.words.latin_fit import misfit
from nlu.words.memory import keep
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
_WELL = 0.3  # a whole word that fits so well needs no ending
_CHOICES = 3
_LONE_C = re.compile("c(?![hk])")
_LONE_S = re.compile("s(?!h)")
_OWNER = re.compile("^(مان|تان|شان|م|ت|ش)(.*)$")


@dataclass(frozen=True, slots=True)
class FinglishIndex:
    """The words that may be meant, by their consonants."""

    by_skeleton: Mapping[str, tuple[tuple[str, int], ...]]
    read: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """What Latin words were read as before."""

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
        readings = self.readings(latin)
        return readings[0][0] if readings else None

    def readings(self, latin: str) -> tuple[tuple[str, float], ...]:
        """The Persian words that a Latin one may spell, the likeliest first, each with its cost; none when it is
        English or nothing fits."""
        known = self.read.get(latin)
        return keep(self.read, latin, self._readings(latin)) if known is None else known

    def _readings(self, latin: str) -> tuple[tuple[str, float], ...]:
        if is_foreign(latin):
            return ()
        if (known := lexicon.pairs(_FILE, "words").get(latin)) is not None:
            return ((known, 0.0),) if known else ()
        if len(latin) < 3:
            return ()
        fits = self._fits(latin, _skeletons(latin)) or self._fits(latin, _loose_skeletons(latin))
        if fits and fits[0][2] <= _WELL:
            return tuple((word, rank) for rank, word, _ in fits[:_CHOICES])
        inflected = self._inflected(latin)
        whole = [(cost, word) for _, word, cost in fits[:1]]
        best = min([*whole, *inflected], default=None)
        return ((best[1], best[0]),) if best else ()

    def _fits(self, latin: str, skeletons: Iterable[str]) -> list[tuple[float, str, float]]:
        """Rank, word and cost of the words that fit, the best first. Often said words rank before others."""
        limit = _WORST * len(latin)
        return sorted(
            {
                (cost - _FAMILIAR * math.log2(count + 1), word, cost)
                for bones in skeletons
                for word, count in self.by_skeleton.get(bones, ())
                if (cost := misfit(latin, word, limit)) <= limit
            }
        )

    def _inflected(self, latin: str) -> list[tuple[float, str]]:
        """A known word with a spoken ending: "parvandamoon", "sakhtemanesh"."""
        found: list[tuple[float, str]] = []
        for said, ending in _SPOKEN_ENDINGS:
            if latin.endswith(said) and len(latin) - len(said) >= 3:
                for stem in (latin[: -len(said)], f"{latin[: -len(said)]}e"):
                    found.extend(
                        (fit[2] + 0.2, _with(fit[1], ending)) for fit in self._fits(stem, _skeletons(stem))[:1]
                    )
        return found


def is_foreign(latin: str) -> bool:
    """Is this a word of English that is no Persian one in Latin letters as well?"""
    return latin in lexicon.listed(_FILE, "english") and latin not in lexicon.pairs(_FILE, "words")


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
    if _LONE_C.search(latin):
        forms += [skeleton(_LONE_C.sub(sound, latin)) for sound in ("s", "ch")]
    if latin.endswith("an") and len(latin) >= 5:
        forms.append(skeleton(latin[:-1]))
    if latin.endswith("h"):
        forms.append(skeleton(latin[:-1]))
    return tuple(dict.fromkeys(form for form in forms if form))


def _loose_skeletons(latin: str) -> tuple[str, ...]:
    """With "s" for ش, as a Latin keyboard without the habit of "sh" writes it."""
    return (skeleton(_LONE_S.sub("sh", latin)),) if _LONE_S.search(latin) else ()


def _with(stem: str, ending: str) -> str:
    if ending.startswith("ها"):
        return plural(stem) + ending[2:]
    if match := _OWNER.match(ending):
        return owned(stem, match[1]) + match[2]
    if ending == "ی است":
        return f"{stem} است" if stem.endswith("ی") else f"{stem}ی است"
    return stem + ending
