import pytest

from nlu.entities.doc import Found
from nlu.entities.recognise import settle


def test_rank_then_length_then_place_settle_overlaps():
    low, high = Found("a", 1, 0, 9, rank=10), Found("b", 1, 4, 6, rank=20)
    assert settle([low, high]) == [high]
    short, long = Found("a", 1, 0, 3), Found("b", 1, 0, 5)
    assert settle([short, long]) == [long]
    assert settle([Found("b", 1, 5, 6), Found("a", 1, 0, 5)]) == [Found("a", 1, 0, 5), Found("b", 1, 5, 6)]


def test_several_answers_in_one_message_are_all_read(read):
    text = "زمین ۲۰۰ متری مسکونی منطقه پنجم، سه طبقه هر طبقه دو واحد، موبایلم ۰۹۱۳۱۲۳۴۵۶۷"
    assert read(text) == {
        "land_area_m2": 200,
        "use": "residential",
        "district": 5,
        "floors": 3,
        "units_per_floor": 2,
        "mobile": "09131234567",
    }


def test_the_same_value_said_twice_is_one(read):
    assert read("منطقه ۵ آره همون منطقه ۵") == {"district": 5}


@pytest.mark.parametrize(
    "text",
    [
        "صد بار زنگ زدم", "سه چهار ماهه منتظرم", "دو دفعه اومدم", "هزار تا سوال دارم", "واحد درآمد کجاست", "یک سوال",
        "منطقه ما شلوغه", "یکی جواب بده", "دو ساعته پشت خطم", "نه مرسی", "به خدا خسته شدم", "صد در صد", "سه نفریم",
        "همسایه ما", "تا کی باید صبر کنم", "یه کم صبر کن", "اول از همه ممنون", "دهم رفتم", "بار سوم که میام",
    ],
)  # fmt: skip
def test_everyday_numbers_and_words_are_no_values(read, text):
    assert {name: value for name, value in read(text).items() if name != "office_type"} == {}


CORE = {
    "کد ملی 9990000018": "national_id", "09131234567": "mobile", "کد پستی 8146433119": "postal_code",
    "3-5-12-7": "nosazi_code", "شماره درخواست 2014455": "request_no", "شماره پرونده 2014455": "file_no",
    "کد رهگیری 2014455": "tracking_no", "شماره پروانه 45871": "permit_no", "پلاک ثبتی ۱۲۳۴/۵۶": "registry_plate",
    "بخش ۵": "registry_section", "شناسه قبض 1177809000142": "bill_id", "شناسه پرداخت 570108": "payment_id",
    "منطقه ۵": "district", "ملک‌شهر": "neighbourhood", "خیابان نظر، کوچه ۵": "address", "زمین ۲۰۰ متر": "land_area_m2",
    "زیربنا ۲۰۰ متر": "building_area_m2", "هر واحد ۹۰ متر": "unit_area_m2", "۲۰ متر مازاد": "excess_area_m2",
    "بر ۸ متر": "frontage_m", "سه طبقه": "floors", "طبقه سوم": "floor", "دو واحد": "units",
    "هر طبقه دو واحد": "units_per_floor", "مسکونی": "use", "۵۰ میلیون تومان": "amount_rial",
    "قیمت منطقه‌ای ۸۰ هزار تومان": "regional_price_rial", "استعلام بانک": "inquiry_type", "پایان‌کار": "request_type",
    "سند مالکیت": "doc_type", "عوارض نوسازی": "levy_type", "حضوری": "class_mode", "کلاس اتوکد": "class_topic",
    "لغو کلاس": "class_action", "پیشخوان": "office_type", "کنترل نقشه": "stage", "فردا": "date", "ماه بعد": "date_text",
    "ساعت ۹": "time", "شنبه": "weekday", "سال ۹۸": "year", "اسمم سارا نمونه‌ای است": "name", "مالکم": "applicant_role",
    "کمیسیون ماده ۵": "commission", "ضوابط پارکینگ": "topic", "سد معبر": "complaint_topic", "کد تایید 123456": "code",
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), CORE.items())
def test_every_entity_of_the_design_is_read(read, text, name):
    assert list(read(text)) == [name]
