"""What serving needs of the word layer, in one file of some hundred kilobytes. Made when the model is trained."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nlu.text import normalise
from nlu.words import lexicon
from nlu.words.hazm_source import Harvest, harvest
from nlu.words.joining import key
from nlu.words.membership import HashedWords
from nlu.words.neighbours import WORD, neighbours_of
from nlu.words.verbs import spoken_forms

FORMAT = 3
_LEXICON_WEIGHT = 2
SHORTEST_RESPELT = 4


@dataclass(frozen=True, repr=False)
class WordTables:
    """Words by their look-up key (no half-space, آ as ا). Nothing here changes after loading."""

    counts: Mapping[str, int]
    """How often the domain says a word, in the training texts and the lexicon."""
    written: Mapping[str, str]
    """How a word of the domain is written where its key does not say it."""
    spoken: Mapping[str, str]
    """Spoken word → formal."""
    attested: HashedWords
    """Real words of the language."""
    listed: HashedWords
    """Words that hazm only lists: rare, not to be respelt lightly, but no proof that a spoken reading is wrong."""
    verbs: HashedWords
    neighbours: HashedWords
    """Pairs of words that stand side by side in the training texts (`nlu/words/neighbours.py`)."""
    phrases: HashedWords
    """The same of the phrases of the lexicon: they prove a word right, and no other one likely."""

    @classmethod
    def build(
        cls, texts: Iterable[str], lexicon_phrases: Iterable[str], *, source: Harvest | None = None
    ) -> WordTables:
        """The tables for a set of training texts. `source`: another harvest than the installed hazm's (tests)."""
        found = source or harvest()
        texts, phrases = list(texts), list(lexicon_phrases)
        counts, written = _domain(texts, phrases)
        verbs = {key(form) for form in found.verb_forms}
        attested = HashedWords.of(key(word) for word in found.attested)
        # Said once and no real word: a slip in the training texts, and nothing to mend others into.
        counts = {word: count for word, count in counts.items() if count > 1 or word in attested}
        return cls(
            counts=counts,
            written=written,
            spoken=_spoken(found, frozenset(verbs)),
            attested=attested,
            listed=HashedWords.of(key(word) for word in found.listed if len(word) >= SHORTEST_RESPELT),
            verbs=HashedWords.of(verbs),
            neighbours=HashedWords.of(neighbours_of(texts)),
            phrases=HashedWords.of(neighbours_of(phrases)),
        )

    def save(self, path: Path) -> None:
        content = {
            "format": FORMAT,
            "counts": self.counts,
            "written": self.written,
            "spoken": self.spoken,
            "attested": self.attested.dumped(),
            "listed": self.listed.dumped(),
            "verbs": self.verbs.dumped(),
            "neighbours": self.neighbours.dumped(),
            "phrases": self.phrases.dumped(),
        }
        path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")

    @classmethod
    def load(cls, path: Path) -> WordTables:
        """The tables of a file that `save` wrote; ValueError for any other."""
        content = json.loads(path.read_text("utf-8"))
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise ValueError(f"{path}: not word tables of format {FORMAT}")
        return cls(
            counts=content["counts"],
            written=content["written"],
            spoken=content["spoken"],
            attested=HashedWords.loaded(content["attested"]),
            listed=HashedWords.loaded(content["listed"]),
            verbs=HashedWords.loaded(content["verbs"]),
            neighbours=HashedWords.loaded(content["neighbours"]),
            phrases=HashedWords.loaded(content["phrases"]),
        )

    def with_neighbours_of(self, texts: Iterable[str]) -> WordTables:
        """The same tables, knowing also which words stand side by side in these texts."""
        return replace(self, neighbours=HashedWords.of(neighbours_of(texts), self.neighbours))

    def spelling_of(self, found: str) -> str:
        """A domain word as it is written, from its key."""
        return self.written.get(found, found)


def _domain(texts: Iterable[str], phrases: Iterable[str]) -> tuple[dict[str, int], dict[str, str]]:
    """Counts by key, and the spelling most used for each key."""
    spellings: Counter[str] = Counter()
    for weight, source in ((1, texts), (_LEXICON_WEIGHT, phrases)):
        for text in source:
            for word in WORD.findall(normalise(text).text):
                spellings[word] += weight
    counts: Counter[str] = Counter()
    best: dict[str, str] = {}
    for word, count in sorted(spellings.items(), key=lambda each: (-each[1], each[0])):
        counts[key(word)] += count
        best.setdefault(key(word), word)
    return dict(sorted(counts.items())), {name: word for name, word in sorted(best.items()) if word != name}


def _spoken(found: Harvest, verb_keys: frozenset[str]) -> dict[str, str]:
    """Our own words win over hazm's, and both over forms made from stems."""
    taken = frozenset(key(word) for word in found.attested)
    common = [verb for verb in found.verbs if f"{verb[0]}ن" in found.frequent]
    forms = spoken_forms(
        common, [*found.spoken_stems, *lexicon.stems()], lexicon.pairs("colloquial.yaml", "pasts"), taken
    )
    unwanted = lexicon.listed("colloquial.yaml", "not_from_hazm")
    words = {key(said): formal for said, formal in found.spoken_words.items() if key(said) not in unwanted}
    merged = {**forms, **words, **lexicon.pairs("colloquial.yaml", "words")}
    results = {key(formal) for formal in merged.values()}
    # A formal form without its half-space needs no entry: `colloquial` puts it in. What is spoken for one verb form and
    # formal for another («بیایم») stays as it is.
    return {
        said: formal
        for said, formal in sorted(merged.items())
        if said != formal
        and not (key(formal) == said and said in verb_keys)
        and (key(formal) == said or said not in results)
    }
