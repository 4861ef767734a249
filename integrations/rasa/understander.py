"""Rasa's intents and marks beside our own acts and values. Reading over the network (`RasaEar.listen`) is apart from
understanding, which stays pure: a turn's transaction never waits for a network."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from integrations.rasa.client import NotRead, RasaClient
from integrations.rasa.reading import Mark, Reading
from nlu.entities.recognise import recognise
from nlu.pipeline import CALM, LONGEST, REPORTED, Pipeline, wants_nothing
from nlu.text import normalise
from nlu.types import Entity, Intent, Understander, Understanding

SURE = 0.7
"""From here on a mark of Rasa's is looked at."""
ENOUGH = 0.05
"""Seconds without which asking is not begun: that a batch was long is no fault of Rasa's."""
# Numbers that decide whose file and whose money it is come from our grammar alone, as do their check digits.
OURS_ALONE = frozenset(
    {
        "request_no",
        "file_no",
        "tracking_no",
        "nosazi_code",
        "national_id",
        "mobile",
        "postal_code",
        "bill_id",
        "payment_id",
        "registry_plate",
        "registry_section",
        "permit_no",
        "code",
        "amount_rial",
        "regional_price_rial",
    }
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a batch of messages may wait for Rasa, and how long Rasa is left alone after it failed."""

    together: float = 1.0
    rest: float = 5.0


class RasaEar:
    """Reads messages through Rasa before their turns. `note` hears what came of each: `read`, a `Why`,
    `resting` or `late`. Never raises: a message without a reading is understood by our own model."""

    def __init__(
        self, own: Pipeline, client: RasaClient, *, note: Callable[[str], None], patience: Patience | None = None
    ) -> None:
        self._own = own
        self._client = client
        self._note = note
        self._patience = patience or Patience()
        self._lock = threading.Lock()
        self._rest_until = 0.0

    def listen(self, texts: Sequence[str]) -> Understander:
        """An understander that knows Rasa's readings of these texts. Waits for the network: not for a transaction."""
        readings: dict[str, Reading] = {}
        deadline = time.monotonic() + self._patience.together
        for text in dict.fromkeys(text[:LONGEST] for text in texts):
            reading = self._read(text, deadline) if text.strip() else None
            if reading is not None:
                readings[text] = reading
        return WithReadings(self._own, readings)

    def close(self) -> None:
        self._client.close()

    def _read(self, text: str, deadline: float) -> Reading | None:
        moment = time.monotonic()
        with self._lock:
            resting = moment < self._rest_until
        if resting or deadline - moment < ENOUGH:
            self._note("resting" if resting else "late")
            return None
        try:
            reading = self._client.parse(text, seconds=deadline - moment)
        except NotRead as failure:
            with self._lock:
                self._rest_until = time.monotonic() + self._patience.rest
            self._note(failure.why.value)
            return None
        self._note("read")
        return reading


class WithReadings:
    """Our own understanding, with Rasa's intents where there is a reading. Pure; holds one batch's readings."""

    def __init__(self, own: Pipeline, readings: Mapping[str, Reading]) -> None:
        self._own = own
        self._readings = readings
        self.version = f"rasa+{own.version}"

    def understand(self, text: str, *, now: datetime, expecting: str | None = None) -> Understanding:
        own = self._own.understand(text, now=now, expecting=expecting)
        reading = self._readings.get(text[:LONGEST])
        intents = self._intents(reading, own) if reading else ()
        if reading is None or not intents:
            return own
        entities = merge(own.entities, reading.marks, text[:LONGEST], now=now)
        return replace(own, intents=intents, entities=entities, model_version=self.version)

    def _intents(self, reading: Reading, own: Understanding) -> tuple[Intent, ...]:
        """Those this program knows. A message of values or acts wants nothing, whatever Rasa sees in it."""
        factor = CALM if wants_nothing(normalise(own.raw[:LONGEST]), own.entities) else 1.0
        known = [one for one in reading.intents if one.name in self._own.model.labels]
        return tuple(Intent(one.name, round(one.confidence * factor, 4)) for one in known[:REPORTED])


def merge(own: tuple[Entity, ...], marks: Sequence[Mark], text: str, *, now: datetime) -> tuple[Entity, ...]:
    """Our entities, and of Rasa's marks those beside them whose words our grammar reads as that entity: Rasa says
    where, the grammar says what. An entity we found ourselves is never doubled or replaced."""
    found = list(own)
    for mark in marks:
        free = all(mark.end <= one.start or one.end <= mark.start for one in found)
        if free and mark.confidence >= SURE and mark.name not in OURS_ALONE | {one.name for one in found}:
            found += _value(mark, text, now)
    return tuple(sorted(found, key=lambda one: one.start))


def _value(mark: Mark, text: str, now: datetime) -> list[Entity]:
    words = normalise(text[mark.start : mark.end])
    read = [one for one in recognise(words, now=now, expecting=mark.name) if one.name == mark.name]
    return [replace(one, start=one.start + mark.start, end=one.end + mark.start) for one in read[:1]]
