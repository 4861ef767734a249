"""Rules about one flow: what its steps refer to. Which can be reached, and what must stand before an acting call, is
`check_reach`'s; its texts are `check_texts`'s."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple

from dialogs.check_reach import check_reach, handlers
from dialogs.check_subject import SYSTEM_SLOTS, Subject
from dialogs.conditions import Condition
from dialogs.desk import REASONS
from dialogs.findings import Finding
from dialogs.flow import ActionSpec
from dialogs.steps import Argument, Branch, CallStep, Collect, Confirm, End, Handoff, Link, Remind, Repeat, Step, Vary
from dialogs.validators import VALIDATORS
from nlu.types import Act

_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+\Z")


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
    yield from _wholes(subject)
    yield from _migrations(subject)
    yield from check_reach(subject)


def _wholes(subject: Subject) -> Iterator[Finding]:
    """What is told part by part is put into slots that the flow has."""
    slots = {collect.slot for _, collect in subject.flow.collects()}
    shares, listed = subject.flow.shares, subject.flow.listed
    named = {"shares": (shares.of, shares.whole, *shares.parts) if shares else ()}
    named["listed"] = astuple(listed) if listed else ()
    for key, names in named.items():
        for name in names:
            if name not in slots:
                line = subject.document.line(key)
                fix = "name a slot that a `collect` fills"
                yield Finding(subject.document.path, line, "path_unknown", f"nothing fills `{name}`", fix)


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
        yield from ((each.handoff, (*where, "handoff")) for where, each in handlers(step.does) if each.handoff)


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
        for where, handler in handlers(step.does):
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
    for where, handler in handlers(call):
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
    for name in ending.args if ending.go == subject.flow.id else ():
        if not subject.knows(name):
            yield subject.finding(at, "path_unknown", f"no question fills `{name}`", "name a slot", "end", "with", name)


def _arguments(subject: Subject, at: int, args: Mapping[str, Argument], kind: str) -> Iterator[Finding]:
    for name, argument in args.items():
        if argument.path and not subject.knows(argument.path):
            message = f"nothing fills `{argument.path}`"
            yield subject.finding(at, "path_unknown", message, "name a slot", kind, "with", name)


def _paths(subject: Subject, at: int, kind: str, paths: Iterable[tuple[str, str | None]]) -> Iterator[Finding]:
    for where, path in paths:
        if path and not subject.knows(path):
            yield subject.finding(at, "path_unknown", f"nothing fills `{path}`", "name a slot", kind, where)


def _remind(subject: Subject, at: int, remind: Remind) -> Iterator[Finding]:
    yield from _paths(subject, at, "remind", (("at", remind.at), ("time", remind.time), ("of", remind.of)))


def _vary(subject: Subject, at: int, vary: Vary) -> Iterator[Finding]:
    yield from _paths(subject, at, "vary", (("keep", path) for path in vary.keep))
    yield from _paths(subject, at, "vary", (("of", path) for path in vary.of))
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
