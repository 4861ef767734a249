"""Spoken verb forms and the formal ones they stand for («میگن» → «می‌گویند»), made from stems. No text is read here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nlu.text import ZWNJ
from nlu.words.joining import key

_ENDINGS = (
    ("م", "م"),
    ("ی", "ی"),
    ("ه", "د"),
    ("د", "د"),
    ("یم", "یم"),
    ("ین", "ید"),
    ("ید", "ید"),
    ("ن", "ند"),
    ("ند", "ند"),
)
_PAST_ENDINGS = (("م", "م"), ("ی", "ی"), ("", ""), ("یم", "یم"), ("ین", "ید"), ("ید", "ید"), ("ن", "ند"), ("ند", "ند"))
_PREFIXES = (("می", "می"), ("نمی", "نمی"), ("نیمی", "نمی"), ("ب", "ب"), ("ن", "ن"))
"""What is said and what it is formally; «نیمی» is how Isfahan says «نمی»."""
_LASTING = frozenset({"می", "نمی"})

Stems = tuple[str, str, str]
"""Past stem, formal present stem, spoken present stem."""


def spoken_forms(
    verbs: Iterable[tuple[str, str]], spoken: Iterable[Stems], pasts: Mapping[str, str], taken: frozenset[str]
) -> dict[str, str]:
    """Look-up key of each spoken form → its formal form. A key that two verbs claim is nobody's; so is one in `taken`
    (words that mean something else), unless «می» stands before it."""
    claims: dict[str, set[str]] = {}
    verbs = list(verbs)
    listed = [_mended(stems, verbs) for stems in spoken]
    for said, formal in _of_stems(listed):
        claims.setdefault(key(said), set()).add(formal)
    for said, formal in _of_verbs(verbs, listed):
        claims.setdefault(key(said), set()).add(formal)
    for said_past, past in pasts.items():
        for said, formal in _past(said_past, past):
            claims.setdefault(key(said), set()).add(formal)
    return {
        said: next(iter(formals))
        for said, formals in sorted(claims.items())
        if len(formals) == 1 and said not in taken and formals != {said}
    }


def _mended(stems: Stems, verbs: Iterable[tuple[str, str]]) -> Stems:
    """hazm's spoken table writes some formal stems without their madda («اور»)."""
    past, present, said = stems
    proper = next((stem for other, stem in verbs if other == past and key(stem) == key(present)), present)
    return past, proper, said


def _of_verbs(verbs: Iterable[tuple[str, str]], spoken: Iterable[Stems]) -> Iterator[tuple[str, str]]:
    """Forms whose stem is the formal one and whose ending or joining alone is spoken."""
    for past, present in verbs:
        yield from _present(present, present)
        yield from _past(past, past)
    for past, present, said in spoken:
        if present.endswith("ان") and said.endswith("ون"):
            short = past.removesuffix("ست").removesuffix("د")
            if short.endswith("ان"):  # «رساند», «توانست», «ماند» are said «رسوند», «تونست», «موند»
                yield from _past(f"{said}{past[len(short) :]}", past)


def _of_stems(spoken: Iterable[Stems]) -> Iterator[tuple[str, str]]:
    for _, present, said in spoken:
        yield from _present(said, present)


def _present(said: str, formal: str) -> Iterator[tuple[str, str]]:
    for prefix, proper in _PREFIXES:
        for ending, proper_ending in _ENDINGS:
            open_stem = said.endswith(("ا", "آ"))
            if (ending == "د" and said != formal and not open_stem) or (ending == "ه" and open_stem):
                continue  # «میشد» is the past of «شدن», not «می‌شود»; «میاه» is nothing
            start = prefix + said if prefix not in {"ب", "ن"} else _prefixed(prefix, said)
            yield start + ending, _prefixed(proper, formal) + proper_ending


def _past(said: str, formal: str) -> Iterator[tuple[str, str]]:
    for prefix, proper in (("", ""), *_PREFIXES[:3], ("ن", "ن")):
        for ending, proper_ending in _PAST_ENDINGS:
            if ending == "ن" and proper not in _LASTING:
                continue  # «گفتن» may be the infinitive as well as «گفتند»
            if ending != "ین" and said == formal and proper not in _LASTING:
                continue  # already formal
            yield _negated(prefix, said) + ending, _prefixed(proper, formal) + proper_ending
        if said != formal:
            yield f"{_negated(prefix, said)}ه", f"{_prefixed(proper, formal)}ه"


def _negated(prefix: str, said: str) -> str:
    """«نیومد»: the ا of «اومد» becomes ی."""
    return f"نی{said[1:]}" if prefix == "ن" and said.startswith("ا") else prefix + said


def _prefixed(prefix: str, stem: str) -> str:
    """«می‌خواه», «بگوی», «بینداز», «نیاور»."""
    if prefix in _LASTING:
        return f"{prefix}{ZWNJ}{stem}"
    if prefix and stem.startswith("آ"):
        return f"{prefix}یا{stem[1:]}"
    if prefix and stem.startswith("ا") and not stem.startswith("ای"):
        return f"{prefix}ی{stem[1:]}"
    return prefix + stem
