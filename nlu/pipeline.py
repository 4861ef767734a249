"""Understanding of one message, step by step: normal form, acts, entities, intents. Never raises on any text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from nlu.acts import find_acts, is_act
from nlu.entities.recognise import recognise
from nlu.features import feature_words
from nlu.intents import OUT_OF_SCOPE, IntentModel, load_model
from nlu.slots.store import load_tagger
from nlu.slots.tagger import Tagger, blend
from nlu.text import Normal, normalise
from nlu.types import Entity, Intent, Understanding
from nlu.wordlists import words

LONGEST = 1000  # characters of a message that are understood; the rest is kept but not read
CALM = 0.2  # what is left of an intent's confidence when the message holds only values or acts
SECOND = 0.6  # how much of a clause's own reading counts for the whole message
REPORTED = 4
_ANY_TIME = datetime(2025, 1, 1, tzinfo=UTC)

# Values that answer questions; by themselves they say nothing about what the citizen wants.
ANSWERS = frozenset(
    {
        "request_no",
        "file_no",
        "tracking_no",
        "nosazi_code",
        "national_id",
        "mobile",
        "postal_code",
        "district",
        "neighbourhood",
        "address",
        "land_area_m2",
        "building_area_m2",
        "unit_area_m2",
        "excess_area_m2",
        "floors",
        "floor",
        "units",
        "units_per_floor",
        "frontage_m",
        "use",
        "amount_rial",
        "regional_price_rial",
        "bill_id",
        "payment_id",
        "registry_plate",
        "registry_section",
        "permit_no",
        "class_mode",
        "date",
        "date_text",
        "time",
        "weekday",
        "year",
        "name",
        "applicant_role",
        "code",
    }
)
_CLAUSES = re.compile(r"[؟!؛،\n]+|\.(?!\d)| (?:بعدش هم|بعدشم|ضمنا|همچنین|در ضمن|راستی|یه چیز دیگه|و اینکه|va) ")


class Pipeline:
    """Steps over arrays held in memory; safe to share between threads, since nothing changes after loading."""

    def __init__(self, model: IntentModel, tagger: Tagger | None = None) -> None:
        self.model, self.tagger = model, tagger
        self.version = model.version

    def understand(self, text: str, *, now: datetime, expecting: str | None = None) -> Understanding:
        normal = normalise(text[:LONGEST])
        if self.tagger is not None:
            return self._learned(text, normal, self.tagger)
        entities = recognise(normal, now=now, expecting=expecting)
        return Understanding(
            raw=text,
            normal=normal.text,
            acts=find_acts(normal),
            intents=self._intents(normal, entities),
            entities=entities,
            model_version=self.version,
        )

    def _learned(self, text: str, normal: Normal, tagger: Tagger) -> Understanding:
        """A model of other data: its entities are learned, and no rule of this desk weighs its intents."""
        found = tagger.read(normal)
        chances = blend(found.intents, self.model.probabilities(normal.plain))
        return Understanding(
            raw=text,
            normal=normal.text,
            acts=find_acts(normal),
            intents=_ranked(chances),
            entities=found.entities,
            model_version=self.version,
        )

    def _intents(self, normal: Normal, entities: tuple[Entity, ...]) -> tuple[Intent, ...]:
        plain = normal.plain
        if not feature_words(plain):
            return (Intent(OUT_OF_SCOPE, CALM),)
        chances = self._with_clauses(plain)
        if is_act(normal) or _only_answers(normal, entities):
            chances = {name: chance * CALM for name, chance in chances.items()}
        return _ranked(chances)

    def _with_clauses(self, plain: str) -> dict[str, float]:
        """The whole message's reading, with what single clauses want beside it («… و راستی کلاس هم دارید؟»)."""
        chances = self.model.probabilities(plain)
        clauses = [clause for clause in _CLAUSES.split(plain) if clause and len(feature_words(clause)) >= 2]
        if len(clauses) < 2:
            return chances
        top = max(chances, key=lambda name: chances[name])
        for clause in clauses[:4]:
            for name, chance in self.model.probabilities(clause).items():
                if name not in {top, OUT_OF_SCOPE} and chance > 0.5:
                    chances[name] = min(max(chances[name], chance * SECOND), chances[top])
        return chances


def load(model_dir: Path) -> Pipeline:
    """The understander of a model folder; `ModelRefused` when the folder's files are not what its manifest says."""
    pipeline = Pipeline(load_model(model_dir), load_tagger(model_dir))
    pipeline.understand("پرونده ۱۲۳۴۵۶۷، زمین ۲۰۰ متر", now=_ANY_TIME)  # word lists load now, not at a citizen's cost
    return pipeline


def _ranked(chances: Mapping[str, float]) -> tuple[Intent, ...]:
    best = sorted(chances.items(), key=lambda each: (-each[1], each[0]))[:REPORTED]
    return tuple(Intent(name, round(float(chance), 4)) for name, chance in best)


def _only_answers(normal: Normal, entities: tuple[Entity, ...]) -> bool:
    """Does the message hold nothing but values, acts and small words?"""
    spans = [(entity.start, entity.end) for entity in entities if entity.name in ANSWERS]
    if not spans:
        return False
    left = "".join(
        " " if any(start < to and since < end for since, to in spans) else letter
        for letter, (start, end) in zip(normal.plain, normal.offsets, strict=True)
    )
    rest = [word for word in re.findall(r"[^\W\d_]+", left) if word not in words("beside_values")]
    return not rest or is_act(normalise(" ".join(rest)))
