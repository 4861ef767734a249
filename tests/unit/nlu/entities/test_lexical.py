import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("مسکونی", {"use": "residential"}),
        ("tejari", {"use": "commercial"}),
        ("استعلام بانک", {"inquiry_type": "bank"}),
        ("استعلام برای محضر", {"inquiry_type": "transfer"}),
        ("نقل‌وانتقال", {"inquiry_type": "transfer"}),
        ("دستور تهیه نقشه", {"inquiry_type": "map_order"}),
        ("پایانکار", {"request_type": "completion_cert"}),
        ("پایان‌کار", {"request_type": "completion_cert"}),
        ("پایان كار", {"request_type": "completion_cert"}),
        ("تمدید جواز ساخت", {"request_type": "permit_renewal"}),
        ("عدم خلافی", {"request_type": "no_violation"}),
        ("عوارض نوسازی", {"levy_type": "nosazi"}),
        ("غیر حضوری", {"class_mode": "online"}),
        ("پیشخوان", {"office_type": "counter"}),
        ("کمیسیون ماده صد", {"commission": "article_100"}),
        ("سپاهانشهر", {"neighbourhood": "سپاهان‌شهر"}),
        ("ثبت‌نام کلاس آنلاین", {"class_action": "enrol", "class_mode": "online"}),
    ],
)
def test_synonyms_give_the_canonical_value(read, text, found):
    assert read(text) == found


def test_short_forms_need_company_or_a_question(read):
    assert read("بانک") == {}
    assert read("بانک", expecting="inquiry_type") == {"inquiry_type": "bank"}
    assert read("خونه ما") == {}
