"""An evaluation as one self-contained page: no scripts, nothing fetched. The layout is `page.html`."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from nlu.entities.kinds import CORE
from nlu.evaluation import pictures
from nlu.evaluation.bars import NOISE_LOSS, bars
from nlu.evaluation.measure import Evaluation

_PERSIAN = re.compile("«[^»]*»|[\u0600-\u06fe]+")


def as_page(result: Evaluation) -> str:
    """The whole report in HTML. Utterances come from outside, so everything is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["isolated"] = _isolated
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


def _isolated(text: str) -> Markup:
    """English prose whose Persian words do not turn round the text beside them."""
    parts = [Markup("<bdi>{}</bdi>").format(part) if at % 2 else escape(part) for at, part in _alternating(text)]
    return Markup("").join(parts)


def _alternating(text: str) -> list[tuple[int, str]]:
    """What is not Persian and what is, in turns."""
    return list(enumerate(re.split(f"({_PERSIAN.pattern})", text)))
