"""Runs of digits in a text, and the words that say what a run is. No check of any run is made here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.entities.doc import Doc, last_of

LABELS = {
    "national_id": ("کد ملی", "کدملی", "شماره ملی", "کارت ملی", "ملیم", "code melli", "kode melli", "codemelli", "kodemeli", "code meli", "kod meli", "national id", "national code"),
    "postal_code": ("کد پستی", "کدپستی", "پستی", "code posti", "kode posti", "codeposti", "postal code"),
    "mobile": ("موبایل", "همراه", "تلفن همراه", "گوشی", "شماره تماس", "تماس", "mobile", "mobail", "شماره م", "tamas"),
    "request_no": ("شماره درخواست", "درخواست شماره", "درخواست", "shomare darkhast", "darkhast", "request"),
    "file_no": ("شماره پرونده", "پرونده شماره", "پرونده", "shomare parvande", "parvande", "file"),
    "tracking_no": ("کد رهگیری", "شماره رهگیری", "رهگیری", "کد پیگیری", "شماره پیگیری", "rahgiri", "peygiri", "tracking"),
    "bill_id": ("شناسه قبض", "شناسه ی قبض", "ش قبض", "قبض", "shenase ghabz", "ghabz", "bill id"),
    "payment_id": ("شناسه پرداخت", "شناسه ی پرداخت", "ش پرداخت", "پرداخت", "shenase pardakht", "pardakht", "payment id"),
    "nosazi_code": ("کد نوسازی", "کدنوسازی", "نوسازی", "code nosazi", "kode nosazi", "nosazi"),
    "permit_no": ("شماره پروانه", "پروانه شماره", "شماره جواز", "جواز شماره", "shomare parvane", "permit no"),
    "registry_plate": ("پلاک ثبتی", "پلاک", "ثبتی", "شماره ثبتی", "pelak sabti", "pelak"),
    "code": ("کد تایید", "کد تاییدیه", "رمز یکبار مصرف", "کد یکبار مصرف", "رمز پویا", "کد فعالسازی", "کد پیامک", "code taeed"),
}  # fmt: skip
_RUN = re.compile(r"(?<![\w+])\+?\d[\d]*(?:[ -]\d+)*(?![\w])|(?<![\w+])\+?\d+")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits written together, or in groups parted by single spaces or hyphens."""

    digits: str
    text: str
    start: int
    end: int
    solid: bool


def solid_runs(doc: Doc, shortest: int, longest: int) -> Iterator[Run]:
    """Unbroken runs of digits with a length between the two. A run inside a code of parts does not count."""
    for match in re.finditer(rf"(?<![\d./,])(?<!\d-)\d{{{shortest},{longest}}}(?![\d])(?![./,-]\d)", doc.plain):
        yield Run(match.group(), match.group(), match.start(), match.end(), solid=True)


def label_of(doc: Doc, start: int, end: int) -> str | None:
    """What the words beside a run call it: the label nearest before it, else one right after it."""
    before = doc.before(start)
    best, best_end = None, -1
    for name, words in LABELS.items():
        at = last_of(before, words)
        if at > best_end and not re.search(r"\d{4}", before[at:]):
            best, best_end = name, at
    if best is not None:
        return best
    after = doc.after(end)
    for name, words in LABELS.items():
        if name in {"national_id", "postal_code", "mobile", "request_no", "tracking_no", "bill_id", "payment_id", "code"}:
            at = last_of(after, words[:3])
            if 0 <= at <= 18 and not re.search(r"\d", after[:at]):
                return name
    return None
