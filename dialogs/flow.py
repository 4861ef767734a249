"""A flow document as types: what it says of itself and what follows from its steps (`steps`). Reading it is
`flow_reader`'s, running it `walk`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dialogs.aside import Aside
from dialogs.ports import Json
from dialogs.steps import Collect, End, Step, Vary
from dialogs.whole import Listed, Shares


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
    # Questions with a choice that asks for the service by itself, has words of its own, outweighs others, is said by
    # what is wrong
    asking: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    worded: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    weighing: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
    mending: tuple[Collect, ...] = field(init=False, repr=False, compare=False)
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
    """The question that keeps the `others` of several fixed choices."""

    def __post_init__(self) -> None:
        questions = tuple((step, step.does) for step in self.steps if isinstance(step.does, Collect))
        asks = tuple(each for _, each in questions)
        with_option = {
            name: tuple(each for each in asks if any(getattr(option, has) for option in each.options))
            for name, has in (("asking", "asks"), ("worded", "words"), ("weighing", "outweighs"), ("mending", "wrong"))
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
            "told_off": next((each for each in asks if each.others and each.options), None),
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

    def chosen_alike(self, other: Flow) -> list[str]:
        """The slots for one of a list that the other service chooses from too, under one name."""
        lists = {(each.slot, each.options_from.list) for each in other.choosing if each.options_from}
        mine = ((each.slot, each.options_from.list) for each in self.choosing if each.options_from)
        return [slot for slot, source in mine if (slot, source) in lists]

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
