"""Bill and payment IDs. The payment ID can be checked only beside its bill ID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, Run
from nlu.entities.identifiers import bill_id_sound, mobile_of, payment_id_sound
from nlu.entities.runs import solid_runs

_NAMES_IT = re.compile(
    r"(?<!\w)(?:پرداخت|pardakht)[\W_]*$|(?<!\w)(?:شناسه|شماره|ش|کد|shenaseye?|code)(?: ی)? (?:پرداخت|pardakht)(?!\w)"
)
_OF_LEVIES = (None, "nosazi_code")
"""«قبض نوسازی ۱۰۰…»: the word is the levy's there; a nosazi code has parts."""
_OF_A_BILL = re.compile(r"(?<!\w)(?:قبض|فیش|ghabz|fish)")


def find(doc: Doc) -> Iterator[Found]:
    runs = list(solid_runs(doc, 6, 18))
    if pair := _pair(runs):
        yield from _both(*pair)
        return
    bill = _bill(doc, runs)
    sound = bill is not None and bill_id_sound(bill[0].digits)
    if bill is not None:
        run, rank = bill
        yield Found("bill_id", run.digits, run.start, run.end, rank, None if sound else "check_digit")
    for run in runs:
        if bill is not None and run is bill[0]:
            continue
        named = run.label == "payment_id" or (run.label is None and doc.expecting == "payment_id")
        paired = bill is not None and payment_id_sound(run.digits, bill_id=bill[0].digits)
        if named or paired:
            wrong = sound and not paired  # beside a wrong bill ID nobody can tell
            yield Found("payment_id", run.digits, run.start, run.end, rank=86, fault="check_digit" if wrong else None)


def _pair(runs: list[Run]) -> tuple[Run, Run] | None:
    """The bill ID and the payment ID that fit together: three check digits say which is which."""
    for bill in runs:
        for payment in runs:
            if (
                payment is not bill
                and bill_id_sound(bill.digits)
                and payment_id_sound(payment.digits, bill_id=bill.digits)
            ):
                return bill, payment
    return None


def _both(bill: Run, payment: Run) -> Iterator[Found]:
    """Called by each other's names they are taken for what they are, and that is said."""
    fault = "swapped" if (bill.label, payment.label) == ("payment_id", "bill_id") else None
    yield Found("bill_id", bill.digits, bill.start, bill.end, 87, fault)
    yield Found("payment_id", payment.digits, payment.start, payment.end, 87, fault)


def _bill(doc: Doc, runs: list[Run]) -> tuple[Run, int] | None:
    """The run that is the bill ID, and how sure that is."""
    for run in runs:
        if run.label == "bill_id" or (run.label is None and doc.expecting == "bill_id"):
            return run, 86
    for run in runs:
        municipal = len(run.digits) in {12, 13} and run.digits[-2] == "6"
        unnamed = run.label in _OF_LEVIES or (run.label == "payment_id" and _only_pays(doc, run))
        sound = bill_id_sound(run.digits) or _speaks_of_a_bill(doc, run)  # else it may be anything
        if unnamed and municipal and sound and mobile_of(run.digits) is None:
            return run, 66
    return None


def _speaks_of_a_bill(doc: Doc, run: Run) -> bool:
    """«قبض نوسازی ۱۰۰۰۰۰۱۱۱۲۳۶۲»: a number in the shape of a bill ID, in words about one, is one with a wrong digit."""
    return _OF_A_BILL.search(doc.plain[: run.start] + doc.plain[run.end :]) is not None


def _only_pays(doc: Doc, run: Run) -> bool:
    """«می‌خوام پرداخت کنم ۱۰۰۰۰۰۱۱۱۲۳۶۱»: the word says what is to be done, and not what the number is."""
    return doc.expecting != "payment_id" and _NAMES_IT.search(doc.before(run.start)) is None
