"""What we answer to the test vectors of other projects, beside what they expect; or why there is no answer of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from persiantools.jdatetime import JalaliDate

from nlu.entities.identifiers import (
    bill_id_sound,
    legal_id_sound,
    mobile_of,
    national_id_sound,
    payment_amount_rial,
    payment_id_sound,
)
from nlu.entities.numbers import find_numbers, words_to_number
from nlu.entities.recognise import recognise
from nlu.text import latin_digits, normalise, persian_digits

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)
Case = dict[str, Any]


def vectors_folder() -> Path | None:
    """`shared/data/vectors` beside the repository, or beside a folder that holds it."""
    for parent in Path(__file__).resolve().parents:
        if (folder := parent / "shared" / "data" / "vectors").is_dir():
            return folder
    return None


def cases(file: Path) -> list[Case]:
    listed: list[Case] = json.loads(file.read_text("utf-8"))["cases"]
    return listed


@dataclass(frozen=True, slots=True)
class Answer:
    """`ours` and `theirs` are equal when we agree. `foreign` says why we have no such function."""

    ours: object = None
    theirs: object = None
    foreign: str | None = None


def answer(file: str, case: Case) -> Answer:
    function = case.get("fn", "numeral")
    for pattern, answering in ANSWERS[file]:
        if re.fullmatch(pattern, function):
            return answering if isinstance(answering, Answer) else answering(case)
    return Answer(foreign=f"no answer written for {function}")


def expected(case: Case) -> object:
    """The expected value, out of Rust source where it is Rust. An error is None."""
    raw, out = case.get("raw"), case["out"]
    if raw is None:
        return out
    if "is_err" in raw or "Err(" in raw:
        return None
    if "is_ok" in raw or "Ok(())" in raw:
        return True
    quoted = re.search(r'"([^"]*)"\s*\.to_string|, \\?"([^"\\]*)\\?"$', raw)
    if quoted:
        return quoted.group(1) or quoted.group(2) or ""
    number = re.search(r"-?\d+$", raw)
    return int(number.group()) if number else out


def first(case: Case) -> object:
    return case["args"][0] if case["args"] else None


def _plain_int(value: object) -> object:
    """«-۳,۰۰۰» as -3000: how a number is shown is no matter of reading it."""
    if isinstance(value, str) and re.fullmatch(r"-?\d[\d,]*", latin_digits(value)):
        return int(latin_digits(value).replace(",", ""))
    return None if value == "" else value


def number_of(text: object) -> object:
    if not isinstance(text, str):
        return None
    plain = normalise(text).plain
    whole, found = words_to_number(plain), find_numbers(plain)
    if whole is not None or len(found) != 1:
        return whole
    value = found[0].plain_value  # a number among other words, which their readers pass over
    return -value if plain.startswith("منفی ") else value


def words_case(case: Case) -> Answer:
    theirs = _plain_int(expected(case))
    if case.get("matcher") == "not.toEqual":
        return Answer(number_of(first(case)) != case["out"], True)
    return Answer(number_of(first(case)), theirs)


def spelt_case(case: Case) -> Answer:
    """Number to words: their words must read as the number they were made of."""
    said = expected(case)
    given = first(case)
    if not isinstance(said, str) or not said or case.get("matcher"):
        return Answer(foreign="we spell no numbers, and this case has no words to read back")
    return Answer(number_of(said), _plain_int(str(given)) if isinstance(given, str) else given)


def money_case(case: Case) -> Answer:
    """Their toman and rial, against the rial we read."""
    options = case["args"][1] if len(case["args"]) > 1 else {}
    rial_asked = "rials" in case["fn"]
    text = first(case)
    asked = "regional_price_rial" if rial_asked else "amount_rial"
    found = recognise(normalise(text), now=NOW, expecting=asked) if isinstance(text, str) else ()
    said_rial = rial_asked or "ریال" in str(text) or "ریل" in str(text)
    to = options.get("to") or ("rial" if said_rial else "toman")
    amounts = [entity for entity in found if entity.name in {"amount_rial", "regional_price_rial"}]
    if any(entity.fault for entity in amounts) and not options.get("formal"):
        return Answer("asked", case["out"])
    ours = sum(int(entity.value) for entity in amounts) // (1 if to == "rial" else 10)
    return Answer(ours, case["out"])


def digits_case(case: Case) -> Answer:
    given = first(case)
    if isinstance(given, dict):
        given = given["call"]["args"][0]  # folding twice is folding once
    text = str(given)
    shown = persian_digits(latin_digits(text)) if re.search("(?i)to_?fa", case["fn"]) else latin_digits(text)
    return Answer(shown, case["out"])


def letters_case(case: Case) -> Answer:
    """Their Arabic letters folded; our normal form also folds digits, spaces and question marks."""
    return Answer(normalise(str(first(case))).text, normalise(case["out"]).text)


def sound_case(judge: Callable[[str], bool]) -> Callable[[Case], Answer]:
    def judged(case: Case) -> Answer:
        given = first(case)
        return Answer(isinstance(given, str | int) and judge(str(given)), expected(case) is True)

    return judged


def mobile_case(case: Case) -> Answer:
    theirs = expected(case)
    given = mobile_of(str(first(case)))
    if isinstance(theirs, bool) or theirs is None:
        return Answer(given is not None, bool(theirs))
    return Answer(given, mobile_of(str(theirs)))


def prefix_case(case: Case) -> Answer:
    mobile, theirs = mobile_of(str(first(case))), expected(case)
    return Answer(mobile[1:4] if mobile else None, theirs or None)


def bill_case(case: Case) -> Answer:
    given, asked = _bill_of(case)
    bill, payment = str(given.get("billId", "")), str(given.get("paymentId", ""))
    rial = given.get("currency") == "rial"
    paid = payment_id_sound(payment, bill_id=bill) if payment.isdecimal() else False
    answers: dict[str, object] = {
        "amount": payment_amount_rial(payment) // (1 if rial else 10) if payment.isdecimal() else None,
        "billid": bill_id_sound(bill),
        "payment": paid,
        "both": bill_id_sound(bill) and paid,
    }
    kind = _BILL_QUESTIONS.get(asked)
    if kind is None:
        return Answer(foreign=f"{asked}: the kind and the bar code of a bill are no business of ours")
    return Answer(answers[kind], case["out"])


_BILL_QUESTIONS = {
    "amount": "amount", "getAmount": "amount", "isValidBillId": "billid", "verificationBillId": "billid",
    "is_valid_bill_id": "billid", "isValidBillPayment": "payment", "verificationBillPayment": "payment",
    "is_valid_payment_id": "payment", "isValid": "both", "verificationBill": "both", "is_valid": "both",
}  # fmt: skip


def _bill_of(case: Case) -> tuple[dict[str, Any], str]:
    if case["src"] == "js":
        return case["args"][0], [part for part in case["chain"] if "(" not in part][-1]
    numbers = re.findall(r"(?:bill|payment)_id=(\d+)", case["fn"])
    given = dict(zip(("billId", "paymentId"), numbers, strict=False))
    return given | ({"currency": "rial"} if "RIAL" in case["fn"] else {}), str(first(case))


def jalali_case(case: Case) -> Answer:
    args = case["args"]
    if not all(isinstance(part, int) for part in args):
        return Answer(foreign="no number, so no text of ours can say it")
    return _JALALI[case["fn"]](args, case["out"])


def _valid(args: list[int], out: object) -> Answer:
    try:
        return Answer(JalaliDate.check_date(*args), out)
    except (ValueError, KeyError, IndexError) as error:
        return Answer(type(error).__name__, out)


def _month_length(args: list[int], out: object) -> Answer:
    year, month = args
    return Answer(max(day for day in (29, 30, 31) if JalaliDate.check_date(year, month, day)), out)


def _gregorian(args: list[int], out: Any) -> Answer:
    made = JalaliDate(*args).to_gregorian()
    return Answer((made.year, made.month, made.day), (out["gy"], out["gm"], out["gd"]))


def _jalali(args: list[int], out: Any) -> Answer:
    made = JalaliDate(date(*args))
    return Answer((made.year, made.month, made.day), (out["jy"], out["jm"], out["jd"]))


_JALALI: dict[str, Callable[[list[int], Any], Answer]] = {
    "isValidJalaaliDate": _valid,
    "isLeapJalaaliYear": lambda args, out: Answer(JalaliDate.is_leap(args[0]), out),
    "jalaaliMonthLength": _month_length,
    "toGregorian": _gregorian,
    "toJalaali": _jalali,
}


def read_date_case(case: Case) -> Answer:
    """A date they parse by a format, read by us as an answer to «which day?»."""
    text, out = str(first(case)), case["out"]
    found = recognise(normalise(text), now=NOW, expecting="date")
    ours = next((entity.value for entity in found if entity.name == "date" and not entity.fault), None)
    if not isinstance(out, dict):
        return Answer(ours, None)
    call = out["call"]
    parts = call["args"][:3] or [call["kwargs"][part] for part in ("year", "month", "day")]
    return Answer(ours, "{:04d}-{:02d}-{:02d}".format(*parts))


def numeral_case(case: Case) -> Answer:
    return Answer(number_of(case["in"]), case["out"])


ARABIC = Answer(foreign="we read Arabic digits and letters but never write them")
OPERATORS = Answer(foreign="operators and provinces of a number are no business of ours")
CARDS = Answer(foreign="card data is never taken in chat (domain report §7.3): nothing reads it")
SHEBA = Answer(foreign="bank accounts are not among the entities of design §5")
CALENDAR = Answer(foreign="the library's own interface; we use the library, and compare it with a second calendar")
_Row = tuple[str, Answer | Callable[[Case], Answer]]
ANSWERS: dict[str, tuple[_Row, ...]] = {
    "bill.json": (("bill_detail.get", Answer(foreign="bar codes of a bill")), (".*", bill_case)),
    "card_number.json": ((".*", CARDS),),
    "sheba.json": ((".*", SHEBA),),
    "digits.json": (
        ("digits.convert_from_word", words_case),
        ("digits.convert_to_word", spelt_case),
        ("(?i)digits.*to_?ar", ARABIC),
        ("digits._conversion", Answer(foreign="digits of no script of ours")),
        (".*", digits_case),
    ),
    "duckling_fa_numeral.json": (("numeral", numeral_case),),
    "jalaali_js.json": (("jalaaliWeek", CALENDAR), (".*", jalali_case)),
    "jdatetime_py.json": ((r"jdatetime.date.fromisoformat", read_date_case), (".*", CALENDAR)),
    "legal_id.json": ((".*", sound_case(legal_id_sound)),),
    "national_id.json": (
        ("national_id.find_place.*", Answer(foreign="where an ID was given out is no business of ours")),
        (".*", sound_case(national_id_sound)),
    ),
    "number_to_words.json": ((".*_zeros", Answer(foreign="an inner step of spelling")), (".*", spelt_case)),
    "persiantools_py.json": (
        ("JalaliDate.strptime", read_date_case),
        ("digits.to_word", spelt_case),
        ("digits.*_to_ar|characters.fa_to_ar", ARABIC),
        ("digits.*", digits_case),
        ("characters.ar_to_fa", letters_case),
        ("utils.*|_is_ascii_digit", Answer(foreign="a tool for code, not for texts")),
        (".*", CALENDAR),
    ),
    "phone.json": (
        (".*(?i:valid).*", mobile_case),
        ("(?i).*normali.*", mobile_case),
        ("getPhoneNumberPrefix|get_operator_prefix", prefix_case),
        (".*", OPERATORS),
    ),
    "words_to_number.json": (
        ("fuzzy", Answer(foreign="spelling is mended before numbers are read, by the word layer")),
        ("(money|tomans|rials)WordsToNumber", money_case),
        (".*", words_case),
    ),
}


def judged(folder: Path) -> Iterator[tuple[str, Case, Answer]]:
    """Every case of every file, none left out."""
    for file in sorted(folder.glob("*.json")):
        for case in cases(file):
            yield file.name, case, answer(file.name, case)
