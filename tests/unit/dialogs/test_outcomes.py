"""The closed set of outcomes."""

import re
from pathlib import Path

from dialogs.outcomes import OUTCOMES

SOURCES = [path.read_text("utf-8") for path in (Path(__file__).parents[3] / "dialogs").rglob("*.py")]


def test_every_name_the_engine_gives_is_in_the_set_and_every_name_is_given():
    given = {name for text in SOURCES for name in re.findall(r'(?:draft\.name\(|fallback = )"(\w+)"', text)}
    given |= {"answered", "refused"}  # chosen between by a condition in `answers`
    assert given | {"quiet"} == OUTCOMES
