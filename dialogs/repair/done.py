"""What the service that just ended did, and what it was about: shared by the patterns that take it up again."""

from __future__ import annotations

from dialogs.choices import fold, names_other
from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.past import just_ended
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.walk import ROUTE
from dialogs.wishes import PERSON, STRONG, leads
from nlu.types import Act, Understanding

_THIS = frozenset(("این", "همین", "همون", "همان", "اون", "ان", "in", "hamin", "hamoon"))
"""Words that point to what was just told of («همین پرونده»)."""
_SHORT = 6
"""Words, at most, of a question that is about it without saying so."""
_BESIDE_VALUES = 2
_BESIDE_WHAT_IF = 4
"""Words beside the values, at most, of a message that only changes values: «حالا با شش واحد», «اگه بشه ۵ طبقه چی»."""


def acted(draft: Draft, kept: Frame) -> bool:
    """Has this flow changed something outside? One that only told, or was refused, may be opened again."""
    done = kept.done
    return any(ROUTE not in done.get(step, ROUTE) for step in draft.book.acting[kept.flow])


def not_done_yet(draft: Draft) -> bool:
    """Does the service in hand do something outside at its end, and has not yet?"""
    frame = next((each for each in reversed(draft.stack) if each.flow == draft.served), None)
    if frame is None or frame.flow not in draft.book.flows or acted(draft, frame):
        return False
    actions = [getattr(step.does, "action", "") for step in draft.book.flows[frame.flow].steps]
    return any(spec.acts for action in actions if (spec := draft.book.actions.get(action)))


def changed(draft: Draft, kept: Frame) -> bool:
    """Did it end or begin something of ours on the way it went?"""
    steps = draft.book.flows[kept.flow].steps
    done = [getattr(step.does, "action", "") for step in steps if step.id in kept.done]
    return any(spec.changes for action in done if (spec := draft.book.actions.get(action)))


def about(flow: Flow, kept: Frame) -> dict[str, Json]:
    """What it was about, for itself: the values it hands on at its ends that are answers to its own questions."""
    paths = {path for end in flow.ends() for path in end.carry}
    found = {path.rpartition(".")[2]: look(kept.slots, path) for path in sorted(paths)}
    return {slot: value for slot, value in found.items() if value is not None and flow.collect_of(slot)}


def wished_of_last(draft: Draft, said: Understanding) -> bool:
    """Does the message name something that may be wanted of the service that just ended?"""
    ended = just_ended(draft)
    return ended is not None and any(entity.name == ended[0].wish for entity in said.entities)


def chooses_of_last(draft: Draft, said: Understanding) -> bool:
    """«یکی می‌خوام که حضوری باشه» right after a service: one of its choices. Not its places: «یه نفر از منطقهٔ ۶ وصل کن»
    wants a person."""
    if draft.stack or not said.entities or (ended := just_ended(draft)) is None:
        return False
    chosen = [(each.entities, option.value) for _, each in ended[0].collects() for option in each.options]
    return any(entity.name in names and entity.value == value for names, value in chosen for entity in said.entities)


def only_values(flow: Flow, said: Understanding) -> bool:
    """Nothing but new values for this flow and the small words of a what-if? Then no model says otherwise."""
    if not said.entities or any(entity.name not in flow.names for entity in said.entities):
        return False
    beside = len(said.raw.split()) - sum(len(entity.raw.split()) for entity in said.entities)
    return beside <= (_BESIDE_WHAT_IF if Act.WHAT_IF in said.acts else _BESIDE_VALUES)


def same_thing(draft: Draft, name: str, said: Understanding) -> dict[str, Json]:
    """«رأی صادر شده؟», «وضعیتش چیه» right after one of the citizen's own was told of: about that one. A message that
    names another, or what they all are («پرونده‌هام»), is not."""
    ended = just_ended(draft)
    if draft.stack or ended is None or ended[0].id != name or acted(draft, ended[1]) or changed(draft, ended[1]):
        return {}
    flow, kept = ended
    if flow.place_question() or not flow.has_chosen(kept.slots):
        return {}
    asked_for = {entity for _, each in flow.collects() if each.slot != flow.wish for entity in each.entities}
    if any(entity.name in asked_for for entity in said.entities) or names_other(said.raw):
        return {}
    words, title = fold(said.raw).split(), draft.book.titles.get(name, frozenset())
    called = [at for at, word in enumerate(words) if word in title or any(_is_noun(word, each) for each in title)]
    pointed = all(at > 0 and words[at - 1] in _THIS for at in called)
    return about(flow, kept) if pointed and len(words) <= _SHORT else {}


def _is_noun(word: str, title: str) -> bool:
    """«پروندم», «پروندمو»: the title's noun with an ending that took its last letter."""
    return title.endswith("ه") and word.startswith(title[:-1])


def goes_on(draft: Draft, said: Understanding) -> bool:
    """«نه یکی دیگه می‌خوام», «آنلاین بلد نیست، حضوری باشه» in the middle of a service: about that one, though it may
    read as a wish for a person."""
    flow = draft.flow
    if flow is None:
        return False
    own = any(entity.name in each.entities for entity in said.entities for _, each in flow.collects())
    return own or Act.DENY in said.acts or not leads(said, PERSON, STRONG)
