import base64
import json

import pytest

from bot.channels.web.rest import Question, read_question
from bot.errors import CitizenError, Code


def read(**body):
    return read_question(json.dumps(body).encode())


def test_a_question_is_read():
    assert read(sender="s", message="m") == Question("s", "m", None, ())
    assert read(sender="s", message="m", metadata={"message_id": 12}).message_id == "12"
    assert read(sender="s", message="m", metadata=None, attachments=None) == Question("s", "m", None, ())


def test_an_attachment_alone_is_a_question():
    data = base64.b64encode(b"x").decode()
    assert read(sender="s", attachments=[{"name": "n", "mime": "image/jpeg", "data": data}]).files == (b"x",)


def test_more_attachments_than_a_message_may_have_are_too_much():
    with pytest.raises(CitizenError) as refused:
        read(sender="s", message="", attachments=[{"name": "n", "mime": "m", "data": ""}] * 6)
    assert refused.value.code is Code.TOO_LARGE


@pytest.mark.parametrize(
    "body", [{"sender": "s"}, {"message": "m"}, {"sender": "s", "message": "m", "metadata": {"message_id": True}}]
)
def test_what_is_missing_or_of_the_wrong_kind_is_refused(body):
    with pytest.raises(CitizenError) as refused:
        read(**body)
    assert refused.value.code is Code.BAD_REQUEST


def test_names_that_a_column_cannot_hold_are_shortened_to_a_digest():
    from bot.channels.web.rest import _short

    assert _short("x" * 100) == "x" * 100
    assert len(_short("x" * 101)) == 65
    assert _short("x" * 101) != _short("x" * 102)
