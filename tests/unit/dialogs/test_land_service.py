"""The walk through the land service as it is written: an item of a list, and a call for those who have signed in."""

from datetime import timedelta

from tests.book import BOOK
from tests.unit.dialogs.conftest import Talk


def parcels(*codes):
    return {
        "way": "address",
        "count": len(codes),
        "parcels": [{"nosazi_code": code, "planned": True} for code in codes],
    }


def test_the_chosen_item_is_kept_and_asked_for_again_when_its_list_has_it_no_more():
    talk = Talk(BOOK)
    talk.says("کاربری خیابان مثال", "zoning_lookup")
    assert talk.answer(**parcels("10-1", "10-2")) == ["zoning_lookup.ask_which"]
    assert talk.press(1)[0] == "zoning_lookup.told"
    assert talk.state.shelved.slots["one"] == {"nosazi_code": "10-2", "planned": True}
    talk.says("منطقه ۱۲", district=12)
    assert talk.answer(**parcels("12-1", "12-2")) == ["zoning_lookup.ask_which"]
    assert "one" not in talk.slots


def test_a_call_for_those_who_have_signed_in_is_passed_over_for_the_others_and_asks_nobody():
    book = BOOK
    assert Talk(book).says("کاربری زمینم", "zoning_lookup") == ["zoning_lookup.ask_where"]
    assert Talk(book).signed_in(1).says("کاربری زمینم", "zoning_lookup") == ["zoning_lookup.ask_where"]
    known = Talk(book).signed_in()
    known.says("کاربری زمینم", "zoning_lookup")
    assert [call.action for call in known.calls] == ["municipal.my_properties"]
    late = Talk(book).signed_in()
    late.now += timedelta(minutes=31)
    assert late.says("کاربری زمینم", "zoning_lookup") == ["zoning_lookup.ask_where"]
