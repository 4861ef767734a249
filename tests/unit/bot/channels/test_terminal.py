import asyncio
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.account import Account, Found
from bot.channels.terminal import Terminal, reader, talk
from bot.envelopes import Attachment, Button, Kind
from bot.storage.inbox import Receipt
from bot.storage.messages import Message
from nlu.types import Intent
from tests.fakes.pictures import picture

NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Desk:
    """Answers everything with one line."""

    def __init__(self, **reply):
        self.taken = []
        self.reply = {"author": "bot", "text": "بله", **reply}

    async def accept(self, inbound):
        self.taken.append(inbound)
        return [Receipt("c", 1, inbound.trace_id, new=True)]

    async def answers(self, _receipts, *, patience):
        return [Message("c", 1, at=NOW, trace_id="t", **self.reply)], True

    async def accounts(self, _receipts):
        return [EXPLAINED]

    async def ask(self, inbound, *, patience):
        return await self.answers(await self.accept(inbound), patience=patience)


def terminal(desk, **more):
    out = io.StringIO()
    return Terminal(desk, conversation="c", out=out, **{"folder": Path("nowhere"), **more}), out


async def test_for_programs_a_line_in_is_a_json_line_out():
    desk = Desk(buttons=(Button("مسکونی", "/press:1:0"),))
    ours, out = terminal(desk, as_json=True)
    await ours.say("سلام\n".strip())
    answer = json.loads(out.getvalue())
    assert (answer["text"], answer["complete"], len(out.getvalue().splitlines())) == ("سلام", True, 1)
    assert answer["replies"][0]["buttons"] == [{"title": "مسکونی", "payload": "/press:1:0"}]
    assert (desk.taken[0].channel, desk.taken[0].channel_user) == ("terminal", "c")


async def test_for_people_staff_are_named_and_buttons_shown():
    ours, out = terminal(Desk(author="staff", staff="نگار", buttons=(Button("خیر", "/press:1:1"),)))
    await ours.say("کسی هست؟")
    assert "نگار: بله" in out.getvalue()
    assert "[خیر]" in out.getvalue()


async def test_talk_greets_skips_empty_lines_and_ends_with_the_input():
    desk = Desk()
    lines = iter(["سلام\n", "\n", "  \n", "/press:1:0\n", ""])
    ours, _ = terminal(desk)
    await talk(ours, lambda: next(lines), greet=True)
    assert [inbound.kind for inbound in desk.taken] == [Kind.JOINED, Kind.TEXT, Kind.BUTTON]


@pytest.mark.parametrize("written", ["یک\nدو\n".encode(), "یک\nدو".encode()])
def test_lines_are_read_whole_also_when_they_arrive_in_pieces_or_without_an_end(written):
    source, sink = os.pipe()
    with os.fdopen(source), os.fdopen(sink, "wb", 0) as into:
        read = reader(source, prompt=False)
        into.write(written)
        assert read().strip() == "یک"
        into.close()
        assert read().strip() == "دو"
        assert read() == ""


async def test_waiting_for_a_line_does_not_keep_the_program():
    source, sink = os.pipe()
    with os.fdopen(source), os.fdopen(sink, "wb", 0) as into:
        waiting = asyncio.create_task(talk(terminal(Desk())[0], reader(source, prompt=False), greet=False))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        into.write(b"late\n")  # lets the thread go before the pipe does
        await asyncio.sleep(0.05)


async def test_a_file_is_sent_with_what_stands_after_its_path(tmp_path):
    (tmp_path / "deed.jpg").write_bytes(picture())
    desk = Desk()
    ours, _ = terminal(desk)
    await ours.say(f":file {tmp_path / 'deed.jpg'} اینم سند")
    (sent,) = desk.taken
    assert (sent.kind, sent.body["mime"], sent.body["caption"]) == (Kind.FILE, "image/jpeg", "اینم سند")
    assert sent.content == (tmp_path / "deed.jpg").read_bytes()


async def test_a_file_that_is_not_there_sends_nothing(tmp_path, capsys):
    desk = Desk()
    ours, out = terminal(desk, as_json=True)
    await ours.say(f":file {tmp_path / 'gone.jpg'}")
    assert desk.taken == []
    assert json.loads(out.getvalue())["replies"] == []
    assert "gone.jpg" in capsys.readouterr().err


EXPLAINED = Account(intents=(Intent("fee_estimate", 0.97),), values=(Found("district", 5, "۵"),), outcome="asked")


async def test_explained_to_people_it_is_one_short_block_after_the_answer():
    ours, out = terminal(Desk(), explain=True)
    await ours.say("منطقه ۵")
    said, _, block = out.getvalue().partition("بله\n")
    assert said.strip() == ""
    assert [line.split() for line in block.splitlines() if line] == [
        ["understood", "fee_estimate", "0.97"],
        ["values", "district=5"],
        ["outcome", "asked"],
    ]


async def test_explained_to_programs_it_is_an_object_of_the_turns():
    ours, out = terminal(Desk(), as_json=True, explain=True)
    await ours.say("منطقه ۵")
    (turn,) = json.loads(out.getvalue())["explain"]["turns"]
    assert turn["intents"] == [{"name": "fee_estimate", "confidence": 0.97}]
    assert (turn["values"], turn["outcome"], turn["asked"]) == (
        [{"name": "district", "value": 5, "raw": "۵"}],
        "asked",
        None,
    )


@pytest.mark.parametrize("as_json", [False, True])
async def test_unless_it_is_asked_for_nothing_is_explained(as_json):
    ours, out = terminal(Desk(), as_json=as_json)
    await ours.say("منطقه ۵")
    assert "fee_estimate" not in out.getvalue()
    assert "explain" not in out.getvalue()


@pytest.mark.parametrize("as_json", [True, False])
async def test_a_file_that_comes_is_written_down_and_its_path_told(tmp_path, as_json):
    desk = Desk(file=Attachment("visit.ics", "text/calendar", b"BEGIN:VCALENDAR"))
    ours, out = terminal(desk, as_json=as_json, folder=tmp_path / "received")
    await ours.say("بذارش توی تقویمم")
    path = tmp_path / "received" / "1-visit.ics"
    assert path.read_bytes() == b"BEGIN:VCALENDAR"
    told = json.loads(out.getvalue())["replies"][0]["file"] if as_json else out.getvalue()
    assert str(path) in told
