"""Test vectors of other projects: every case of every file is counted, every disagreement has its reason."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from tests.unit.nlu.vector_answers import Answer, Case, judged, vectors_folder

FOLDER = vectors_folder()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="shared/data/vectors is not beside the repository")

# File, what the case looks like (`function(arguments)`), why we answer otherwise.
DISAGREEMENTS = (
    (
        "digits.json",
        r"digitsArTo(Fa|En)\(.*123.*|digitsEnToFa\(.*٤٥٦.*",
        "they fold one script; a citizen mixes three, so we fold all",
    ),
    (
        "digits.json",
        r".*convert_to_word\(\[30000000000000\]\)",
        "«بیلیون» is 10^12 there and 10^9 with the same authors' JavaScript; we say 10^9",
    ),
    ("digits.json", r".*convert_to_word\(\[30000000000000000\]\)", "«بیلیارد»: no amount here is that large"),
    ("digits.json", r".*convert_from_word\(.*متن بدون عدد.*", "no number is None with us: silence is not zero"),
    ("jalaali_js.json", r"isValidJalaaliDate\(\[(3178|-61), 1, 1\]\)", "years beyond 1..3177: no citizen's date"),
    ("national_id.json", r'\S+\(\["\d{8,9}"\]\)', "8–9 digits are padded with zeros there; we report `length` and ask"),
    ("number_to_words.json", r".*9006199254740992.*", "beyond 10^15, which nobody counts"),
    ("persiantools_py.json", r"digits.to_word\(\[-?\d+\.\d+\]\)", "decimals as «دو صدم»: people say «ممیز» or «و نیم»"),
    (
        "persiantools_py.json",
        r"JalaliDate.strptime\(.*70-10-10.*",
        "1370 or 1470: a short year is read only from 80 to 10",
    ),
    (
        "persiantools_py.json",
        r"(?i)JalaliDate.strptime\(.*(\bfar\b|\bord\b|esf\b|فرو\b|اسف\b).*",
        "the library's own abbreviations of months",
    ),
    ("persiantools_py.json", r"JalaliDate.strptime\(.*(Day|Month).*", "a form with English words between the parts"),
    ("phone.json", r".*09802002580.*", "operators' prefixes are not judged: the one-time code proves a number"),
    (
        "words_to_number.json",
        r"wordsToNumber\(.*(چهارصد 200|دهم هزار|دهمین).*",
        "two numbers side by side; they add whatever stands there",
    ),
    (
        "words_to_number.json",
        r"wordsToNumber\(.*(سلام دنیا|\"كى\"|كَباب).*",
        "no number is None with us: silence is not zero",
    ),
    ("words_to_number.json", r"wordsToNumber\(.*(ك دویست|كیك).*", "a foreign word inside a number ends it"),
    (
        "words_to_number.json",
        r"(money|tomans)WordsToNumber\(.*(توم|تمن|تمان|\"یک\"|ریل).*",
        "a few toman are thousands there («یک تومن» = 1000); design §5 asks",
    ),
    (
        "words_to_number.json",
        r"(money|rials)WordsToNumber\(.*(ریال|\"یک\").*",
        "nobody says rial for a thousand rial: taken as said",
    ),
)

# File: (agreed, disagreed with a reason, no such function of ours). A changed number is a changed reading.
COUNTS = {
    "bill.json": (58, 0, 29),
    "card_number.json": (0, 0, 104),
    "digits.json": (57, 6, 12),
    "duckling_fa_numeral.json": (31, 0, 0),
    "jalaali_js.json": (111, 2, 9),
    "jdatetime_py.json": (2, 0, 56),
    "legal_id.json": (41, 0, 0),
    "national_id.json": (73, 6, 12),
    "number_to_words.json": (32, 2, 8),
    "persiantools_py.json": (80, 19, 193),
    "phone.json": (70, 2, 14),
    "sheba.json": (0, 0, 41),
    "words_to_number.json": (151, 47, 18),
}


def key(case: Case) -> str:
    return f"{case.get('fn', 'numeral')}({json.dumps(case.get('args', [case.get('in')]), ensure_ascii=False)})"


def verdict(answer: Answer) -> str:
    if answer.foreign:
        return "foreign"
    return "agreed" if answer.ours == answer.theirs else "disagreed"


def reasons(file: str, case: Case) -> list[str]:
    return [why for where, like, why in DISAGREEMENTS if where == file and re.fullmatch(like, key(case))]


def test_every_disagreement_has_its_reason():
    assert FOLDER is not None
    unexplained = [
        f"{file} {key(case)}: {answer.ours!r}, expected {answer.theirs!r}"
        for file, case, answer in judged(FOLDER)
        if verdict(answer) == "disagreed" and not reasons(file, case)
    ]
    assert unexplained == []


def test_every_reason_is_needed():
    assert FOLDER is not None
    used = {
        reason
        for file, case, answer in judged(FOLDER)
        if verdict(answer) == "disagreed"
        for reason in reasons(file, case)
    }
    assert {why for _, _, why in DISAGREEMENTS} == used


def test_no_case_is_left_out():
    assert FOLDER is not None
    counted = Counter((file, verdict(answer)) for file, _, answer in judged(FOLDER))
    files = {file for file, _ in counted}
    assert {file: tuple(counted[file, each] for each in ("agreed", "disagreed", "foreign")) for file in files} == COUNTS


def test_what_is_foreign_says_why():
    assert FOLDER is not None
    assert not [case for _, case, answer in judged(FOLDER) if "no answer written" in (answer.foreign or "")]
