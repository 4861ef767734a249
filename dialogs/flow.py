"""A flow document as types: steps, questions, handlers. Reading it is `flow_reader`, running it `walk`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dialogs.aside import Aside
from dialogs.conditions import Condition, is_empty, look
from dialogs.option import Option, OptionsFrom
from dialogs.ports import Json
from dialogs.whole import Listed, Shares


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
class Migration:
    """What an answer of an older version becomes in version `to`: slots and steps renamed, values replaced, slots
    dropped. Everything else is kept as it is."""

    to: int
    slots: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    drop: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Flow:
    """One service. `acts` start it beside its own intent; `signs` are values of entities that do so by themselves;
    `wish` is the question for what is wanted of it, heard right after its end as well, `undo` the answer to it that
    takes back what was done; `file_offer` asks whether a file that came with nothing in hand is for it, `file_none`
    says that none goes along with it; `asides` are questions it answers in between. What is looked up in every turn is
    made once, here."""

    id: str
    version: int
    title: str
    assurance: int
    steps: tuple[Step, ...]
    menu: int = 50
    system: bool = False
    migrations: tuple[Migration, ...] = ()
    draft: bool = False
    acts: tuple[str, ...] = ()
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wish: str = ""
    undo: str = ""
    file_offer: str = ""
    file_none: str = ""
    shares: Shares | None = None
    listed: Listed | None = None
    asides: tuple[Aside, ...] = ()
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _questions: tuple[tuple[Step, Collect], ...] = field(init=False, repr=False, compare=False)
    _by_slot: Mapping[str, tuple[Step, Collect]] = field(init=False, repr=False, compare=False)
    # Questions with a choice that asks for the service by itself, has words of its own, outweighs others
    asking: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    worded: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    weighing: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    unasked: tuple[Collect, ...] = field(init=False, repr=False, compare=False)  # those that are never put
    secrets: frozenset[str] = field(init=False, repr=False, compare=False)
    passing: frozenset[str] = field(init=False, repr=False, compare=False)
    """The slots of its questions that are not kept when it has ended."""
    gathering: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    """Those that take all of their entities together."""
    opened: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    """Those that the words of the message which starts it answer."""
    takers: Mapping[str, tuple[Collect, ...]] = field(init=False, repr=False, compare=False)
    """By the name of an entity, the questions it answers by itself, in order: free text is none of them."""
    _files: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    _place: Collect | None = field(init=False, repr=False, compare=False)
    vary: Vary | None = field(init=False, repr=False, compare=False)
    aside_words: frozenset[str] = field(init=False, repr=False, compare=False)
    """The texts with the words of its asides."""
    wish_words: frozenset[str] = field(init=False, repr=False, compare=False)
    """The texts with the words for what it does: of choices that are no places, and not only heard («الان»)."""
    choosing: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    """Its questions with choices out of a list."""
    changing: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    """Those whose value may be changed by so much («یه طبقه بیشتر»)."""
    asks: Mapping[str, Collect] = field(init=False, repr=False, compare=False)
    """Its questions by their slots."""
    retried: frozenset[str] = field(init=False, repr=False, compare=False)
    """The slots of what was not found, and is tried again with another answer."""
    names: frozenset[str] = field(init=False, repr=False, compare=False)
    """The entities that any of its questions takes."""
    told_off: Collect | None = field(init=False, repr=False, compare=False)
    """The question that keeps the `others` of several choices."""

    def __post_init__(self) -> None:
        questions = tuple((step, step.does) for step in self.steps if isinstance(step.does, Collect))
        asks = tuple(each for _, each in questions)
        with_option = {
            name: tuple(each for each in asks if any(getattr(option, has) for option in each.options))
            for name, has in (("asking", "asks"), ("worded", "words"), ("weighing", "outweighs"))
        }
        made: dict[str, object] = {
            **with_option,
            # The first of a name counts, so later ones are written first.
            "_places": {step.id: at for at, step in reversed(tuple(enumerate(self.steps)))},
            "_questions": questions,
            "_by_slot": {pair[1].slot: pair for pair in reversed(questions)},
            "asks": {each.slot: each for each in reversed(asks)},
            "_files": tuple(each for each in asks if each.files),
            "_place": next((each for each in asks if each.location), None),
            "unasked": tuple(each for step, each in questions if step.when and step.when.path == each.slot),
            "secrets": frozenset(each.slot for each in asks if each.secret),
            "passing": frozenset(each.slot for each in asks if each.passing),
            "gathering": tuple(each for each in asks if each.gather),
            "opened": tuple(each for each in asks if each.opening and each.free_text),
            "takers": _by_entity(asks),
            "choosing": tuple(each for each in asks if each.options_from),
            "changing": tuple(each for each in asks if each.changed_by),
            "retried": frozenset(each.retries for each in asks if each.retries),
            "names": frozenset(name for each in asks for name in (*each.entities, *filter(None, [each.changed_by]))),
            "told_off": next((each for each in asks if each.others), None),
            "aside_words": frozenset(each.words for each in self.asides if each.words),
            "wish_words": frozenset(
                words
                for each in with_option["worded"]
                for words in each.hints
                if not (each.heard or each.location or each.options_from)
            ),
            "vary": next((step.does for step in self.steps if isinstance(step.does, Vary)), None),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)

    def position(self, step_id: str) -> int:
        """Where the step stands; after the last one when there is none of that name."""
        return self._places.get(step_id, len(self.steps))

    def step(self, step_id: str | None) -> Step | None:
        at = self._places.get(step_id or "")
        return None if at is None else self.steps[at]

    def collects(self) -> tuple[tuple[Step, Collect], ...]:
        return self._questions

    def question_keys(self) -> list[str]:
        """The texts that put its questions: how they are asked, named and answered by choice."""
        asked = [each for _, each in self.collects() if not each.heard]
        keys = [key for each in asked for key in (each.ask, each.label, *(option.label for option in each.options))]
        return [key for key in keys if key]

    def file_questions(self) -> tuple[Collect, ...]:
        return self._files

    def ends(self) -> tuple[End, ...]:
        return tuple(step.does for step in self.steps if isinstance(step.does, End))

    def collect_of(self, slot: str) -> tuple[Step, Collect] | None:
        return self._by_slot.get(slot)

    def has_chosen(self, slots: Mapping[str, Json]) -> bool:
        """Was one of a list of its chosen?"""
        return any(each.slot in slots for each in self.choosing)

    def place_question(self) -> Collect | None:
        """The question that a shared point answers."""
        return self._place


def _by_entity(questions: Iterable[Collect]) -> dict[str, tuple[Collect, ...]]:
    found: dict[str, tuple[Collect, ...]] = {}
    for collect in questions:
        for name in () if collect.gather or collect.free_text else dict.fromkeys(collect.entities):
            found[name] = (*found.get(name, ()), collect)
    return found


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One line of `actions.yaml`: what an action takes and may refuse with, where it runs, whether it acts.
    `changes` says that it ends or alters something kept here: done once, it is not gone back to. `gives` are the fields
    of an accepted answer, `tells` those that come with a refusal."""

    name: str
    outside: bool
    level: int
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    refuses: tuple[str, ...]
    tells: tuple[str, ...] = ()
    acts: bool = False
    changes: bool = False
