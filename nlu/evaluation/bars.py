"""What the understanding has to reach, and whether it does. The numbers of the promise stand here and nowhere else."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nlu.evaluation.measure import Evaluation

NOISE_LOSS = 2.0
"""Points of accuracy that a noise may cost."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure against what was promised. Shares carry the 95 % interval that a sample of `n` leaves open."""

    name: str
    value: float
    wanted: float
    at_least: bool
    unit: str = "%"
    n: int = 0
    low: float | None = None
    high: float | None = None

    @property
    def reached(self) -> bool:
        return self.value >= self.wanted if self.at_least else self.value <= self.wanted


def bars(result: Evaluation) -> list[Bar]:
    """The headline figures, in the order people ask for them."""
    whole = result.whole
    worst = max(result.noises, key=lambda noise: noise.lost)
    found = [
        _share("Right intent", whole.accuracy, 97, whole.utterances),
        _share("Right within three", whole.within_three, 99, whole.utterances),
        Bar("Core values read exactly (F1)", result.core_values.f1 * 100, 97, at_least=True, n=result.core_values.n),
        _share("Confident wrong service", whole.wrong_action, 0.5, whole.utterances, at_least=False),
        _share("Foreign messages known as such", whole.out_of_scope_recall, 95, whole.foreign),
        Bar(f"Most lost to a noise ({worst.name})", worst.lost, NOISE_LOSS, at_least=False, unit="points"),
    ]
    if result.milliseconds:
        found.append(Bar("CPU time a message, p50", result.milliseconds["p50"], 1.0, at_least=False, unit="ms"))
        found.append(Bar("CPU time a message, p99", result.milliseconds["p99"], 4.0, at_least=False, unit="ms"))
    if "load_seconds" in result.model:
        found.append(Bar("Model load", result.model["load_seconds"], 1.0, at_least=False, unit="s"))
    if "megabytes" in result.model:
        found.append(Bar("Model size", result.model["megabytes"], 20.0, at_least=False, unit="MB"))
    return found


def interval(share: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share measured on `n`."""
    if n == 0:
        return 0.0, 1.0
    z = 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(name: str, share: float, wanted: float, n: int, *, at_least: bool = True) -> Bar:
    low, high = interval(share, n)
    return Bar(name, share * 100, wanted, at_least=at_least, n=n, low=low * 100, high=high * 100)
