import json
import re
from pathlib import Path

import pytest

from nlu.entities.identifiers import (
    bill_id_sound,
    mobile_of,
    national_id_sound,
    payment_amount_rial,
    payment_id_sound,
    postal_code_sound,
)

VECTORS = Path(__file__).parents[5] / "shared" / "data" / "vectors"


def cases(name):
    file = VECTORS / name
    if not file.exists():
        pytest.skip(f"vectors absent: {file}")
    return json.loads(file.read_text("utf-8"))["cases"]


def test_national_id_vectors_hold_but_for_prefixes_and_short_forms():
    """Disagreements: persian-tools refuses unassigned prefixes (ours are judged by check digit alone) and pads 8–9
    digits with zeros (we ask instead); both are named in the shared data's README."""
    tried = 0
    for case in cases("national_id.json"):
        text = case["args"][0] if case["args"] else None
        if "erify" not in case["fn"] or not isinstance(text, str) or not isinstance(case["out"], bool):
            continue
        tried += 1
        ours = national_id_sound(text)
        if ours != case["out"]:
            assert (ours and not case["out"]) or len(text) in {8, 9} or not text.isascii(), case
    assert tried > 20


def test_phone_vectors_hold_but_for_prefixes():
    """Disagreement: persian-tools keeps a list of operators' prefixes (0980 is refused). New ones are given out, and
    the one-time code proves a number better than a list, so ours are judged by their form."""
    tried = 0
    for case in cases("phone.json"):
        if "erify" not in case["fn"] and "alid" not in case["fn"]:
            continue
        text = case["args"][0] if case["args"] else None
        if isinstance(text, str) and isinstance(case["out"], bool):
            tried += 1
            if text.startswith("0980"):
                continue
            wanted = case["out"] != ("is_err" in case.get("raw", ""))
            assert (mobile_of(text) is not None) == wanted, case
    assert tried > 5


def test_bill_vectors_hold():
    """Bill IDs come as numbers there and lose leading zeros; ours are strings, checked alike."""
    tried = 0
    for bill, payment, asked, currency, out in bill_cases():
        if asked in {"isValidBillId", "is_valid_bill_id", "verificationBillId"}:
            assert bill_id_sound(bill) == out, (bill, asked)
        elif asked in {"isValidBillPayment", "is_valid_payment_id", "verificationBillPayment"}:
            assert payment_id_sound(payment, bill_id=bill) == out, (bill, payment)
        elif asked == "amount" and currency == "rial":
            assert payment_amount_rial(payment) == out
        else:
            continue
        tried += 1
    assert tried > 25


def bill_cases():
    """(bill, payment, what was asked, currency, answer) of the JavaScript and Python vectors."""
    for case in cases("bill.json"):
        if case["src"] == "js" and case["fn"] == "new Bill" and case["args"] and "billId" in case["args"][0]:
            given = case["args"][0]
            asked = [part for part in case["chain"] if "(" not in part][-1]
            yield str(given["billId"]), str(given.get("paymentId")), asked, given.get("currency"), case["out"]
        elif numbers := re.findall(r"(?:bill|payment)_id=(\d+)", case["fn"]):
            yield *numbers, case["args"][0], "rial" if "CURRENCY_RIAL" in case["fn"] else None, case["out"]


def test_synthetic_pairs():
    assert bill_id_sound("1177809000142")
    assert not bill_id_sound("1177809000143")
    assert payment_id_sound("570108", bill_id="1177809000142")
    assert not payment_id_sound("570109", bill_id="1177809000142")
    assert payment_amount_rial("570108") == 5000


def test_national_ids_by_check_digit_alone():
    assert national_id_sound("9990000018")
    assert not national_id_sound("9990000017")
    assert not national_id_sound("1111111111")
    assert not national_id_sound("۹۹۹۰۰۰۰۰۱۸")


def test_mobiles_in_every_form():
    assert {
        mobile_of(text) for text in ("09131234567", "+989131234567", "00989131234567", "9131234567", "0913 123 45 67")
    } == {"09131234567"}
    assert mobile_of("0313624391") is None


def test_postal_codes_by_shape():
    assert postal_code_sound("8146433119")
    assert not postal_code_sound("8146052199")
