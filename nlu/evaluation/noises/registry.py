"""The noises of the evaluation, each with dice of its own. What teaches the model is `nlu/noise.py`."""

from __future__ import annotations

import random
from dataclasses import dataclass

from nlu.evaluation.noises import devices, speech, spelling
from nlu.evaluation.noises.finglish import finglish
from nlu.evaluation.noises.words import Change
from nlu.noise import TRAINING_NOISE

SEED = 9147


@dataclass(frozen=True, slots=True)
class Noise:
    """One kind of noise. `exact`: it leaves every value readable as it was, so values are scored under it as well.
    `taught_by`: the training noise, if any, that shows the model the same habit (with other code and dice)."""

    change: Change
    exact: bool = False
    taught_by: str | None = None

    @property
    def name(self) -> str:
        return self.change.__name__.replace("_", " ")

    @property
    def note(self) -> str:
        """What people or devices do, from the docstring of the change."""
        return " ".join((self.change.__doc__ or "").split())

    @property
    def taught(self) -> bool:
        """Does the trainer of today show the model this habit?"""
        return self.taught_by in {teacher.__name__ for teacher in TRAINING_NOISE}

    def __call__(self, text: str) -> str:
        """The text as it arrives: always the same for the same text, whatever else is measured."""
        return self.change(text, random.Random(f"{SEED} {self.name} {text}"))  # noqa: S311 - noise, not secrets


NOISES: tuple[Noise, ...] = (
    Noise(devices.joiners_dropped, exact=True, taught_by="no_joiners"),
    Noise(devices.joiners_as_spaces, exact=True, taught_by="no_joiners"),
    Noise(devices.arabic_letters, exact=True, taught_by="arabic_letters"),
    Noise(devices.diacritics, exact=True),
    Noise(devices.tatweel, exact=True),
    Noise(devices.emoji, exact=True),
    Noise(devices.digits_latin, exact=True),
    Noise(devices.digits_persian, exact=True),
    Noise(devices.digits_arabic, exact=True),
    Noise(devices.invisible, exact=True),
    Noise(spelling.doubled, taught_by="elongated"),
    Noise(spelling.elongated, taught_by="elongated"),
    Noise(spelling.typo, taught_by="typo"),
    Noise(spelling.heavy_typo, taught_by="two_typos"),
    Noise(spelling.homophone, taught_by="homophone"),
    Noise(spelling.no_spaces, taught_by="no_spaces"),
    Noise(speech.colloquial, taught_by="colloquial"),
    Noise(speech.voice, taught_by="voice"),
    Noise(finglish, taught_by="finglish"),
)
