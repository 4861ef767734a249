"""The ways from step to step of a flow, with what each is taken on. Where they are drawn is `layout`'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dialogs.conditions import Condition
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.steps import Branch, CallStep, End, Handler, Repeat, Step

Kind = Literal["next", "when", "skip", "refused", "end"]
END = "@end"
"""Where a flow ends that a refusal ends, or whose last step is no `end`."""


@dataclass(frozen=True, slots=True)
class Edge:
    """`label` holds a condition or codes of refusals, ready to be shown; empty when there is nothing to say."""

    source: str
    target: str
    label: str = ""
    kind: Kind = "next"


def edges(flow: Flow, words: Mapping[str, str]) -> list[Edge]:
    """Every way, each pair of steps once per kind; `words` are the Persian words for conditions."""
    found: dict[tuple[str, str, Kind], list[str]] = {}
    for at, step in enumerate(flow.steps):
        for edge in _from(flow, at, step, words):
            labels = found.setdefault((edge.source, edge.target, edge.kind), [])
            if edge.label and edge.label not in labels:
                labels.append(edge.label)
    return [Edge(source, target, ", ".join(labels), kind) for (source, target, kind), labels in found.items()]


def _from(flow: Flow, at: int, step: Step, words: Mapping[str, str]) -> Iterator[Edge]:
    following = flow.steps[at + 1].id if at + 1 < len(flow.steps) else END
    goes_on = isinstance(step.does, End | Branch | Repeat) or (step.next or following) != following
    if step.when and goes_on:  # otherwise the condition, which stands in the box, says it all
        yield Edge(step.id, following, words["skipped"], "skip")
    if isinstance(step.does, End):
        return
    if isinstance(step.does, Branch):
        yield Edge(step.id, step.does.then, words["holds"], "when")
        yield Edge(step.id, step.does.otherwise or following, words["otherwise"], "when")
        return
    if isinstance(step.does, Repeat):
        yield Edge(step.id, step.does.start)
        return
    yield Edge(step.id, step.next or following)
    if isinstance(step.does, CallStep):
        for code, handler in step.does.rejected.items():
            yield from _refused(flow, step, handler, code)


def _refused(flow: Flow, step: Step, handler: Handler, code: str) -> Iterator[Edge]:
    """Where a refusal leads, when that is not simply on."""
    if handler.goto:
        yield Edge(step.id, handler.goto, code, "refused")
    for slot in handler.clear:
        pair = flow.collect_of(slot)
        if pair:
            yield Edge(step.id, pair[0].id, code, "refused")
    if handler.end:
        yield Edge(step.id, END, code, "refused")


def condition(given: Condition, words: Mapping[str, str]) -> str:
    """A condition as it is shown: `slot = value`."""
    if given.test == "empty":
        return f"{given.path}: {words['empty'] if given.value else words['filled']}"
    value: Json = given.value
    shown = " | ".join(str(each) for each in value) if isinstance(value, list) else str(value)
    return f"{given.path} = {shown}"
