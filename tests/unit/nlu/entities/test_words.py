import pytest


def test_names_are_taken_as_said(read):
    assert read("اسمم سارا نمونه‌ای هست") == {"name": "سارا نمونه‌ای"}
    assert read("سارا نمونه‌ای", expecting="name") == {"name": "سارا نمونه‌ای"}


def test_an_act_is_no_name(read):
    assert read("بی‌خیال", expecting="name") == {}
    assert read("سارا", expecting=None) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("من پروین فرضی هستم", "پروین فرضی"),
        ("من علی نمونه‌ای‌ام", "علی نمونه‌ای"),
        ("اسمم زهرا خیالیه", "زهرا خیالی"),
        ("بنده حسین نمونه‌پور هستم", "حسین نمونه‌پور"),
        ("خانم مریم فرضی", "مریم فرضی"),
        ("مرضیه", "مرضیه"),
        ("سلام ali nemune", "ali nemune"),
    ],
)
def test_only_the_name_is_taken(read, text, name):
    assert read(text, expecting="name") == {"name": name}


@pytest.mark.parametrize("text", ["چرا می‌پرسی", "نمیخوام بگم", "اسم پدرم رو بگم یا خودم", "من", "کد ملیم رو بدم؟"])
def test_talk_is_no_name(read, text):
    assert "name" not in read(text, expecting="name")


def test_addresses_are_taken_as_said(read):
    assert read("خیابان نمونه، کوچه دوم پلاک ۵")["address"] == "خیابان نمونه، کوچه دوم پلاک 5"
    assert read("جنب مسجد نمونه", expecting="address") == {"address": "جنب مسجد نمونه"}


@pytest.mark.parametrize(
    "text",
    [
        "نمی‌خوام اسمم فاش بشه که",
        "ثبت‌نامم تو کلاس",
        "مالک باید بیاد",
        "به نام پدرم",
        "جواز به اسم منه",
        "اسمم جایی باشه",
        "به اسم یکی از برادرا",
    ],
)
def test_sentences_are_no_names(read, text):
    assert "name" not in read(text)


def test_an_address_ends_where_something_else_begins(read):
    assert read("خیابان نظر کوچه ۳ زمین ۲۰۰ متر") == {"address": "خیابان نظر کوچه 3", "land_area_m2": 200}
    assert read("آدرسم خیابان کاوه است") == {"address": "خیابان کاوه"}
    assert read("آدرس: خیابان نظر، پلاک ۵", expecting="address") == {"address": "خیابان نظر، پلاک 5"}


@pytest.mark.parametrize(
    "text", ["تو کوچه هشت متری چند طبقه مجازم", "آدرس خیابون", "کوچه پشتی رو باز کنم", "تو خیابون"]
)
def test_a_street_alone_is_no_address(read, text):
    assert "address" not in read(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("من حسین رضایی هستم وکیل مالک", "حسین رضایی"),
        ("سلام من فاطمه موسوی هستم", "فاطمه موسوی"),
        ("احمد کاظمی هستم مالک ملک", "احمد کاظمی"),
        ("من علی رستمی‌ام از رهنان", "علی رستمی"),
        ("اینجانب محمدرضا طاهری فرزند حسن", "محمدرضا طاهری"),
        ("سید محمد حسینی نژاد هستم", "سید محمد حسینی نژاد"),
        ("من زهرا کریمی، پروانه میخوام", "زهرا کریمی"),
    ],
)
def test_somebody_says_who_they_are(read, text, name):
    assert read(text)["name"] == name


@pytest.mark.parametrize(
    "text",
    ["من مالک هستم", "من بازنشسته هستم", "من منتظر هستم", "من علی هستم", "من علی رغم تماس جواب نگرفتم",
     "بنده حسن نیت دارم", "من ناصر خسرو می نشینم", "رضا کریمی شهردار جدید رو میشناسم", "من خیلی ناراحت هستم"],
)  # fmt: skip
def test_not_everybody_who_is_something_has_a_name(read, text):
    assert "name" not in read(text)


def test_what_asks_to_write_a_name_is_no_part_of_it(read):
    assert read("بنویسید خانم نسرین احمدی", expecting="name") == {"name": "نسرین احمدی"}


@pytest.mark.parametrize("text", ["بر خیابون ۱۲ متر، بر کوچه ۸ متر", "خیابان ۲۴ متر کوچه ۸ متر"])
def test_how_wide_a_street_is_says_no_address(read, text):
    assert "address" not in read(text)


def test_what_stands_after_a_street_makes_no_address_of_it(read):
    assert "address" not in read("زمین ۲۲۰ متری خ پروین داریم، ۴ طبقه ۸ واحد")
    assert read("خ پروین پلاک ۴") == {"address": "خ پروین پلاک 4"}


def test_both_names_are_asked_for_at_once(read):
    assert read("اسم و فامیلم احمد نصیری") == {"name": "احمد نصیری"}


def test_a_name_ends_at_a_pause(read):
    assert read("رضا محمدی، بنویس دیگه", expecting="name") == {"name": "رضا محمدی"}
    assert read("نام: سعید نام خانوادگی: رستمی", expecting="name") == {"name": "سعید رستمی"}
    assert read("صبر کن، الان میگم", expecting="name") == {}


def test_the_city_before_the_street(read):
    assert read("آدرس: اصفهان، خیابان کاوه، پلاک ۱۰") == {"address": "اصفهان، خیابان کاوه، پلاک 10"}
