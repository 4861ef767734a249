"""The steps of a flow as types: questions, calls, summaries, texts, ends, and what each may say of itself. Reading them
from data is `step_reader`'s, running them `walk`'s; the flow they stand in is `flow`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.conditions import Condition, is_empty, look
from dialogs.option import Option, OptionsFrom
from dialogs.ports import Json


@dataclass(frozen=True, slots=True)
class Assume:
    value: Json
    say: str


@dataclass(frozen=True, slots=True)
class Renew:
    """What «it did not come» does at a question: these calls run again, and that is said."""

    again: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class Collect:
    """A question. `label` is the text that names what is asked, for corrections; `ask_again` is a shorter way to put
    it when it stood just before. What is `aside` is asked only when the citizen wants to change the summary; what is
    `passing` is not kept when the flow has ended. With `gather` the answer is all of its entities together, by name: a
    wish that a call before the question makes a value of. It is asked while the path `until` is empty. `location`: a
    place, which a shared point answers too; with `words`, words as well, and with `whole` all of them. `heard`: never
    asked, only taken when it is said; `closed`: only one of its options. `said_in`: the slot for the words a choice was
    made with; `others`: for the choices told off beside the first. `faults`: values with these are taken as they are.
    `forgets`: slots a new value makes void; `anew`: those it voids after the result. `help`: for who does not know.
    `changed_by`: the entity that tells by how much the value that `stands` (a path; else the slot) is to change."""

    slot: str
    ask: str = ""
    why: str = ""
    ask_again: str | None = None
    label: str | None = None
    entities: tuple[str, ...] = ()
    check: str | None = None
    options: tuple[Option, ...] = ()
    options_from: OptionsFrom | None = None
    attempts: int = 3
    assume: Assume | None = None
    optional: bool = False
    secret: bool = False
    free_text: bool = False
    opening: bool = False
    renew: Renew | None = None
    files: tuple[str, ...] = ()
    most_mb: int = 10
    aside: bool = False
    passing: bool = False
    gather: bool = False
    until: str | None = None
    location: bool = False
    words: bool = False
    whole: bool = False
    said_in: str | None = None
    others: str | None = None
    heard: bool = False
    closed: bool = False
    faults: tuple[str, ...] = ()
    forgets: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    help: str | None = None
    changed_by: str | None = None
    stands: str | None = None
    retries: str | None = None
    hints: frozenset[str] = field(init=False, repr=False, compare=False)
    """The texts of the words that name its choices."""
    values: tuple[Json, ...] = field(init=False, repr=False, compare=False)
    """Those of its fixed choices."""
    broader: tuple[Option, ...] = field(init=False, repr=False, compare=False)
    """Its choices that other values mean as well."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(option.value for option in self.options))
        object.__setattr__(self, "broader", tuple(option for option in self.options if option.also))
        object.__setattr__(self, "hints", frozenset(option.words for option in self.options if option.words))

    def as_choice(self, value: Json) -> Json:
        """The value of the choice that this one is `also`; itself when there is none."""
        for option in self.broader:
            if value in option.also:
                return option.value
        return value

    @property
    def two_ways(self) -> bool:
        """Is it a yes or a no with words of its own («با بازدید»)? Nothing else names these."""
        return bool(self.hints) and all(isinstance(option.value, bool) for option in self.options)

    def settled(self, slots: Mapping[str, Json]) -> bool:
        """Is it answered, for good? With `until` also when there was only one answer to give."""
        return self.slot in slots if self.until is None else not is_empty(look(slots, self.until))


@dataclass(frozen=True, slots=True)
class Confirm:
    """`otherwise` is where a no leads, when there is nothing in the summary to change: a cancellation. `words`: phrases
    that say yes to this one («لینک رو بفرست» where a link is offered). One that `undoes` something that was done has a
    yes that elsewhere would let go of this talk («لغوش کن»)."""

    summary: str
    otherwise: str | None = None
    words: str | None = None
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class Handler:
    """What follows a refusal: say something, then one way on. `again` names calls that must run again; one that
    `answers` what was asked costs no try."""

    say: str | None = None
    clear: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    goto: str | None = None
    end: bool = False
    handoff: str | None = None
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """Where an argument of a call comes from: a slot path, or a constant."""

    path: str | None = None
    value: Json = None


def arguments(args: Mapping[str, Argument], slots: Mapping[str, Json]) -> dict[str, Json]:
    """Their values out of the slots; what is empty is left out."""
    found: dict[str, Json] = {}
    for name, argument in args.items():
        value = argument.value if argument.path is None else look(slots, argument.path)
        if value is not None:
            found[name] = value
    return found


@dataclass(frozen=True, slots=True)
class CallStep:
    """With `if_signed_in` the call is passed over for whom has not shown what its action needs: nobody is asked to."""

    action: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    save_as: str | None = None
    rejected: Mapping[str, Handler] = field(default_factory=dict)
    unavailable: Handler | None = None
    unknown: str | None = None
    if_signed_in: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    when: Condition
    then: str
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class SayStep:
    key: str


@dataclass(frozen=True, slots=True)
class Handoff:
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another flow that is gone through in the middle of this one and comes back. `args` fill its slots; `save` takes
    slots of ours from paths of its slots. It came to nothing when they stay empty."""

    flow: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    save: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remind:
    """A text said later on its own: so many hours before the Jalali date at the path `at` (and the `time`, `HH:MM`,
    when there is one). Without `at` the standing reminder of that name is taken back. `of` is a path whose value tells
    the reminders of one name apart: a class, a file."""

    name: str
    at: str | None = None
    time: str | None = None
    hours_before: int = 24
    say: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """One round is over, the next begins at the step `start`: from there on questions are asked anew, calls run again
    and what was said may be said again."""

    start: str


@dataclass(frozen=True, slots=True)
class Vary:
    """The questions `of` these slots may be given two values in one message; the flow is then gone through once with
    each, and what `keep` names (paths; each goes by its last part) is saved as a list. `wish` is the heard choice that
    asks to see both; `either` a text with the words that ask for it when two values stand beside them."""

    of: tuple[str, ...]
    keep: tuple[str, ...]
    save_as: str
    wish: str
    either: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The flow is over. `carry`: slots whose values the offered services take over, so that nothing is asked twice.
    `go` begins another service (or the same anew) in its place, with these slots."""

    offer: tuple[str, ...] = ()
    carry: tuple[str, ...] = ()
    go: str | None = None
    args: Mapping[str, Argument] = field(default_factory=dict)


Doing = Collect | Confirm | CallStep | Branch | SayStep | Handoff | Link | Remind | Repeat | Vary | End


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    does: Doing
    when: Condition | None = None
    next: str | None = None
