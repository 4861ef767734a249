"""The word tables of a model, learned from its training texts: as people typed them, and as they are repaired."""

from __future__ import annotations

from collections.abc import Iterable

from nlu.text import normalise
from nlu.words import lexicon
from nlu.words.hazm_source import Harvest
from nlu.words.repair import Repairer
from nlu.words.tables import WordTables


def learn_tables(texts: Iterable[str], *, source: Harvest | None = None) -> WordTables:
    """The tables for these texts and the lexicon. `source`: another harvest than the installed hazm's (tests)."""
    kept = list(texts)
    typed = WordTables.build(kept, lexicon.phrases(), source=source)
    repairer = Repairer.of(typed)
    return typed.with_neighbours_of(repairer.repair(normalise(text)).text for text in kept)
