"""Several wishes in one message: what is said to each."""

from dataclasses import replace

import pytest

from dialogs.events import UserSaid
from dialogs.portions import portion, told_apart, without_portions
from nlu.types import Entity, Intent, Understanding

TEXT = "قیمت مسکونی منطقه ۵، بعدش قیمت تجاری منطقه ۶"
AT = TEXT.index("بعدش")


def entity(name, value, raw):
    start = TEXT.index(raw)
    return Entity(name, value, raw, start, start + len(raw))


SAID = Understanding(
    raw=TEXT,
    normal=TEXT,
    intents=(Intent("question", 0.9), Intent("price", 0.8, (AT, len(TEXT)))),
    entities=(
        entity("use", "residential", "مسکونی"),
        entity("district", 5, "منطقه ۵"),
        entity("use", "commercial", "تجاری"),
        entity("district", 6, "منطقه ۶"),
    ),
)


def test_a_part_has_its_own_words_and_values_at_their_places():
    part = portion(SAID, "price")
    assert part.raw == "بعدش قیمت تجاری منطقه ۶"
    assert [each.value for each in part.entities] == ["commercial", 6]
    assert all(part.raw[each.start : each.end] == each.raw for each in part.entities)


def test_a_service_without_a_part_has_no_portion():
    assert portion(SAID, "question") is None


def test_the_others_are_told_nothing_of_it():
    assert [each.value for each in without_portions(SAID, ["price"]).entities] == ["residential", 5]
    assert without_portions(SAID, ["question"]) is SAID


def test_nor_its_words_and_the_rest_stays_in_its_place():
    left = without_portions(SAID, ["price"])
    assert left.raw == left.normal == TEXT[:AT].rstrip(" ،")
    first = replace(SAID, intents=(Intent("question", 0.9, (0, AT)), Intent("price", 0.8)))
    left = without_portions(first, ["question"])
    assert left.raw.split() == TEXT[AT:].split()[1:]
    assert all(left.raw[each.start : each.end] == each.raw for each in left.entities)


@pytest.mark.parametrize(("parted", "known"), [(True, {"use": "commercial", "district": 6}), (False, {})])
def test_what_was_said_of_the_second_wish_is_not_asked_when_its_turn_comes(talk, parted, known):
    """Without a part of its own two values for one question are no answer."""
    said = SAID if parted else replace(SAID, intents=(Intent("question", 0.9), Intent("price", 0.8)))
    talk.event(UserSaid(said))
    assert talk.state.queued == ("price",)
    assert talk.state.noted == {"price": known}
    talk.answer(answer="سه سال", local=True)
    assert talk.state.stack[-1].flow == "price"
    assert talk.state.noted == {}
    assert talk.state.asked.slot == ("land_area_m2" if parted else "use")


def test_a_message_falls_apart_only_when_every_part_is_sure():
    price, register = Intent("price", 0.9, (0, 5)), Intent("register", 0.85, (6, 9))
    said = replace(SAID, intents=(register, price))
    assert told_apart(said, 0.75) == ["price", "register"]
    assert told_apart(said, 0.88) == []
    assert told_apart(SAID, 0.75) == []
