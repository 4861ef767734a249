"""Whether values are read exactly: precision, recall and F1 for each kind of entity, and every miss. Not intents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlu.evaluation.intents import IntentScore, score
from nlu.evaluation.sets import LanguageSet, Value, ValueCase
from nlu.text import normalise
from nlu.types import Understander


@dataclass(frozen=True, slots=True)
class ValueReading:
    """One message: the values and faults it holds, and those that were read from it."""

    text: str
    expecting: str | None
    wanted: tuple[Value, ...]
    found: tuple[Value, ...]
    wanted_faults: Mapping[str, str]
    found_faults: Mapping[str, str]

    @property
    def missed(self) -> list[Value]:
        return list((Counter(self.wanted) - Counter(self.found)).elements())

    @property
    def extra(self) -> list[Value]:
        return list((Counter(self.found) - Counter(self.wanted)).elements())

    @property
    def exact(self) -> bool:
        return not self.missed and not self.extra and dict(self.found_faults) == dict(self.wanted_faults)


def readings(
    understander: Understander, tested: LanguageSet, change: Callable[[str], str] | None = None
) -> list[ValueReading]:
    """Every message of a set read once, as it is or changed."""
    return [_read(understander, case, tested, change) for case in tested.values]


def by_kind(given: Sequence[ValueReading]) -> dict[str, IntentScore]:
    """Scores of each kind of entity that is wanted or found anywhere."""
    names = sorted({name for one in given for name, _ in (*one.wanted, *one.found)})
    return {name: total(given, {name}) for name in names}


def total(given: Sequence[ValueReading], names: Iterable[str] | None = None) -> IntentScore:
    """The score over all values, or over those of some kinds: right means the same name and the same value."""
    kept = set(names) if names is not None else None
    hits = taken = meant = 0
    for one in given:
        wanted = Counter(value for value in one.wanted if kept is None or value[0] in kept)
        found = Counter(value for value in one.found if kept is None or value[0] in kept)
        hits += (wanted & found).total()
        taken += found.total()
        meant += wanted.total()
    return score(hits, taken, meant)


def _read(
    understander: Understander, case: ValueCase, tested: LanguageSet, change: Callable[[str], str] | None
) -> ValueReading:
    heard = change(case.text) if change else case.text
    entities = understander.understand(heard, now=tested.now, expecting=case.expecting).entities
    return ValueReading(
        text=heard,
        expecting=case.expecting,
        wanted=tuple(map(_folded, case.found)),
        found=tuple(_folded((entity.name, entity.value)) for entity in entities),
        wanted_faults=case.faults,
        found_faults={entity.name: entity.fault for entity in entities if entity.fault},
    )


def _folded(value: Value) -> Value:
    """Words kept verbatim (`date_text`) are the same value however their letters are encoded."""
    name, content = value
    return (name, normalise(content).plain) if isinstance(content, str) else value
