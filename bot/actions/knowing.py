"""What the articles know of a message that no service is surely meant by: what one of them answers is a question about
rules, whatever the model makes of it («طبقه اضافه ساختم چیکار کنم»). Only with nothing in hand; how articles are
found is `knowledge.search`'s."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions.knowledge import Foreign, Reword, jalali_day
from dialogs.conditions import look
from dialogs.draft import MENU
from dialogs.past import recent
from dialogs.state import State
from dialogs.terms import Terms
from dialogs.wishes import ASKING, FAINT, NOT_SERVICES, START, SURE, in_parts
from knowledge.search import Search
from nlu.types import Act, Intent, Understanding

_BESIDE = frozenset({Act.WHAT_IF, Act.PAPERS, Act.ASKS_LEAVE})
"""Acts a question may have and still be one."""
_STRAY = 0.6
"""How much of a message that is read as nobody's an article has to account for. Of those that are none of ours one in a
hundred has so much, on six development sets."""
_UNSURE = 0.75
"""The same where a service is the likelier reading but no plain one."""
_SHARE = 0.25
"""Of the likelier reading, for the question about rules."""
_ORDER = "_action"
"""How the values are named that tell what is to be done of a service."""


@dataclass(frozen=True, slots=True)
class Articles:
    """Knows by the index of the articles. `foreign`: does it speak of another desk's?"""

    index: Search
    reword: Reword
    terms: Terms
    foreign: Foreign

    def __call__(self, said: Understanding, state: State, now: datetime) -> Understanding:
        least = self._least(said, state, now)
        if least is None:
            return said
        after = _told(state, now)
        hit = self.index.search(said.raw, self.reword(said.raw), day=jalali_day(now), after=after)
        if hit is None or hit.score < least or (self._points_back(said, after) and hit.article.id != after):
            return said
        others = tuple(replace(one, confidence=one.confidence * (1 - SURE)) for one in said.intents)
        rest = tuple(one for one in others if one.name != ASKING)
        return replace(said, intents=(Intent(ASKING, SURE), *rest))

    def _least(self, said: Understanding, state: State, now: datetime) -> float | None:
        """How much an article has to account for; None when it is not asked about it."""
        first = said.intent
        stands = state.stack or (state.asked and state.asked.slot != MENU)
        if first is None or stands or set(said.acts) - _BESIDE or in_parts(said) or not any(map(str.isalpha, said.raw)):
            return None  # «۵» names no article, though one is about «مادهٔ ۵»
        if first.name == "out_of_scope":
            ordered = any(entity.name.endswith(_ORDER) for entity in said.entities)  # «ثبت نامم کن» asks nothing
            return None if ordered or self.foreign(said.raw) else _STRAY
        if first.name in NOT_SERVICES or first.name == ASKING or not self.terms.asks(said.raw):
            return None
        if self._points_back(said, _told(state, now)):
            return _UNSURE
        if first.confidence >= SURE:
            return None
        rules = next((one.confidence for one in said.intents if one.name == ASKING), 0.0)
        likely = (
            first.confidence < START or rules >= _SHARE * first.confidence or (rules >= FAINT / 2 and _told(state, now))
        )
        return _UNSURE if likely else None

    def _points_back(self, said: Understanding, after: str | None) -> bool:
        """«پولش چقدر میشه» right after an article: asks one thing and names nothing, so that only it is meant."""
        aspect, beside = self.terms.aspect_of(said.raw)
        return after is not None and aspect is not None and not beside and not said.entities


def _told(state: State, now: datetime) -> str | None:
    """The article that was told last, and not long ago."""
    if state.topic is None or not recent(state.updated_at, now):
        return None
    found = look(state.topic.slots, "found.article")
    return str(found) if found else None
