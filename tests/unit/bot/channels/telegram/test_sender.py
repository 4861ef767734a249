"""Replies laid out for a messenger, and its failures in our words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.sender import BotSender, cut, rows, shown_text
from bot.channels.telegram.transport import BlockedError, FloodWaitError, NoAnswerError, RefusedError
from bot.envelopes import Attachment, Button, Delivered, Gone, Later, Link, Reply


class Recorder:
    def __init__(self, failure=None):
        self.sent, self.failure = [], failure

    async def send(self, chat, text, buttons):
        if self.failure:
            raise self.failure
        self.sent.append((chat, text, buttons))
        return str(len(self.sent))

    async def send_file(self, chat, file, caption, buttons):
        return await self.send(chat, (file.name, caption), buttons)


@given(st.text(max_size=400), st.integers(min_value=2, max_value=40))
def test_cutting_loses_only_line_ends_and_keeps_every_part_in_the_limit(text, limit):
    parts = cut(text, limit=limit)
    assert all(len(part.encode("utf-16-le")) // 2 <= limit for part in parts)
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")


def test_two_short_buttons_share_a_row_and_long_ones_do_not():
    short, long = Button("بله", "a"), Button("برآورد عوارض پروانهٔ ساختمانی", "b")
    assert rows([short, short, short, long]) == [[short, short], [short], [long]]


async def test_a_long_text_goes_in_parts_with_the_buttons_last():
    recorder = Recorder()
    delivered = await BotSender("telegram", recorder).send("7", Reply("خط\n" * 2000, (Button("بله", "a"),)))
    assert delivered == Delivered(str(len(recorder.sent)))
    assert [bool(buttons) for _, _, buttons in recorder.sent] == [False, True]


def test_staff_are_marked_by_name():
    assert shown_text(Reply("سلام", author="staff", staff="خانم نمونه")) == "👤 خانم نمونه\nسلام"


@pytest.mark.parametrize(
    ("failure", "delivery"),
    [
        (FloodWaitError(9), Later(9)),
        (BlockedError("x"), Gone("blocked")),
        (RefusedError("BadRequest"), Gone("BadRequest")),
        (NoAnswerError("TimedOut"), Later()),
    ],
)
async def test_failures_are_mapped(failure, delivery):
    assert await BotSender("telegram", Recorder(failure)).send("7", Reply("یک")) == delivery


async def test_a_public_link_is_a_key_of_its_own_above_the_buttons():
    recorder = Recorder()
    reply = Reply("متن", (Button("بله", "a"),), links=(Link("درگاه", "https://pay.example/1"),))
    await BotSender("telegram", recorder).send("7", reply)
    assert recorder.sent[0][2] == [[Link("درگاه", "https://pay.example/1")], [Button("بله", "a")]]


@pytest.mark.parametrize("url", ["http://pay.example/1", "https://localhost/1", "https:///1"])
async def test_an_address_that_messengers_refuse_stays_in_the_text(url):
    recorder = Recorder()
    await BotSender("telegram", recorder).send("7", Reply(f"متن\n{url}", links=(Link("درگاه", url),)))
    assert recorder.sent == [("7", f"متن\n{url}", [])]


FILE = Attachment("visit.ics", "text/calendar", b"BEGIN:VCALENDAR")


async def test_short_words_stand_under_their_file_so_that_one_call_carries_both():
    recorder, buttons = Recorder(), (Button("بله", "a"),)
    delivered = await BotSender("telegram", recorder).send("7", Reply("بفرمایید", buttons, file=FILE))
    assert delivered == Delivered("1")
    assert recorder.sent == [("7", ("visit.ics", "بفرمایید"), [[buttons[0]]])]


async def test_words_too_long_for_that_go_before_it_and_the_buttons_stay_last():
    recorder, buttons = Recorder(), (Button("بله", "a"),)
    await BotSender("telegram", recorder).send("7", Reply("خ" * 1025, buttons, file=FILE))
    assert [(text, bool(keys)) for _, text, keys in recorder.sent] == [("خ" * 1025, False), (("visit.ics", ""), True)]
