import pytest

from dialogs.draft import Draft
from dialogs.leftover import left_over
from nlu.types import Act, Entity, Intent, Understanding


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("نه بیخیال، پایان کارم چی؟", "پایان کارم چی؟"),
        ("نه ولش کن. حالا تمدیدم چی شد", "حالا تمدیدم چی شد"),
        ("بی‌خیال پایان کارم چی شد", "پایان کارم چی شد"),
        ("خب ولش کن، پروندم کجاس", "پروندم کجاس"),
        ("باشه پایان کارم چی شد", None),
        ("نه، استعلام می‌خوام", "استعلام می‌خوام"),
        ("نه پلاک ۶", None),
        ("نه بیخیال", None),
        ("نه، بانک", None),
    ],
)
def test_what_is_said_after_letting_go(talk, text, rest):
    said = Understanding(text, text, acts=(Act.DENY, Act.CANCEL))
    found = left_over(_draft(talk), said)
    assert (found.raw if found else None) == rest


def test_it_is_read_as_no_order_to_stop_and_its_places_are_its_own(talk):
    text = "نه بیخیال، پایان کارم چی؟"
    at = text.index("پایان")
    said = Understanding(
        text,
        text,
        acts=(Act.DENY, Act.CANCEL),
        intents=(Intent("cancel", 0.9), Intent("file_status", 0.04), Intent("correct", 0.02)),
        entities=(Entity("request_type", "completion_cert", "پایان کار", at, at + 9),),
    )
    found = left_over(_draft(talk), said)
    assert [(one.name, round(one.confidence, 2)) for one in found.intents] == [("file_status", 0.5)]
    assert found.acts == ()
    assert found.raw[found.entities[0].start : found.entities[0].end] == "پایان کار"


def _draft(talk):
    return Draft(talk.book, talk.state, talk.now)
