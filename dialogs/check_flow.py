"""Rules about one flow: what its steps refer to, which can be reached, what must stand before an acting call. Its texts
are `check_texts`'s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dialogs.desk import REASONS
from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.flow import (
    ActionSpec,
    Argument,
    Branch,
    CallStep,
    Collect,
    Condition,
    Confirm,
    End,
    Flow,
    Handler,
    Handoff,
    Link,
    Remind,
    Repeat,
    Step,
    Vary,
)
from dialogs.parts import Part, included, where_step
from dialogs.texts import Text
from dialogs.validators import VALIDATORS
from nlu.types import Act

SYSTEM_SLOTS = frozenset({"level", "have"})
"""What the engine puts into the sign-in."""
_FILE = frozenset({"ref", "mime", "size", "kind"})
_POINT = frozenset({"lon", "lat"})
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+\Z")


@dataclass(frozen=True, slots=True)
class Subject:
    """One flow with all it can be checked against."""

    flow: Flow
    document: Document
    texts: Mapping[str, Text]
    actions: Mapping[str, ActionSpec]
    flows: frozenset[str]
    parts: Mapping[str, Part] = field(default_factory=dict)

    def finding(self, at: int, code: str, message: str, fix: str, *where: str | int) -> Finding:
        document, place = where_step(self.document, self.parts, at)
        return Finding(document.path, document.line("steps", place, *where), code, message, fix)

    def taken_in(self) -> dict[str, Part]:
        """The parts this flow includes, by name."""
        found = [included(item, self.parts) for item in self.document.data.get("steps", ())]
        return {part.name: part for part in found if part}

    def gives(self) -> dict[str, frozenset[str] | None]:
        """Slot heads that texts and conditions may use, with their known fields (None: a plain value)."""
        heads: dict[str, frozenset[str] | None] = {collect.slot: None for _, collect in self.flow.collects()}
        if self.flow.system:
            heads |= dict.fromkeys(SYSTEM_SLOTS)
        heads |= {collect.slot: _FILE for _, collect in self.flow.collects() if collect.files}
        heads |= {collect.slot: _POINT for _, collect in self.flow.collects() if collect.location}
        heads |= {collect.said_in: None for _, collect in self.flow.collects() if collect.said_in}
        kept = (each.options_from.keep for _, each in self.flow.collects() if each.options_from)
        heads |= {slot: frozenset() for slot in kept if slot}
        for step in self.flow.steps:
            if isinstance(step.does, Link):
                heads |= dict.fromkeys(step.does.save, frozenset())
            if isinstance(step.does, Vary):
                heads[step.does.save_as] = frozenset()
            if isinstance(step.does, CallStep) and step.does.save_as:
                spec = self.actions.get(step.does.action)
                heads[step.does.save_as] = frozenset((*spec.gives, *spec.tells)) if spec else frozenset()
        return heads

    def knows(self, path: str) -> bool:
        """Can this path ever hold something?"""
        head, *rest = path.split(".")
        heads = self.gives()
        if head not in heads:
            return False
        fields = heads[head]
        return not rest if fields is None else (not rest or not fields or rest[0] in fields)


def check_flow(subject: Subject) -> Iterator[Finding]:
    for name in subject.flow.acts:
        if name not in set(Act):
            line = subject.document.line("acts")
            fix = f"use one of {', '.join(Act)}"
            yield Finding(subject.document.path, line, "act_unknown", f"there is no act `{name}`", fix)
    yield from _ids(subject)
    for at, step in enumerate(subject.flow.steps):
        yield from _references(subject, at, step)
        if isinstance(step.does, Collect):
            yield from _collect(subject, at, step.does)
        if isinstance(step.does, CallStep):
            yield from _call(subject, at, step.does)
        if isinstance(step.does, Link):
            yield from _link(subject, at, step.does)
        if isinstance(step.does, End) and step.does.go:
            yield from _go(subject, at, step.does)
        if isinstance(step.does, Remind):
            yield from _remind(subject, at, step.does)
        if isinstance(step.does, Vary):
            yield from _vary(subject, at, step.does)
        if isinstance(step.does, Repeat) and subject.flow.position(step.does.start) >= at:
            fix = "name a step that stands before it"
            yield subject.finding(at, "repeat_forward", "a round begins before its end", fix, "repeat", "from")
    if subject.flow.file_offer and not subject.flow.file_questions():
        message, fix = "files are offered to a flow that takes none", "add a `collect … files`, or take it out"
        yield Finding(subject.document.path, subject.document.line("file_offer"), "file_offer_vain", message, fix)
    yield from _wish(subject)
    yield from _migrations(subject)
    yield from _reach(subject)


def _ids(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    slots = {collect.slot for _, collect in subject.flow.collects()}
    for at, step in enumerate(subject.flow.steps):
        if step.id in seen:
            yield subject.finding(at, "step_doubled", f"the step id `{step.id}` stands twice", "rename one", "id")
        if isinstance(step.does, Confirm) and step.id in slots:
            message = f"the confirm `{step.id}` has the name of a slot"
            yield subject.finding(at, "id_reserved", message, "name the step differently", "id")
        seen.add(step.id)
    for at, step in enumerate(subject.flow.steps):
        if isinstance(step.does, Collect) and not subject.flow.system and step.does.slot in SYSTEM_SLOTS:
            message = f"`{step.does.slot}` belongs to the engine"
            yield subject.finding(at, "id_reserved", message, "name the slot differently", "collect", "slot")


def _handlers(call: CallStep) -> Iterator[tuple[tuple[str, ...], Handler]]:
    for code, handler in call.rejected.items():
        yield ("call", "rejected", code), handler
    if call.unavailable:
        yield ("call", "unavailable"), call.unavailable


def _references(subject: Subject, at: int, step: Step) -> Iterator[Finding]:
    """Steps, flows and slot paths that are named must exist."""
    ids = {each.id for each in subject.flow.steps}
    for target, where in _targets(step):
        if target and target not in ids:
            yield subject.finding(at, "step_unknown", f"there is no step `{target}`", "name a step's id", *where)
    conditions: list[tuple[Condition | None, tuple[str, ...]]] = [(step.when, ("when",))]
    if isinstance(step.does, Branch):
        conditions.append((step.does.when, ("branch", "when")))
    for condition, where in conditions:
        if condition and not subject.knows(condition.path):
            message = f"nothing fills `{condition.path}`"
            yield subject.finding(at, "path_unknown", message, "name a slot or what a call gives", *where)
    for reason, where in _reasons(step):
        if reason not in REASONS:
            fix = f"use one of {', '.join(sorted(REASONS))}"
            yield subject.finding(at, "reason_unknown", f"the desk knows no reason `{reason}`", fix, *where)
    for name in step.does.carry if isinstance(step.does, End) else ():
        if not subject.knows(name):
            yield subject.finding(at, "path_unknown", f"nothing fills `{name}`", "name a slot", "end", "carry")
    for name in step.does.offer if isinstance(step.does, End) else ():
        if name not in subject.flows:
            message = f"there is no service `{name}`"
            yield subject.finding(at, "flow_unknown", message, "offer a service that exists", "end", "offer")


def _reasons(step: Step) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Why this step calls staff, and where that is said."""
    if isinstance(step.does, Handoff):
        yield step.does.reason, ("handoff", "reason")
    if isinstance(step.does, CallStep):
        yield from ((each.handoff, (*where, "handoff")) for where, each in _handlers(step.does) if each.handoff)


def _targets(step: Step) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Every step id this step names, and where."""
    yield step.next, ("next",)
    if isinstance(step.does, Confirm):
        yield step.does.otherwise, ("confirm", "otherwise")
    if isinstance(step.does, Repeat):
        yield step.does.start, ("repeat", "from")
    if isinstance(step.does, Branch):
        yield step.does.then, ("branch", "then")
        yield step.does.otherwise, ("branch", "otherwise")
    if isinstance(step.does, CallStep):
        for where, handler in _handlers(step.does):
            yield handler.goto, (*where, "goto")
            yield from ((name, (*where, "again")) for name in handler.again)


def _collect(subject: Subject, at: int, collect: Collect) -> Iterator[Finding]:
    if collect.check and collect.check not in VALIDATORS:
        fix = f"use one of {', '.join(sorted(VALIDATORS))}"
        yield subject.finding(at, "validator_unknown", f"no validator `{collect.check}`", fix, "collect", "check")
    if collect.options_from and not subject.knows(collect.options_from.list):
        message = f"nothing fills `{collect.options_from.list}`"
        fix = "name a list that a call before it gives"
        yield subject.finding(at, "path_unknown", message, fix, "collect", "options_from", "list")
    if collect.until and not subject.knows(collect.until):
        message = f"nothing fills `{collect.until}`"
        yield subject.finding(at, "path_unknown", message, "name what a call before it gives", "collect", "until")
    kinds = [kind for kind in collect.files if not _MIME.match(kind)]
    if kinds:
        message = f"`{kinds[0]}` is no kind of file"
        yield subject.finding(at, "file_kind", message, "write it like image/jpeg", "collect", "files")
    if collect.opening and not collect.free_text:
        message = "`opening` without `free_text`"
        yield subject.finding(at, "opening_alone", message, "add `free_text: true`", "collect", "opening")
    if collect.aside and not collect.optional:
        message = "`aside` without `optional`"
        yield subject.finding(at, "aside_alone", message, "add `optional: true`", "collect", "aside")
    values = [option.value for option in collect.options]
    if len({str(value) for value in values}) != len(values):
        yield subject.finding(at, "option_doubled", "two options mean the same", "keep one", "collect", "options")


def _call(subject: Subject, at: int, call: CallStep) -> Iterator[Finding]:
    spec = subject.actions.get(call.action)
    if spec is None:
        message = f"there is no action `{call.action}`"
        yield subject.finding(at, "action_unknown", message, "see dialogs/actions.yaml", "call", "action")
        return
    for name in call.args:
        if name not in spec.takes:
            fix = f"it takes {', '.join(spec.takes) or 'nothing'}"
            message = f"`{call.action}` takes no `{name}`"
            yield subject.finding(at, "argument_unknown", message, fix, "call", "with", name)
    yield from _arguments(subject, at, call.args, "call")
    yield from _refusals(subject, at, call, spec)
    for where, handler in _handlers(call):
        for slot in handler.clear:
            if slot not in subject.gives():
                yield subject.finding(at, "path_unknown", f"no slot `{slot}`", "name a slot", *where, "clear")
    if call.unavailable is None:
        message = "no answer when it cannot be reached"
        yield subject.finding(at, "unavailable_missing", message, "add `unavailable: {…}`", "call")
    if spec.acts and call.unknown is None:
        message = f"`{call.action}` acts and has no `unknown` text"
        yield subject.finding(at, "unknown_missing", message, "add `unknown: key`", "call")


def _link(subject: Subject, at: int, link: Link) -> Iterator[Finding]:
    if link.flow not in subject.flows or link.flow in (subject.flow.id, "sign_in"):
        message = f"`{link.flow}` cannot be gone through"
        fix = "name another service; who signs in is said by `assurance`"
        yield subject.finding(at, "flow_unknown", message, fix, "link", "flow")
    yield from _arguments(subject, at, link.args, "link")


def _go(subject: Subject, at: int, ending: End) -> Iterator[Finding]:
    if ending.go not in subject.flows or ending.go == "sign_in":
        message = f"there is no service `{ending.go}`"
        yield subject.finding(at, "flow_unknown", message, "go on to a service that exists", "end", "go")
    yield from _arguments(subject, at, ending.args, "end")


def _arguments(subject: Subject, at: int, args: Mapping[str, Argument], kind: str) -> Iterator[Finding]:
    for name, argument in args.items():
        if argument.path and not subject.knows(argument.path):
            message = f"nothing fills `{argument.path}`"
            yield subject.finding(at, "path_unknown", message, "name a slot", kind, "with", name)


def _remind(subject: Subject, at: int, remind: Remind) -> Iterator[Finding]:
    for where, path in (("at", remind.at), ("time", remind.time), ("of", remind.of)):
        if path and not subject.knows(path):
            yield subject.finding(at, "path_unknown", f"nothing fills `{path}`", "name a slot", "remind", where)


def _vary(subject: Subject, at: int, vary: Vary) -> Iterator[Finding]:
    for where, paths in (("keep", vary.keep.values()), ("of", vary.of)):
        for path in paths:
            if not subject.knows(path):
                yield subject.finding(at, "path_unknown", f"nothing fills `{path}`", "name a slot", "vary", where)
    wish = subject.flow.collect_of(vary.wish)
    if wish is None or not wish[1].heard or not wish[1].options:
        fix = "name a slot that is `heard`, with the option that asks for both"
        yield subject.finding(at, "wish_unknown", f"nobody can wish for `{vary.wish}`", fix, "vary", "wish")


def _wish(subject: Subject) -> Iterator[Finding]:
    """The question for what is wanted is one of the flow's, and what takes back is an answer to it."""
    flow = subject.flow
    if not (flow.wish or flow.undo):
        return
    pair = flow.collect_of(flow.wish)
    values = {option.value for option in pair[1].options} if pair else set()
    if pair is None or (flow.undo and values and flow.undo not in values):
        line = subject.document.line("wish" if flow.wish else "undo")
        message = f"`{flow.wish}` is no question" if pair is None else f"`{flow.undo}` is no answer to `{flow.wish}`"
        yield Finding(subject.document.path, line, "path_unknown", message, "name a slot and one of its values")


def _migrations(subject: Subject) -> Iterator[Finding]:
    """They lead upwards to this version, and from nothing that still is to something that is."""
    flow, heads = subject.flow, subject.gives()
    slots = {collect.slot for _, collect in flow.collects()} | set(heads)
    ids = {step.id for step in flow.steps}
    last = 1
    for index, each in enumerate(flow.migrations):
        line = subject.document.line("migrate", index)
        wrong = [f"version {each.to}"] if not last < each.to <= flow.version else []
        wrong += [f"slot `{new}`" for new in each.slots.values() if new not in slots]
        wrong += [f"slot `{name}`" for name in each.values if name not in slots]
        wrong += [f"step `{new}`" for new in each.steps.values() if new not in ids]
        wrong += [f"dropped slot `{name}`" for name in each.drop if name in slots]
        last = each.to
        for what in wrong:
            fix = "lead upwards to this version's own names"
            yield Finding(subject.document.path, line, "migration_unknown", f"the migration has a wrong {what}", fix)


def _refusals(subject: Subject, at: int, call: CallStep, spec: ActionSpec) -> Iterator[Finding]:
    for code in call.rejected:
        if code != "else" and code not in spec.refuses:
            fix = f"it refuses with {', '.join(spec.refuses) or 'nothing'}"
            message = f"`{call.action}` never refuses with `{code}`"
            yield subject.finding(at, "code_unknown", message, fix, "call", "rejected", code)
    missing = [code for code in spec.refuses if code not in call.rejected]
    if missing and "else" not in call.rejected:
        message = f"no answer to {', '.join(missing)}"
        yield subject.finding(at, "code_missing", message, "add the codes or `else`", "call", "rejected")


# Reach: every step can come, and no acting call without a summary before it


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
        for _, handler in _handlers(step.does):
            targets |= {flow.position(handler.goto)} if handler.goto else set()
    return {target for target in targets if target < len(flow.steps)}


def _reach(subject: Subject) -> Iterator[Finding]:
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
