from urllib.parse import urlencode

import pytest

from bot.channels.web.page import form_token, read_post
from bot.errors import CitizenError


def read(**fields):
    return read_post(urlencode(fields).encode())


def test_the_forms_fields_are_read_with_plain_line_ends():
    post = read(token="t", id="abc", text="یک\r\nدو")
    assert (post.token, post.text, post.payload) == ("t", "یک\nدو", "")


def test_the_message_id_follows_from_the_form_and_what_it_says():
    first = read(id="abc", text="یک").client_id
    assert read(id="abc", text="یک").client_id == first
    assert read(id="abc", text="دو").client_id != first
    assert read(id="abd", text="یک").client_id != first
    assert read(id="abc", payload="یک").client_id != first
    assert len(read(id="a" * 50, text="یک").client_id) <= 64


@pytest.mark.parametrize("raw", [b"", b"id=", b"text=x", b"id=a/b", "id=ت".encode(), b"id=" + b"a" * 51, b"id=a&" * 20])
def test_anything_but_our_form_is_refused(raw):
    with pytest.raises(CitizenError):
        read_post(raw)


def test_the_forms_token_says_nothing_about_the_ticket():
    assert form_token("ticket") == form_token("ticket") != form_token("ticket2")
    assert "ticket" not in form_token("ticket")
