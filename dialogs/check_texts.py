"""Rules about texts: each one that is used exists and each one that exists is used, placeholders can be filled, nothing
secret is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.check_subject import Subject
from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.formats import KINDS
from dialogs.parts import Part
from dialogs.phrases import ENGINE, OPTIONAL_PREFIXES, OUTSIDE
from dialogs.steps import CallStep, Collect, Confirm, Remind, SayStep, Vary
from dialogs.texts import FILE_KINDS, LISTENED, Placeholder, Text, is_listened
from dialogs.values import LET_GO

Use = tuple[str, int, tuple[str | int, ...], str]
"""A text key, the step that uses it, where in the step, and what it is filled from: slots, item or nothing; or that it
is heard, and never said."""


def check_texts(subject: Subject, document: Document) -> Iterator[Finding]:
    """The texts of one service against its flow."""
    uses = [*_uses(subject), *_written_into_files(subject)]
    for key, at, where, source in uses:
        text = subject.texts.get(key)
        if text is None:
            yield subject.finding(at, "text_missing", f"there is no text `{key}`", "write it", *where)
            continue
        if source == "slots":
            yield from _filled(subject, document, text)
        if (source == "heard") is not is_listened(key):
            yield subject.finding(at, "words_misnamed", *_misnamed(key), *where)
    title = subject.flow.title
    if title not in subject.texts:
        line = subject.document.line("title")
        yield Finding(subject.document.path, line, "text_missing", f"there is no text `{title}`", "write it")
    used = {key for key, *_ in uses} | {title}
    for name in ("file_offer", "file_none"):
        if not (of_files := getattr(subject.flow, name)):
            continue
        used.add(of_files)
        if of_files not in subject.texts:
            line = subject.document.line(name)
            yield Finding(subject.document.path, line, "text_missing", f"there is no text `{of_files}`", "write it")
    yield from _asides(subject, document)
    used |= _aside_keys(subject)
    if (let_go := f"{subject.flow.id}.{LET_GO}") in subject.texts:
        used.add(let_go)
        yield from _filled(subject, document, subject.texts[let_go])
    slots = {collect.slot for _, collect in subject.flow.collects()}
    slots |= {step.id for step in subject.flow.steps if isinstance(step.does, Confirm)}
    for key in _own(subject):
        name = key.partition(".")[2]
        wrong = name.startswith("invalid_") and name.removeprefix("invalid_") in slots
        if key not in used and not wrong:
            line = document.line("texts", name)
            yield Finding(document.path, line, "text_unused", f"nothing says `{name}`", "use it or remove it")


def _asides(subject: Subject, document: Document) -> Iterator[Finding]:
    """The questions that are answered in between: their texts are there, and what is said can be filled."""
    for index, aside in enumerate(subject.flow.asides):
        for name, key in (("words", aside.words), ("say", aside.say)):
            if key and key not in subject.texts:
                line = subject.document.line("asides", index, name)
                yield Finding(subject.document.path, line, "text_missing", f"there is no text `{key}`", "write it")
            elif key and (name == "words") is not is_listened(key):
                line = subject.document.line("asides", index, name)
                yield Finding(subject.document.path, line, "words_misnamed", *_misnamed(key))
        if aside.say in subject.texts:
            yield from _filled(subject, document, subject.texts[aside.say])
        paths = [(path, "with") for path in aside.shown.values()] + ([(aside.when.path, "when")] if aside.when else [])
        for path, where in paths:
            if not subject.knows(path):
                line = subject.document.line("asides", index, where)
                message = f"nothing fills `{path}`"
                yield Finding(subject.document.path, line, "path_unknown", message, "name a slot or what a call gives")


def _misnamed(key: str) -> tuple[str, str]:
    """What is wrong with the name of this text, and what to do: whether it is said or heard, its name tells."""
    if is_listened(key):
        return f"`{key}` is said, and named like words to listen for", "begin its name with another word"
    return f"`{key}` is listened for, and not named so", f"begin its name with `{LISTENED[0]}`"


def check_kinds(document: Document, texts: Mapping[str, Text]) -> Iterator[Finding]:
    """Every placeholder has a kind that exists, and every list a line for its items."""
    for key, text in texts.items():
        name = key.partition(".")[2]
        line = document.line("texts", name)
        parts = [*text.placeholders, *(part for each in text.each.values() for row in each for part in row)]
        for part in parts:
            if isinstance(part, str):
                continue
            if part.kind not in KINDS:
                fix = f"use one of {', '.join(KINDS)}"
                yield Finding(document.path, line, "kind_unknown", f"`{name}`: no kind `{part.kind}`", fix)
            elif part.kind == "list" and part.path not in text.each:
                message = f"`{name}`: the list `{part.path}` has no line"
                yield Finding(document.path, line, "each_missing", message, f"add `each: {{{part.path}: …}}`")
            elif part.kind == "link" and part.path not in text.links:
                message = f"`{name}`: the link `{part.path}` has no title"
                yield Finding(document.path, line, "link_untitled", message, f"add `links: {{{part.path}: …}}`")
        if text.file and text.file.kind not in FILE_KINDS:
            fix = f"use one of {', '.join(FILE_KINDS)}"
            yield Finding(document.path, line, "file_unknown", f"`{name}`: no file `{text.file.kind}`", fix)
        if any(len(row) > 1 and any(_is_link(part) for part in row) for row in (*text.lines, *text.again)):
            message = f"`{name}`: words stand beside a link"
            yield Finding(document.path, line, "link_not_alone", message, "give the link a line of its own")
        listed = {part.path for part in parts if isinstance(part, Placeholder) and part.kind == "list"}
        for path in text.each:
            if path not in listed:
                message = f"`{name}`: no list `{path}` stands in it"
                yield Finding(document.path, line, "each_unused", message, "show it or remove the line")


def _is_link(part: str | Placeholder) -> bool:
    return isinstance(part, Placeholder) and part.kind == "link"


def check_common(document: Document, texts: Mapping[str, Text], used: set[str]) -> Iterator[Finding]:
    """The common texts against what the engine says, both ways."""
    for name, given in ENGINE.items():
        text = texts.get(f"common.{name}")
        if text is None:
            yield Finding(document.path, 1, "text_missing", f"there is no text `common.{name}`", "write it")
            continue
        for part in text.placeholders:
            if part.path not in given:
                line = document.line("texts", name)
                message = f"`{name}` shows `{part.path}`, which it is not given"
                fix = f"it is given {', '.join(given) or 'nothing'}"
                yield Finding(document.path, line, "placeholder_unknown", message, fix)
    for key in texts:
        name = key.partition(".")[2]
        known = name in ENGINE or name in OUTSIDE or name.startswith(OPTIONAL_PREFIXES) or key in used
        if not known:
            line = document.line("texts", name)
            yield Finding(document.path, line, "text_unused", f"nothing says `common.{name}`", "remove it")


def check_part(part: Part, texts: Mapping[str, Text], used: set[str]) -> Iterator[Finding]:
    """The texts of a part: each is said by some flow."""
    for key in texts:
        if key not in used:
            name = key.partition(".")[2]
            line = part.texts.line("texts", name)
            yield Finding(part.texts.path, line, "text_unused", f"nothing says `{name}`", "use it or remove it")


def _aside_keys(subject: Subject) -> set[str]:
    return {key for aside in subject.flow.asides for key in (aside.words, aside.say) if key}


def used_keys(subject: Subject) -> set[str]:
    return _aside_keys(subject) | {key for key, *_ in (*_uses(subject), *_written_into_files(subject))}


def _written_into_files(subject: Subject) -> Iterator[Use]:
    """The texts that stand in a file which goes along with what a step says."""
    for key, at, where, _ in _uses(subject):
        text = subject.texts.get(key)
        for written in text.file.keys if text and text.file else ():
            yield written, at, where, "item"


def _own(subject: Subject) -> list[str]:
    return [key for key in subject.texts if key.startswith(f"{subject.flow.id}.")]


def _uses(subject: Subject) -> Iterator[Use]:
    for at, step in enumerate(subject.flow.steps):
        if isinstance(step.does, SayStep):
            yield step.does.key, at, ("say",), "slots"
        elif isinstance(step.does, Confirm):
            yield step.does.summary, at, ("confirm", "summary"), "slots"
            if step.does.words:
                yield step.does.words, at, ("confirm", "words"), "heard"
        elif isinstance(step.does, Remind) and step.does.say:
            yield step.does.say, at, ("remind", "say"), "slots"
        elif isinstance(step.does, Collect):
            yield from _collect_uses(step.does, at)
        elif isinstance(step.does, CallStep):
            yield from _call_uses(step.does, at)
        elif isinstance(step.does, Vary) and step.does.either:
            yield step.does.either, at, ("vary", "either"), "heard"


def _collect_uses(collect: Collect, at: int) -> Iterator[Use]:
    if not collect.heard:
        yield collect.ask, at, ("collect", "ask"), "slots"
        yield collect.why, at, ("collect", "why"), "slots"
    if collect.ask_again:
        yield collect.ask_again, at, ("collect", "ask_again"), "slots"
    if collect.help:
        yield collect.help, at, ("collect", "help"), "slots"
    if collect.renew:
        yield collect.renew.say, at, ("collect", "renew", "say"), "slots"
    if collect.label:
        yield collect.label, at, ("collect", "label"), "nothing"
    if collect.assume:
        yield collect.assume.say, at, ("collect", "assume", "say"), "slots"
    if collect.options_from:
        yield collect.options_from.label, at, ("collect", "options_from", "label"), "item"
        for rank in collect.options_from.ranks:
            yield rank.words, at, ("collect", "options_from", "ranks"), "heard"
            yield rank.tie, at, ("collect", "options_from", "ranks"), "nothing"
        if collect.options_from.gone:
            yield collect.options_from.gone, at, ("collect", "options_from", "gone"), "nothing"
    for index, option in enumerate(collect.options):
        yield option.label, at, ("collect", "options", index, "label"), "nothing"
        if option.words:
            yield option.words, at, ("collect", "options", index, "words"), "heard"


def _call_uses(call: CallStep, at: int) -> Iterator[Use]:
    if call.unknown:
        yield call.unknown, at, ("call", "unknown"), "slots"
    if call.unavailable and call.unavailable.say:
        yield call.unavailable.say, at, ("call", "unavailable", "say"), "slots"
    for code, handler in call.rejected.items():
        if handler.say:
            yield handler.say, at, ("call", "rejected", code, "say"), "slots"


def _filled(subject: Subject, document: Document, text: Text) -> Iterator[Finding]:
    """Can every placeholder hold something, and is none of it secret?"""
    service, _, name = text.key.partition(".")
    if taken := subject.taken_in().get(service):
        document = taken.texts
    elif service != subject.flow.id:
        return
    secrets = {collect.slot for _, collect in subject.flow.collects() if collect.secret}
    line = document.line("texts", name)
    file = (Placeholder(text.file.of),) if text.file else ()
    for part in (*text.placeholders, *file):
        if part.path in secrets:
            message = f"`{name}` shows the secret `{part.path}`"
            yield Finding(document.path, line, "secret_shown", message, "take it out")
        elif not subject.knows(part.path):
            message = f"`{name}`: nothing fills `{part.path}`"
            yield Finding(document.path, line, "placeholder_unknown", message, "name a slot or what a call gives")
