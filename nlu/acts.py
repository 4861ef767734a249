"""Conversational acts by rules, before any model. The phrases are data in `nlu/lexicon/acts.yaml`.

An act word counts when its whole clause is made of act words and fillers, when it opens the message as a yes or no,
when the phrase says so by itself wherever it stands (`inside`; «(توی|تو) تقویمم» is two of them; `gapped` with other
words in the middle), or when it is the whole message (`alone`). Some acts have words of their own that may stand with
them (`beside`: «نمی‌دونم چند متره»)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from nlu.text import Normal, normalise
from nlu.types import Act
from nlu.wordlists import read_yaml

_TABLE = Path(__file__).parent / "lexicon" / "acts.yaml"
_CLAUSES = re.compile(r"[؟!؛،,:()\n\"«»…]+|\.+(?!\d)|(?<=\D)-(?=\D)")
_WORD = re.compile(r"\w+")
_PART = re.compile(r"\([^)]*\)|[^\s()]+")
_LONGEST = 6  # words of the longest phrase in the table


@dataclass(frozen=True, slots=True)
class ActTable:
    """The phrases, each as its words run together, so that spaces and ZWNJ do not matter."""

    whole: Mapping[str, Act]
    lead: Mapping[str, Act]
    inside: re.Pattern[str]
    inside_acts: Mapping[str, Act]
    gapped: tuple[tuple[re.Pattern[str], Act], ...]
    fillers: frozenset[str]
    beside: Mapping[Act, frozenset[str]]
    alone: Mapping[str, Act]
    emoji: Mapping[str, Act]
    not_after_lead: re.Pattern[str]


def find_acts(normal: Normal) -> tuple[Act, ...]:
    """The acts of a message in the order of the text, each once."""
    table = act_table()
    plain = normal.plain
    placed: list[tuple[int, Act]] = []
    at = 0
    for clause in _CLAUSES.split(plain):
        start = plain.index(clause, at)
        at = start + len(clause)
        placed += [(start + place, act) for place, act in _acts_of(clause, table)]
    placed += [(match.start(), table.inside_acts[_squeeze(match.group())]) for match in table.inside.finditer(plain)]
    placed += [(match.start(), act) for gap, act in table.gapped for match in gap.finditer(plain)]
    if act := table.alone.get("".join(_WORD.findall(plain))):
        placed.append((0, act))
    if not plain:
        placed += [(0, table.emoji[one]) for one in normal.emoji if one in table.emoji]
    return tuple(dict.fromkeys(act for _, act in sorted(placed, key=lambda each: each[0])))


def is_act(normal: Normal) -> bool:
    """Is the message nothing but acts and fillers?"""
    table = act_table()
    clauses = [clause for clause in _CLAUSES.split(normal.plain) if clause.strip()]
    return bool(clauses) and all(_cover(clause, table) for clause in clauses)


def order_spans(normal: Normal) -> list[tuple[int, int]]:
    """Where the longer phrases of assent stand in clauses of nothing but acts («ثبت کنید»): no word inside one is a
    value."""
    table, spans, at = act_table(), list[tuple[int, int]](), 0
    plain = normal.plain  # made anew each time it is asked for
    for clause in _CLAUSES.split(plain):
        start = plain.index(clause, at)
        at = start + len(clause)
        spans += [(start + since, start + to) for since, to, act in _covered(clause, table) if act is Act.AFFIRM]
    return spans


def _acts_of(clause: str, table: ActTable) -> list[tuple[int, Act]]:
    return _cover(clause, table) or _lead(clause, table) or _with_own_words(clause, table)


def _with_own_words(clause: str, table: ActTable) -> list[tuple[int, Act]]:
    """A clause of one of the acts that have words of their own, those words, and nothing else."""
    for act, own in table.beside.items():
        if set(found := _cover(clause, table, own)) and all(each is act for _, each in found):
            return found
    return []


def _cover(clause: str, table: ActTable, own: frozenset[str] = frozenset()) -> list[tuple[int, Act]]:
    """The acts of a clause made of act phrases, fillers and `own` words alone; nothing when any other word is in it."""
    return [(start, act) for start, _, act in _covered(clause, table, own)]


def _covered(clause: str, table: ActTable, own: frozenset[str] = frozenset()) -> list[tuple[int, int, Act]]:
    """The same, and where each phrase ends."""
    words = list(_WORD.finditer(clause))
    acts: list[tuple[int, int, Act]] = []
    at = 0
    while at < len(words):
        used, act = _longest(words, at, table, own)
        if used == 0:
            return []
        if act is not None:
            acts.append((words[at].start(), words[at + used - 1].end(), act))
        at += used
    return acts


def _longest(words: list[re.Match[str]], at: int, table: ActTable, own: frozenset[str]) -> tuple[int, Act | None]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        joined = "".join(word.group() for word in words[at : at + length])
        if joined in table.whole:
            return length, table.whole[joined]
        if joined in table.fillers or joined in own:
            return length, None
    return 0, None


def _lead(clause: str, table: ActTable) -> list[tuple[int, Act]]:
    """A yes or no that opens a clause with other content: «بله منطقه ۵», but not «نه طبقه»."""
    words = list(_WORD.finditer(clause))
    for length in (3, 2, 1):
        joined = "".join(word.group() for word in words[:length])
        if len(words) > length and joined in table.lead:
            rest = clause[words[length - 1].end() :]
            if table.not_after_lead.match(rest):
                return []
            act, start = table.lead[joined], words[length - 1].end()
            after = _lead(rest, table) if act is Act.AFFIRM else []
            turned = [(start + place, each) for place, each in after if each is Act.DENY]  # «بله نه صبر کن»
            return [(words[0].start(), act), *turned]
    return []


@cache
def act_table() -> ActTable:
    content = read_yaml(_TABLE)
    listed = [(phrase, Act(act)) for act, phrases in content["inside"].items() for phrase in phrases]
    forms = sorted((_flexible(phrase) for phrase, _ in listed), key=len, reverse=True)
    kept_out = "|".join(re.escape(_plain(word)) for word in content["not_in_gap"])
    gap = rf"(?: (?!(?:{kept_out})(?!\w))\w+){{1,3}} "
    blocked = "|".join(re.escape(_plain(word)) for word in content["not_after_lead"])
    return ActTable(
        whole={_squeeze(_plain(phrase)): Act(act) for act, phrases in content["whole"].items() for phrase in phrases},
        lead={_squeeze(_plain(phrase)): Act(act) for act, phrases in content["lead"].items() for phrase in phrases},
        inside=re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"),
        inside_acts={_squeeze(way): act for phrase, act in listed for way in _ways(phrase)},
        gapped=tuple(
            (re.compile(r"(?<!\w)" + gap.join(map(_flexible, phrase.split("…"))) + r"(?!\w)"), Act(act))
            for act, phrases in content["gapped"].items()
            for phrase in phrases
        ),
        fillers=frozenset(_squeeze(_plain(word)) for word in content["fillers"]),
        beside={
            Act(act): frozenset(_squeeze(_plain(word)) + end for word in words for end in ("", *content["endings"]))
            for act, words in content["beside"].items()
        },
        alone={_squeeze(_plain(phrase)): Act(act) for act, phrases in content["alone"].items() for phrase in phrases},
        emoji={sign: Act(act) for act, signs in content["emoji"].items() for sign in signs},
        not_after_lead=re.compile(rf"^ ?(?:\d+ ?)?(?:{blocked})(?:ی|ه|ای|ها)?(?!\w)"),
    )


def _parts(phrase: str) -> list[list[str]]:
    """«(توی|تو) تقویم (بذار|ثبت کن)»: what may stand at each place, in plain letters."""
    return [[_plain(way) for way in part.strip("()").split("|")] for part in _PART.findall(str(phrase))]


def _ways(phrase: str) -> Iterator[str]:
    """Every way a phrase may be said."""
    return (" ".join(way) for way in product(*_parts(phrase)))


def _flexible(phrase: str) -> str:
    """A phrase as a pattern; the spaces inside it may be missing."""
    places = ([" ?".join(map(re.escape, way.split())) for way in ways] for ways in _parts(phrase))
    return " ?".join(ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" for ways in places)


def _plain(phrase: str) -> str:
    return normalise(str(phrase)).plain


def _squeeze(phrase: str) -> str:
    return phrase.replace(" ", "")
