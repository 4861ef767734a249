"""The estimate through the whole program: the real store, the call queue, the embedded backend, the REST channel."""

import httpx
import pytest

from tests.fakes.citizens import RestCitizen
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)

PRICES = [
    {"district": district, "use": "residential", "year": 1405, "regional_price_rial": price}
    for district, price in ((3, 1_000_000), (8, 500_000))
]
STREET = {"code": "k8", "district": 8, "name": "خیابان کاوه", "length_m": 900, "width_m": 20, "planned_width_m": 20}
OUTLINE = [[[51.66, 32.68], [51.6606, 32.68], [51.6606, 32.6806], [51.66, 32.6806], [51.66, 32.68]]]
PARCEL = {"nosazi_code": "8-1-1-1", "street": "k8", "plate_no": 1, "area_m2": 200}
FIXTURES = {
    "block_prices": PRICES,
    "streets": [STREET],
    "parcels": [PARCEL | {"geometry": {"type": "Polygon", "coordinates": OUTLINE}}],
}


@pytest.fixture(scope="module")
def program():
    running = start_program({"SHAHRYAR_NOW": "1405-09-07T10:00"})
    httpx.post(f"{running.url}/dev/seed", json=FIXTURES, timeout=30).raise_for_status()
    yield running
    running.stop()


@pytest.fixture
def says(program):
    citizen = RestCitizen(program.url)

    def run(line):
        citizen.say(line)
        text = "\n".join(reply["text"] for reply in citizen.last)
        return text.translate(dict.fromkeys(range(0x2066, 0x206A)))

    return run


def test_a_quarter_in_the_first_words_a_what_if_and_both_side_by_side(says):
    assert "احمدآباد تا جایی که می‌دانم در منطقهٔ ۳ است" in says("برآورد عوارض مسکونی ۲۰۰ متر زمین تو احمدآباد")
    assert "چند طبقه" in says("۳۶۰ متر")
    assert "چند واحد" in says("سه طبقه")
    told = says("سه تا")
    assert "منطقهٔ ۳" in told
    assert "برآورد غیررسمی" in told
    assert "بیشتر از حالت قبل" in says("اگه چهار طبقه باشه چی؟")
    both = says("هر دو رو کنار هم بذار")
    assert "حالت ۱ ارزان‌تر است. تفاوت: ۴۰٬۰۰۰ تومان (۴۰۰٬۰۰۰ ریال)" in both
    assert "برآورد غیررسمی" in both


def test_two_variants_asked_for_at_the_start_on_a_street(says):
    assert "خیابان کاوه تا جایی که می‌دانم در منطقهٔ ۸ است" in says(
        "عوارض مسکونی خیابان کاوه، زمین ۲۰۰ متر، سه طبقه ۳۶۰ متر یا چهار طبقه ۴۸۰ متر"
    )
    both = says("شش واحد")
    assert "زیربنا: ۳۶۰ متر" in both
    assert "زیربنا: ۴۸۰ متر" in both
    assert "زیربنای کل را یکی گرفتم" not in both


def test_a_quarter_that_is_not_in_the_district_said_is_asked_about(says):
    asked = says("برآورد عوارض مسکونی منطقه ۵ مرداویج")
    assert "مرداویج تا جایی که می‌دانم در منطقهٔ ۶ است، ولی منطقهٔ ۵ را هم گفتید" in asked


def test_a_street_nobody_knows_is_refused_with_the_way_on(says):
    says("برآورد عوارض مسکونی")
    assert "در نقشه‌ای که دارم پیدا نکردم" in says("خیابان ناکجاآباد")
