"""Files that wait."""

import pytest

from dialogs.draft import Draft
from dialogs.events import FileStored
from dialogs.kept import called, fits, hand_over, keep, say_changed
from dialogs.option import OptionsFrom
from dialogs.steps import Collect
from dialogs.story import understand
from dialogs.taking import Filled
from tests.unit.dialogs.conftest import NOW

LIST = OptionsFrom(list="found.files", value="no", label="price.label_use")


@pytest.mark.parametrize(
    ("mime", "name"), [("image/jpeg", "JPG"), ("image/vnd.dwg", "DWG"), ("image/x-new", "X-NEW"), ("video/mp4", "MP4")]
)
def test_a_kind_is_called_as_people_call_it(mime, name):
    assert called(mime) == name


def test_a_file_fits_by_kind_and_size():
    collect = Collect("s", "a", "w", files=("image/png",), most_mb=1)
    assert fits(collect, "image/png", 1024 * 1024)
    assert not fits(collect, "image/png", 1024 * 1024 + 1)
    assert not fits(collect, "image/jpeg", 1)


def test_it_waits_with_the_sound_values_beside_it(talk):
    draft = Draft(talk.book, talk.state, NOW)
    said = understand("سند ۶", {"entities": {"use": "commercial", "national_id": {"value": "1", "fault": "length"}}})
    keep(draft, FileStored("r", "image/png", 5, said))
    file = {"ref": "r", "mime": "image/png", "size": 5, "kind": "PNG", "values": {"use": "commercial"}}
    assert draft.files == (file,)


@pytest.mark.parametrize(
    ("collect", "value", "key"),
    [
        (Collect("x", "a", "w", label="price.label_use"), {"key": "price.use_residential"}, "common.corrected"),
        (Collect("x", "a", "w"), {"value": 5, "kind": "number"}, "common.corrected_plain"),
        (
            Collect("x", "a", "w", entities=("doc_type",), options_from=LIST),
            {"value": "deed", "kind": "text"},
            "common.noted",
        ),
        (Collect("x", "a", "w", entities=("request_no",), options_from=LIST), {"value": "1"}, "common.corrected_plain"),
    ],
)
def test_a_change_is_told_by_name_or_not_by_a_code_that_only_we_know(talk, collect, value, key):
    draft = Draft(talk.book, talk.state, NOW)
    say_changed(draft, Filled(changed=[(collect, value)]))
    assert [effect.key for effect in draft.effects] == [key]
    assert draft.outcome == "corrected"


def test_nothing_is_handed_to_a_flow_that_takes_none(talk):
    talk.says("قیمت", "price")
    draft = Draft(talk.book, talk.state, NOW)
    keep(draft, FileStored("r", "image/png", 5))
    hand_over(draft)
    assert len(draft.files) == 1
    assert dict(draft.stack[-1].slots) == dict(talk.state.stack[-1].slots)
