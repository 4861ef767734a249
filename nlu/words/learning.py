"""The word tables of a model, learned from its training texts: as people typed them, and as they are repaired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain

from nlu.processes import LARGE, cores, shared_out
from nlu.text import normalise
from nlu.words import lexicon
from nlu.words.hazm_source import Harvest
from nlu.words.repair import Repairer
from nlu.words.tables import WordTables


def learn_tables(texts: Iterable[str], *, source: Harvest | None = None) -> WordTables:
    """The tables for these texts and the lexicon. `source`: another harvest than the installed hazm's (tests)."""
    kept = list(texts)
    typed = WordTables.build(kept, lexicon.phrases(), source=source)
    shares = cores() if len(kept) >= LARGE else 1
    repaired = shared_out(partial(_repaired, typed), [kept[share::shares] for share in range(shares)])
    return typed.with_neighbours_of(chain.from_iterable(repaired))


def _repaired(tables: WordTables, texts: Sequence[str]) -> list[str]:
    repairer = Repairer.of(tables)
    return [repairer.repair(normalise(text)).text for text in texts]
