"""What a message tells beside its entities."""

from dataclasses import replace

import pytest

from dialogs.draft import Draft
from dialogs.heard import holds_any, readied, spot_in, street_in, words_of_place
from dialogs.hints import hinted
from dialogs.state import Frame, State
from dialogs.story import understand
from tests.book import BOOK
from tests.unit.dialogs.conftest import NOW, Talk

OFFICES, LAND = BOOK.flows["office_lookup"], BOOK.flows["zoning_lookup"]


def draft(flow="zoning_lookup"):
    return Draft(BOOK, State("c", stack=(Frame(flow, 2),)), NOW)


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [("الان باز است", "الان", True), ("الانه باز", "الان", False), ("بعد از ظهر", "از ظهر", True), ("", "الان", False)],
)
def test_phrases_stand_as_whole_words(text, phrase, held):
    assert holds_any(text, [phrase]) is held


def choices(text, flow=OFFICES):
    found = {each.slot: hinted(BOOK.texts, each, understand(text, {})) for _, each in flow.collects()}
    return {slot: option.value for slot, option in found.items() if option}


def test_choices_are_meant_by_words_of_their_own():
    assert choices("الان کدوم بازه؟") == {"day": "now", "hours": True}
    assert choices("محله‌ی ما مال کدوم منطقه‌ست، تلفنش هم بگید")["wanted"] == "district"
    assert choices("عصرها هستید") == {"time": "17:00"}
    assert choices("مصوبه‌های تازه", LAND) == {"wanted": "newest"}
    assert choices("سلام خوبید") == {}


def test_of_several_ways_to_one_place_the_surest_counts_and_minded_faults_stay():
    said = understand(
        "x", {"entities": {"address": "خیابان", "nosazi_code": {"value": "7-1-2-6", "fault": "reversed"}}}
    )
    assert [(one.name, one.fault) for one in readied(LAND, said).entities] == [("nosazi_code", None)]
    said = understand("x", {"entities": {"mobile": {"value": "1", "fault": "length"}}})
    assert readied(LAND, said) is said


@pytest.mark.parametrize(
    ("text", "intent", "taken"),
    [
        ("چهارباغ بالا نبش کوچه ۵", "complaint", True),  # whatever a model reads in the names
        ("توحید میانی", "out_of_scope", True),
        ("دفتر ایمان", "zoning_lookup", True),  # short, and like the wish in hand
        ("تو کوچه ما برف رو جمع نمی‌کنن؟", "complaint", False),
        ("عوارض پروانه چقدر می‌شود", "fee_estimate", False),
        ("کاربری زمین خودم را می‌خواستم بدانم", "zoning_lookup", False),
        ("هوا چطوره؟", "out_of_scope", False),
        ("کد نوسازی ندارم", None, False),
        ("سلام", "greeting", False),
        ("؟؟", None, False),
        ("۱۲", None, False),
    ],
)
def test_an_answer_in_words_is_known_from_a_wish(text, intent, taken):
    said = understand(text, {"intent": intent} if intent else {})
    found = words_of_place(draft(), LAND.place_question(), said)
    assert found == (text if taken else None)


@pytest.mark.parametrize(
    ("text", "taken"),
    [("دفتر پیشخوان", True), ("دفتر پیشخوان می‌خوام", False), ("دفتر پیشخوان کجاست", False), ("دفتر", False)],
)
def test_an_office_by_its_kind_alone_is_where_it_was_and_no_wish(text, taken):
    staff = next(collect for step, collect in BOOK.flows["complaint"].collects() if step.id == "office")
    found = words_of_place(draft(), staff, understand(text, {"intent": "office_lookup"}))
    assert found == (text if taken else None)


def test_an_answer_with_an_act_in_it_is_none():
    assert words_of_place(draft(), LAND.place_question(), understand("خیابان", {"acts": ["deny"]})) is None


def test_values_of_other_questions_alone_are_no_address():
    """«سه طبقه هر طبقه یک واحد» was looked up as the address of a piece of land."""
    said = understand("سه‌طبقه", {"entities": {"floors": 3}})
    assert words_of_place(draft(), LAND.place_question(), said) is None
    assert words_of_place(draft(), LAND.place_question(), replace(said, raw="کوی سه‌طبقه")) == "کوی سه‌طبقه"


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("کاربری خیابان مثال چیه", "خیابان مثال"),
        ("کاربری چهارباغ عباسی چیه", "چهارباغ عباسی"),
        ("تو خیابون ۲۲ بهمن", "خیابون ۲۲ بهمن"),
        ("کوچهٔ ۸ متری چند طبقه میدن", None),
        ("عقب‌نشینی کوچه‌ی ما", None),
        ("خیابان", None),
        ("خیابان اصلی", None),
    ],
)
def test_a_street_needs_a_name(text, street):
    assert street_in(draft(), understand(text, {})) == street


def test_what_was_only_mentioned_is_no_correction_and_what_it_makes_void_goes():
    talk = Talk(BOOK)
    talk.says("تلفن پیشخوان منطقه ۶", "office_lookup", district=6)
    assert talk.slots["wanted"] == "phone"
    talk.answer(way="district", mode="contact", count=1, offices=[{"name": "دفتر"}], instead=[])
    talk.says("پنجشنبه چی؟", weekday="thursday")
    first = "تلفن پیشخوان منطقه ۶"
    assert talk.calls[0].args == {"place": 6, "day": "thursday", "message": first, "named": first}


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("چاله وسط خیابون بزرگمهر خطرناکه بیاید درستش کنید", "خیابون بزرگمهر"),
        ("خیابان حکیم نظامی، نبش کوچهٔ ۵، چراغ خاموش است", "خیابان حکیم نظامی، نبش کوچهٔ ۵"),
        ("تو کوچه ما، خیابان نیکبخت پلاک ۲۲ دارن بدون مجوز می‌سازن", "خیابان نیکبخت پلاک ۲۲"),
        ("آسفالت خیابان کاوه رو ببینید", "خیابان کاوه"),
        ("چراغ کوچه‌مون سوخته", None),
    ],
)
def test_a_street_without_the_sentence_around_it(text, spot):
    assert spot_in(draft(), understand(text, {})) == spot
