"""Every step of a flow can come, and no acting call without a summary before it that shows what is sent."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.check_subject import Subject
from dialogs.findings import Finding
from dialogs.flow import Flow
from dialogs.steps import Branch, CallStep, Confirm, End, Handler, Repeat


def handlers(call: CallStep) -> Iterator[tuple[tuple[str, ...], Handler]]:
    for code, handler in call.rejected.items():
        yield ("call", "rejected", code), handler
    if call.unavailable:
        yield ("call", "unavailable"), call.unavailable


def _following(flow: Flow, at: int) -> set[int]:
    step = flow.steps[at]
    after = flow.position(step.next) if step.next else at + 1
    targets = {after}
    if step.when:
        targets.add(at + 1)
    if isinstance(step.does, Branch):
        targets.discard(after)
        targets |= {flow.position(step.does.then)}
        targets |= {flow.position(step.does.otherwise) if step.does.otherwise else after}
        targets |= {at + 1} if step.when else set()
    elif isinstance(step.does, Repeat):
        targets = {flow.position(step.does.start)} | ({at + 1} if step.when else set())
    elif isinstance(step.does, End):
        targets = {at + 1} if step.when else set()
    elif isinstance(step.does, Confirm) and step.does.otherwise:
        targets |= {flow.position(step.does.otherwise)}
    elif isinstance(step.does, CallStep):
        for _, handler in handlers(step.does):
            targets |= {flow.position(handler.goto)} if handler.goto else set()
    return {target for target in targets if target < len(flow.steps)}


def check_reach(subject: Subject) -> Iterator[Finding]:
    flow = subject.flow
    seen: set[tuple[int, bool]] = set()
    waiting = [(0, False)]
    bare: set[int] = set()
    while waiting:
        at, confirmed = waiting.pop()
        if (at, confirmed) in seen:
            continue
        seen.add((at, confirmed))
        step = flow.steps[at]
        if isinstance(step.does, CallStep) and not confirmed:
            spec = subject.actions.get(step.does.action)
            if spec and spec.acts:
                bare.add(at)
        for target in _following(flow, at):
            skipped = step.when is not None and target == at + 1
            refused = isinstance(step.does, Confirm) and target == flow.position(step.does.otherwise or "")
            affirmed = isinstance(step.does, Confirm) and not skipped and not refused
            waiting.append((target, confirmed or affirmed))
    reached = {at for at, _ in seen}
    for at, step in enumerate(flow.steps):
        if at not in reached:
            yield subject.finding(at, "step_unreachable", f"nothing leads to `{step.id}`", "remove it or lead to it")
        if at in bare:
            message = "an acting call can come without a confirm before it"
            yield subject.finding(at, "confirm_missing", message, "put a `confirm` on every way to it", "call")
        if isinstance(step.does, CallStep):
            yield from _shown(subject, at, step.does)


def _shown(subject: Subject, at: int, call: CallStep) -> Iterator[Finding]:
    """What an acting call sends must have stood in the summary."""
    spec = subject.actions.get(call.action)
    if spec is None or not spec.acts:
        return
    shown = {
        part.path
        for step in subject.flow.steps
        if isinstance(step.does, Confirm) and step.does.summary in subject.texts
        for part in subject.texts[step.does.summary].placeholders
    }
    collected = {collect.slot for _, collect in subject.flow.collects()}
    for name, argument in call.args.items():
        if argument.path in collected and argument.path not in shown:
            message = f"`{argument.path}` is sent and stands in no summary"
            yield subject.finding(at, "confirm_partial", message, "show it in the summary", "call", "with", name)
