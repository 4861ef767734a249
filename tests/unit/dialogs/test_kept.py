"""Files that wait."""

import pytest

from dialogs.draft import Draft
from dialogs.events import FileStored
from dialogs.flow import Collect
from dialogs.kept import called, fits, hand_over, keep
from dialogs.story import understand
from tests.unit.dialogs.conftest import NOW


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


def test_nothing_is_handed_to_a_flow_that_takes_none(talk):
    talk.says("قیمت", "price")
    draft = Draft(talk.book, talk.state, NOW)
    keep(draft, FileStored("r", "image/png", 5))
    hand_over(draft)
    assert len(draft.files) == 1
    assert dict(draft.stack[-1].slots) == dict(talk.state.stack[-1].slots)
