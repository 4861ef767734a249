"""Paying, through the whole program: a bill found, the link opened on our own origin, the sample page paid, and the
truth heard about it afterwards. Bills are seeded without a file, as fixtures may bring them."""

from __future__ import annotations

import re

import httpx
import pytest

from integrations.reference.case import codes
from tests.fakes.citizens import RestCitizen, last_code
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)

OWNER = {"name": "پروین نمونه", "national_id": "9992000015", "mobile": "09139990001"}
OTHER = {"name": "رضا نمونه", "national_id": "9992000023", "mobile": "09139990002"}
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def bill(number, owner, amount, **more):
    bill_id = codes.bill_id(number)
    payment_id = codes.payment_id(amount, bill_id, year=1405, period=1)
    fields = {"levy": "نوسازی", "year": 1405, "status": "unpaid", **more}
    return {
        "owner": owner["national_id"],
        "bill_id": bill_id,
        "payment_id": payment_id,
        "amount_rial": amount,
        **fields,
    }


OLD = bill(31, OWNER, 24_750_000, year=1403)
WASTE = bill(32, OWNER, 6_200_000, levy="پسماند")
BIG = bill(33, OTHER, 900_000_000, levy="زیربنا")
PAID = bill(34, OTHER, 5_000_000, status="paid")


@pytest.fixture(scope="module")
def program():
    program = start_program({"SHAHRYAR_NOW": "1405-09-02T10:00"})
    fixtures = {"citizens": [OWNER, OTHER], "bills": [OLD, WASTE, BIG, PAID]}
    seeded = httpx.post(f"{program.url}/dev/seed", json=fixtures).json()
    assert seeded["seeded"] == {"citizens": 2, "bills": 4}
    yield program
    program.stop()


class Payer(RestCitizen):
    """On the REST channel. `hears` is the whole answer to a line."""

    def __init__(self, program):
        super().__init__(program.url)
        self.program = program

    def hears(self, text):
        self.say(text)
        return "\n".join(reply["text"] for reply in self.last)

    def signs_in(self, who, *, level=2):
        self.say(who["mobile"])
        if level == 2:
            self.say(who["national_id"])
        return self.hears(last_code(self.program.folder, who["mobile"]))

    @property
    def link(self):
        (found,) = [link["url"] for reply in self.last for link in reply.get("custom", {}).get("links", [])]
        assert any(found in reply["text"] for reply in self.last)
        return found


def pay(link, outcome="paid"):
    shown = httpx.get(link)
    assert (shown.status_code, "درگاه پرداخت نمونه" in shown.text) == (200, True)
    return httpx.post(link, data={"outcome": outcome}).text


def test_a_bill_is_found_paid_on_the_sample_page_and_told_as_paid(program):
    payer = Payer(program)
    assert "موبایل" in payer.hears("چقدر بدهکارم؟")
    listed = payer.signs_in(OWNER)
    assert "۳٬۰۹۵٬۰۰۰ تومان (۳۰٬۹۵۰٬۰۰۰ ریال)" in listed
    assert "سررسیدگذشته" in listed
    assert OLD["payment_id"].translate(PERSIAN) in payer.hears("۱")
    payer.say("بله")
    link = payer.link
    assert link.startswith(f"{program.url}/dev/sample-gateway/")
    assert "هنوز خبری" in payer.hears("پرداخت کردم")
    assert "ثبت شد" in pay(link)
    assert "پرداخت ثبت شد" in payer.hears("پرداختم ثبت شد؟")
    assert "بله، آخرین پرداختتان ثبت شده" in payer.hears("رسید پرداختم رو می‌خوام")
    only = payer.hears("قبض بعدی")
    assert "پسماند" in only
    assert OLD["payment_id"].translate(PERSIAN) not in only


def test_a_failed_payment_is_told_as_failed_and_a_new_link_works(program):
    payer = Payer(program)
    payer.say(f"{WASTE['bill_id']} {WASTE['payment_id']}")
    payer.say("بله")
    payer.signs_in(OTHER, level=1)
    failed = payer.link
    pay(failed, "failed")
    assert "پرداخت انجام نشد" in payer.hears("پرداخت کردم")
    assert payer.link != failed
    pay(payer.link)
    assert "پرداخت ثبت شد" in payer.hears("پرداخت کردم")


def test_what_cannot_be_paid_says_why_and_leaves_no_link(program):
    payer = Payer(program)
    assert "پرداخت شده است" in payer.hears(f"شناسه قبض {PAID['bill_id']} شناسه پرداخت {PAID['payment_id']}")
    wrong = f"{BIG['bill_id'][:-1]}{(int(BIG['bill_id'][-1]) + 1) % 10}"
    assert "جور نیست" in payer.hears(f"شناسه قبض {wrong} رو می‌خوام بدم")
    nobodys = bill(99, OTHER, 1_000_000)
    assert "پیدا نکردم" in payer.hears(f"{nobodys['bill_id']} {nobodys['payment_id']}")
    assert not any("links" in reply.get("custom", {}) for reply in payer.last)


def test_paying_in_parts_is_asked_for_once_and_seen_afterwards(program):
    payer = Payer(program)
    assert "موبایل" in payer.hears("عوارض زیربنا رو ۶ قسطه بدم")
    assert "تعداد قسط: ۶" in payer.signs_in(OTHER)
    assert "درخواست قسط‌بندی ثبت شد" in payer.hears("بله")
    assert "در دست بررسی" in payer.hears("قسط بعدیم کیه؟")
    payer.say("عوارض زیربنا رو ۴ قسطه بدم")
    assert "پیش از این درخواست قسط‌بندی داده‌اید" in payer.hears("بله")


def test_a_card_number_is_warned_of_and_not_logged(program):
    payer = Payer(program)
    assert "شمارهٔ کارت" in payer.hears("کارتم 6037 9912 3456 7890 رمز دوم 48291، می‌خوام عوارضم رو بدم")
    assert "موبایل" in payer.hears("قبض‌هام")
    # As numbers of their own: four digits alone stand by chance in a trace id or a time.
    shown = set(re.findall(r"(?<![\w.])\d[\d ]*\d(?![\w.])", program.log))
    assert not any({"7890", "48291"} & set(number.split()) for number in shown)
    assert "6037 9912" not in program.log
