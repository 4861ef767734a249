"""Reads what a step does: one method a kind, each from a mapping to its type. The document around them is
`flow_reader`'s."""

from __future__ import annotations

from typing import Any

from dialogs.flow import Migration
from dialogs.option import Option, OptionsFrom, Rank
from dialogs.read_form import NAME, PATH, Form, Place
from dialogs.steps import (
    Argument,
    Assume,
    Branch,
    CallStep,
    Collect,
    Confirm,
    End,
    Handler,
    Handoff,
    Link,
    Remind,
    Renew,
    Repeat,
    Vary,
)

_OPTION_FLAGS = ("outweighs", "asks", "foreign")


class StepReader(Form):
    """The kinds of steps. `flow_reader` finds the method by the kind's name."""

    def _collect(self, where: Place, body: dict[str, Any]) -> Collect:
        self._only(where, body, set(Collect.__dataclass_fields__))
        slot = self._text(where, body, "slot")
        if slot and not NAME.match(slot):
            self._at((*where, "slot"), "bad_name", f"`{slot}` is no slot name", "use a–z, digits and _")
        heard = self._flag(where, body, "heard")
        if not body.get("why") and not heard:
            self._at(where, "why_missing", f"the question for `{slot}` has no `why`", "say in a text why it is asked")
        attempts = self._int(where, body, "attempts", default=3, least=1, most=5, code="attempts")
        return Collect(
            slot=slot,
            ask=self.key(self._text(where, body, "ask")) if not heard else "",
            why=self.key(self._text(where, body, "why")) if body.get("why") and not heard else "",
            ask_again=self.key(self._text(where, body, "ask_again")) if "ask_again" in body else None,
            label=self.key(self._text(where, body, "label")) if "label" in body else None,
            entities=tuple(self._names(where, body, "entities")) or (slot,),
            check=self._text(where, body, "check") if "check" in body else None,
            options=self._options(where, body),
            options_from=self._options_from(where, body),
            attempts=attempts,
            assume=self._assume(where, body),
            optional=self._flag(where, body, "optional"),
            secret=self._flag(where, body, "secret"),
            free_text=self._flag(where, body, "free_text"),
            opening=self._flag(where, body, "opening"),
            renew=self._renew(where, body),
            files=tuple(self._names(where, body, "files")),
            most_mb=self._int(where, body, "most_mb", default=10, least=1, most=50),
            aside=self._flag(where, body, "aside"),
            gather=self._flag(where, body, "gather"),
            until=self._text(where, body, "until") if "until" in body else None,
            passing=self._flag(where, body, "passing"),
            location=self._flag(where, body, "location"),
            words=self._flag(where, body, "words"),
            whole=self._flag(where, body, "whole"),
            said_in=self._text(where, body, "said_in") if "said_in" in body else None,
            others=self._text(where, body, "others") if "others" in body else None,
            heard=heard,
            closed=self._flag(where, body, "closed"),
            faults=tuple(self._names(where, body, "faults")),
            forgets=tuple(self._names(where, body, "forgets")),
            anew=tuple(self._names(where, body, "anew")),
            help=self.key(self._text(where, body, "help")) if "help" in body else None,
            changed_by=self._text(where, body, "changed_by") if "changed_by" in body else None,
            stands=self._text(where, body, "stands") if "stands" in body else None,
            retries=self._text(where, body, "retries") if "retries" in body else None,
        )

    def _options(self, where: Place, body: dict[str, Any]) -> tuple[Option, ...]:
        options = body.get("options", [])
        if not isinstance(options, list) or ("options" in body and not options):
            self._at((*where, "options"), "wrong_type", "`options` is a list", "write `[{value, label}, …]`")
            return ()
        read = []
        for index, option in enumerate(options):
            place = (*where, "options", index)
            if not isinstance(option, dict):
                self._at(place, "wrong_type", "an option is a mapping", "write `{value, label}`")
                continue
            self._only(place, option, {"value", "label", "words", "also", "wrong", *_OPTION_FLAGS})
            if "value" not in option:
                self._at(place, "missing_key", "an option needs a `value`", "add it")
            label = self.key(self._text(place, option, "label"))
            words = self.key(self._text(place, option, "words")) if "words" in option else None
            flags = {name: self._flag(place, option, name) for name in _OPTION_FLAGS}
            also, wrong = (tuple(self._names(place, option, name)) for name in ("also", "wrong"))
            read.append(Option(option.get("value"), label, words, also=also, wrong=wrong, **flags))
        return tuple(read)

    def _options_from(self, where: Place, body: dict[str, Any]) -> OptionsFrom | None:
        if "options_from" not in body:
            return None
        place = (*where, "options_from")
        given = body["options_from"]
        if not isinstance(given, dict):
            self._at(place, "wrong_type", "`options_from` is a mapping", "write `{list, value, label}`")
            return None
        self._only(place, given, set(OptionsFrom.__dataclass_fields__))
        return OptionsFrom(
            list=self._text(place, given, "list"),
            value=self._text(place, given, "value"),
            label=self.key(self._text(place, given, "label")),
            take_single=self._flag(place, given, "take_single"),
            told=self._flag(place, given, "told"),
            only=self._text(place, given, "only") if "only" in given else None,
            gone=self.key(self._text(place, given, "gone")) if "gone" in given else None,
            keep=self._text(place, given, "keep") if "keep" in given else None,
            ranks=tuple(self._rank((*place, "ranks", at), each) for at, each in enumerate(given.get("ranks", ()))),
        )

    def _rank(self, place: Place, given: dict[str, Any]) -> Rank:
        self._only(place, given, set(Rank._fields))
        words, by = (self._text(place, given, name) for name in ("words", "by"))
        tie = {"tie": self.key(self._text(place, given, "tie"))} if "tie" in given else {}
        return Rank(self.key(words), by, **tie, most=self._flag(place, given, "most"))

    def _assume(self, where: Place, body: dict[str, Any]) -> Assume | None:
        if "assume" not in body:
            return None
        place = (*where, "assume")
        given = body["assume"]
        if not isinstance(given, dict) or "value" not in given:
            self._at(place, "wrong_type", "`assume` needs a value and a text", "write `{value, say}`")
            return None
        self._only(place, given, {"value", "say"})
        return Assume(value=given["value"], say=self.key(self._text(place, given, "say")))

    def _renew(self, where: Place, body: dict[str, Any]) -> Renew | None:
        if "renew" not in body:
            return None
        place = (*where, "renew")
        given = body["renew"]
        if not isinstance(given, dict):
            self._at(place, "wrong_type", "`renew` needs call steps and a text", "write `{again, say}`")
            return None
        self._only(place, given, {"again", "say"})
        return Renew(again=tuple(self._names(place, given, "again")), say=self.key(self._text(place, given, "say")))

    def _confirm(self, where: Place, body: dict[str, Any]) -> Confirm:
        self._only(where, body, {"summary", "otherwise", "words", "undoes"})
        otherwise = self._text(where, body, "otherwise") if "otherwise" in body else None
        words = self.key(self._text(where, body, "words")) if "words" in body else None
        summary = self.key(self._text(where, body, "summary"))
        return Confirm(summary, otherwise, words, undoes=self._flag(where, body, "undoes"))

    def _call(self, where: Place, body: dict[str, Any]) -> CallStep:
        self._only(where, body, {"action", "with", "save_as", "rejected", "unavailable", "unknown", "if_signed_in"})
        rejected = body.get("rejected", {})
        if not isinstance(rejected, dict):
            self._at((*where, "rejected"), "wrong_type", "`rejected` is a mapping", "write `code: {…}`")
            rejected = {}
        unavailable = body.get("unavailable")
        return CallStep(
            action=self._text(where, body, "action"),
            args=self._arguments(where, body),
            save_as=self._text(where, body, "save_as") if "save_as" in body else None,
            rejected={code: self._handler((*where, "rejected", code), given) for code, given in rejected.items()},
            unavailable=None if unavailable is None else self._handler((*where, "unavailable"), unavailable),
            unknown=self.key(self._text(where, body, "unknown")) if "unknown" in body else None,
            if_signed_in=self._flag(where, body, "if_signed_in"),
        )

    def _arguments(self, where: Place, body: dict[str, Any]) -> dict[str, Argument]:
        given = body.get("with", {})
        if not isinstance(given, dict):
            self._at((*where, "with"), "wrong_type", "`with` is a mapping", "write `argument: slot`")
            return {}
        read: dict[str, Argument] = {}
        for name, source in given.items():
            if isinstance(source, dict) and set(source) == {"value"}:
                read[name] = Argument(value=source["value"])
            elif isinstance(source, str) and PATH.match(source):
                read[name] = Argument(path=source)
            else:
                self._at(
                    (*where, "with", name), "wrong_type", f"`{name}` is no slot path", "name a slot or `{value: …}`"
                )
        return read

    def _handler(self, where: Place, given: Any) -> Handler:
        if not isinstance(given, dict):
            self._at(where, "wrong_type", "a handler is a mapping", "write `{say: key, end: true}`")
            return Handler()
        self._only(where, given, {"say", "clear", "again", "goto", "end", "handoff", "answers"})
        ways = [way for way in ("clear", "goto", "end", "handoff") if way in given]
        if len(ways) != 1 and not (not ways and "again" in given):
            message = f"the handler has {len(ways)} ways to go on"
            self._at(where, "handler_ways", message, "give one of clear, goto, end, handoff")
        return Handler(
            say=self.key(self._text(where, given, "say")) if "say" in given else None,
            clear=tuple(self._names(where, given, "clear")),
            again=tuple(self._names(where, given, "again")),
            goto=self._text(where, given, "goto") if "goto" in given else None,
            end=self._flag(where, given, "end"),
            handoff=self._text(where, given, "handoff") if "handoff" in given else None,
            answers=self._flag(where, given, "answers"),
        )

    def _branch(self, where: Place, body: dict[str, Any]) -> Branch | None:
        self._only(where, body, {"when", "then", "otherwise"})
        condition = self._condition((*where, "when"), body.get("when"))
        then = self._text(where, body, "then")
        otherwise = self._text(where, body, "otherwise") if "otherwise" in body else None
        return Branch(when=condition, then=then, otherwise=otherwise) if condition else None

    def _handoff(self, where: Place, body: dict[str, Any]) -> Handoff:
        self._only(where, body, {"reason"})
        return Handoff(self._text(where, body, "reason"))

    def _link(self, where: Place, body: dict[str, Any]) -> Link:
        self._only(where, body, {"flow", "with", "save"})
        return Link(
            flow=self._text(where, body, "flow"),
            args=self._arguments(where, body),
            save={ours: theirs for ours, theirs in self._words(where, body, "save").items() if PATH.match(theirs)},
        )

    def _remind(self, where: Place, body: dict[str, Any]) -> Remind:
        self._only(where, body, set(Remind.__dataclass_fields__))
        says = "at" in body  # without it a standing reminder is taken back, and nothing is said
        return Remind(
            name=self._text(where, body, "name"),
            at=self._text(where, body, "at") if says else None,
            time=self._text(where, body, "time") if "time" in body else None,
            hours_before=self._int(where, body, "hours_before", default=24, most=24 * 30),
            say=self.key(self._text(where, body, "say")) if says else None,
            of=self._text(where, body, "of") if "of" in body else None,
        )

    def _migrations(self, data: dict[str, Any]) -> tuple[Migration, ...]:
        given = data.get("migrate", [])
        if not isinstance(given, list):
            self._at(("migrate",), "wrong_type", "`migrate` is a list", "write `- {to: 2, slots: {old: new}}`")
            return ()
        read = []
        for index, item in enumerate(given):
            where: Place = ("migrate", index)
            if not isinstance(item, dict):
                self._at(where, "wrong_type", "a migration is a mapping", "write `{to: 2, slots: {old: new}}`")
                continue
            self._only(where, item, set(Migration.__dataclass_fields__))
            read.append(
                Migration(
                    to=self._int(where, item, "to", default=2, least=2),
                    slots=self._words(where, item, "slots"),
                    steps=self._words(where, item, "steps"),
                    values=self._values(where, item),
                    drop=tuple(self._names(where, item, "drop")),
                )
            )
        return tuple(read)

    def _values(self, where: Place, item: dict[str, Any]) -> dict[str, dict[str, Any]]:
        given = item.get("values", {})
        if isinstance(given, dict) and all(isinstance(each, dict) for each in given.values()):
            return {slot: {str(old): new for old, new in each.items()} for slot, each in given.items()}
        self._at((*where, "values"), "wrong_type", "`values` maps slots to old and new", "write `{slot: {old: new}}`")
        return {}

    def _repeat(self, where: Place, body: dict[str, Any]) -> Repeat:
        self._only(where, body, {"from"})
        return Repeat(self._text(where, body, "from"))

    def _vary(self, where: Place, body: dict[str, Any]) -> Vary:
        self._only(where, body, set(Vary.__dataclass_fields__))
        return Vary(
            of=tuple(self._names(where, body, "of")),
            keep=tuple(self._names(where, body, "keep")),
            save_as=self._text(where, body, "save_as"),
            wish=self._text(where, body, "wish"),
            either=self.key(self._text(where, body, "either")) if "either" in body else None,
        )

    def _end(self, where: Place, body: dict[str, Any]) -> End:
        self._only(where, body, {"offer", "carry", "go", "with"})
        if "go" in body and ("offer" in body or "carry" in body):
            self._at(where, "end_twice", "an `end` offers or goes on, not both", "keep one")
        return End(
            offer=tuple(self._names(where, body, "offer")),
            carry=tuple(self._names(where, body, "carry")),
            go=self._text(where, body, "go") if "go" in body else None,
            args=self._arguments(where, body),
        )
