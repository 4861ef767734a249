"""hazm as it is read when the model is trained: its words, verbs and spoken forms. No other module loads hazm.

Only its data files and its conjugation are used; `hazm/__init__` is never run, because it loads gensim and numpy."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from nlu.text import normalise

_STAND_INS = {
    "nltk": "",
    "nltk.stem": "",
    "nltk.stem.api": "StemmerI",
    "nltk.tokenize": "",
    "nltk.tokenize.api": "TokenizerI",
    "flashtext": "KeywordProcessor",
}
"""What hazm's text modules import and do not need: two interfaces without code, and a search for abbreviations."""
_IN_ORDER = (
    "utils",
    "stemmer",
    "word_tokenizer",
    "sentence_tokenizer",
    "lemmatizer",
    "token_splitter",
    "normalizer",
    "informal_normalizer",
)


_SETTLED = re.compile("(?:([آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی])(?!\\1\\1))+")
"""Words that our normal form leaves as they are; the others take the long way."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What is taken from hazm, all in our normal form. A verb is its two stems, «گفت#گوی»."""

    attested: frozenset[str]
    """Words hazm has a part of speech or a frequency for."""
    listed: frozenset[str]
    """Words it only lists: many are rare, some are slips."""
    frequent: frozenset[str]
    spoken_words: dict[str, str]
    verbs: tuple[tuple[str, str], ...]
    spoken_stems: tuple[tuple[str, str, str], ...]
    """Past stem, formal present stem, spoken present stem."""
    verb_forms: dict[str, str]
    """Every conjugated form written as one word, with its verb."""


@cache
def harvest() -> Harvest:
    """Reads the installed hazm. `ModuleNotFoundError` when it is not installed."""
    data = package_folder() / "data"
    words = [line.split("\t") for line in _lines(data / "words.dat")]
    known = [(_normal(one[0]), int(one[1]), one[2]) for one in words if len(one) == 3]
    verbs = tuple(_verbs(data / "verbs.dat"))
    return Harvest(
        attested=frozenset(word for word, count, tags in known if count or tags != "0") - {""},
        listed=frozenset(word for word, count, tags in known if not count and tags == "0") - {""},
        frequent=frozenset(word for word, count, _ in known if count) - {""},
        spoken_words=dict(_pairs(data / "iwords.dat")),
        verbs=verbs,
        spoken_stems=tuple(_spoken_stems(data / "iverbs.dat")),
        verb_forms=_conjugated(verbs),
    )


def package_folder() -> Path:
    return Path((_spec().submodule_search_locations or [""])[0])


def _spec() -> ModuleSpec:
    spec = importlib.util.find_spec("hazm")
    if spec is None:
        raise ModuleNotFoundError("hazm is not installed: the model is trained with it (make install)", name="hazm")
    return spec


@contextmanager
def text_modules() -> Iterator[ModuleType]:
    """hazm's text modules under a package stub; afterwards the interpreter is as before."""
    stub = importlib.util.module_from_spec(_spec())  # made, never executed
    before = {name: module for name, module in sys.modules.items() if _is_ours(name)}
    for name in before:
        del sys.modules[name]
    try:
        for name, wanted in _STAND_INS.items():
            sys.modules[name] = ModuleType(name)
            if wanted:
                setattr(sys.modules[name], wanted, type(wanted, (), {}))
        sys.modules["hazm"] = stub
        for name in _IN_ORDER:
            part = importlib.import_module(f"hazm.{name}")
            # 0.10 imports from the package what its `__init__` would have put there
            vars(stub).update({key: value for key, value in vars(part).items() if not key.startswith("_")})
        yield stub
    finally:
        for name in [name for name in sys.modules if _is_ours(name)]:
            del sys.modules[name]
        sys.modules.update(before)


def _is_ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in {"hazm", "nltk", "flashtext"}


def _conjugated(verbs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """hazm's own conjugation; nothing where its code does not load: then only our spoken forms are known."""
    forms: dict[str, str] = {}
    try:
        with text_modules() as hazm:
            conjugation: Any = vars(hazm)["Conjugation"]()
            for past, present in verbs:
                for form in conjugation.get_all(f"{past}#{present}"):
                    if " " not in form and "_" not in form:
                        forms.setdefault(_normal(form), f"{past}#{present}")
    except ImportError:
        return {}
    return forms


def _verbs(path: Path) -> Iterator[tuple[str, str]]:
    pairs = {tuple(line.split("#")) for line in _lines(path) if line.count("#") == 1 and " " not in line}
    for past, present in sorted(pairs):
        if past and present and (past, f"{present}ی") not in pairs:  # «گو» is a short writing of «گوی»
            yield _normal(past), _normal(present)


def _spoken_stems(path: Path) -> Iterator[tuple[str, str, str]]:
    for line in _lines(path):
        verb, spoken, _ = line.split(" ", 2)
        past, _, present = verb.partition("#")
        yield _normal(past), _normal(present), _normal(spoken)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(path):
        spoken, _, formal = line.partition(" ")
        if spoken and formal and _normal(spoken) != _normal(formal):
            yield _normal(spoken), _normal(formal)


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def _normal(word: str) -> str:
    return word if _SETTLED.fullmatch(word) else normalise(word).text
