import pytest


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("خریدار این ملک هستم", "buyer"),
        ("اینجانب احمد کاظمی مالک پلاک ۱۲", "owner"),
        ("بنده وارث مرحوم پدرم هستم", "heir"),
        ("مهندس ناظر این پروژه می‌باشم", "engineer"),
        ("پسر مالک این خونه هستم", "relative"),
        ("ما مالکیم", "owner"),
    ],
)
def test_a_role_said_as_a_sentence(read, text, role):
    assert read(text)["applicant_role"] == role


@pytest.mark.parametrize(
    "text",
    [
        "منتظر مالک ساختمان هستم",
        "با وکیل مالک صحبت کردم",
        "مالک گفته هستم",
        "مالک این خونه نیستم",
        "دنبال خریدار خوب هستم",
    ],
)
def test_somebody_else_is_no_role_of_the_citizen(read, text):
    assert "applicant_role" not in read(text)
