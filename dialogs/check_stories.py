"""Rules about stories: every kind of conversation a service must hold has one, and they name texts that exist. Whether
they hold is found by playing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.flow import ActionSpec, Flow
from dialogs.outcomes import OUTCOMES
from dialogs.steps import CallStep, Confirm
from dialogs.story import TURN_KEYS
from dialogs.texts import Text

_STORY_KEYS = frozenset({"name", "start", "calls", "turns"})


def check_stories(
    flow: Flow, document: Document, texts: Mapping[str, Text], actions: Mapping[str, ActionSpec]
) -> Iterator[Finding]:
    """The stories of one service: their form, and that none of the kinds it needs is missing."""
    names: list[str] = []
    yield from check_form(document, texts, flow.id, names)
    if not names:
        return
    for kind in needed(flow, actions):
        if not any(name == kind or name.startswith(f"{kind}_") for name in names):
            yield Finding(document.path, 1, "story_missing", f"no story `{kind}`", "see docs/protocols/stories.md")


def check_form(document: Document, texts: Mapping[str, Text], service: str, names: list[str]) -> Iterator[Finding]:
    """The form of one file of stories; their names go to `names`."""
    data = document.data if isinstance(document.data, dict) else {}
    stories = data.get("stories")
    if not isinstance(stories, list) or "version" not in data:
        yield Finding(document.path, 1, "story_form", "not a story document", "write `version: 1` and `stories:`")
        return
    for at, story in enumerate(stories):
        sound = isinstance(story, dict) and isinstance(story.get("turns"), list) and story["turns"]
        if not sound or set(story) - _STORY_KEYS or not isinstance(story.get("name"), str):
            line = document.line("stories", at)
            message = "a story has a name, turns, and perhaps start and calls"
            yield Finding(document.path, line, "story_form", message, "see docs/protocols/stories.md")
            continue
        if story["name"] in names:
            line = document.line("stories", at, "name")
            yield Finding(document.path, line, "story_doubled", f"`{story['name']}` stands twice", "rename one")
        names.append(story["name"])
        for number, turn in enumerate(story["turns"]):
            yield from _turn(service, document, texts, turn, ("stories", at, "turns", number))


def needed(flow: Flow, actions: Mapping[str, ActionSpec]) -> list[str]:
    """The kinds of stories this flow cannot do without."""
    # A free text takes the whole message: nothing in it is a correction or another wish. So it is with what is only
    # ever heard, where nothing else is asked.
    collects = any(not (collect.free_text or collect.heard) for _, collect in flow.collects())
    asks = collects or any(isinstance(step.does, Confirm) for step in flow.steps)
    calls = [step.does for step in flow.steps if isinstance(step.does, CallStep)]
    specs = [actions[call.action] for call in calls if call.action in actions]
    wanted = {
        "happy": True,
        "cancel": asks or any(flow.collects()),
        "correct": collects,
        "wrong_value": collects,
        "digress": asks,
        "unavailable": any(spec.outside for spec in specs),
        "unknown": any(spec.acts for spec in specs),
        "rejected": any(spec.refuses for spec in specs),
    }
    return [kind for kind, needs in wanted.items() if needs]


def _turn(
    service: str, document: Document, texts: Mapping[str, Text], turn: Any, where: tuple[str | int, ...]
) -> Iterator[Finding]:
    if not isinstance(turn, dict):
        yield Finding(document.path, document.line(*where), "story_form", "a turn is a mapping", "write `citizen: …`")
        return
    for key in turn:
        if key not in TURN_KEYS:
            line = document.line(*where, key)
            yield Finding(document.path, line, "unknown_key", f"`{key}` means nothing here", "see stories.md")
    for said in turn.get("bot") or ():
        key = said if "." in str(said) else f"{service}.{said}"
        if said != "staff" and key not in texts and not key.endswith("*"):
            line = document.line(*where, "bot")
            yield Finding(document.path, line, "text_missing", f"there is no text `{key}`", "name one that exists")
    if "outcome" in turn and turn["outcome"] not in OUTCOMES:
        line = document.line(*where, "outcome")
        message = f"there is no outcome `{turn['outcome']}`"
        yield Finding(document.path, line, "outcome_unknown", message, "see dialogs/outcomes.py")
