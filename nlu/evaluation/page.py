"""An evaluation as one self-contained page: no scripts, nothing fetched. The layout is `page.html`."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nlu.evaluation import pictures
from nlu.evaluation.bars import NOISE_LOSS, bars
from nlu.evaluation.measure import Evaluation
from nlu.evaluation.values import CORE


def as_page(result: Evaluation) -> str:
    """The whole report in HTML. Utterances come from outside, so everything is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        result=result,
        bars=bars(result),
        heat=pictures.heat_map(result.confusion),
        columns=pictures.reliability(result.calibration),
        side=pictures.SIDE,
        cell=pictures.CELL,
        left=pictures.LEFT,
        top=pictures.TOP,
        core=CORE,
        noise_loss=NOISE_LOSS,
    )
