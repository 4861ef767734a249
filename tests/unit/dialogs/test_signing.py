"""Who is there is asked where the flow says: at its start, or on its way."""

from dataclasses import replace
from datetime import timedelta

from dialogs.book import load_book
from dialogs.check import check
from tests.unit.dialogs.conftest import Talk


def test_a_call_for_somebody_before_it_is_asked_who_is_there_is_found(folder):
    flow = folder / "services" / "register" / "flow.yaml"
    text = flow.read_text("utf-8")
    before = {one.code for one in check(folder)}
    flow.write_text(text.replace("  - id: ok\n", "  - id: who\n    identify: {}\n  - id: ok\n"), "utf-8")
    assert {one.code for one in check(folder)} == before
    late = text.replace("  - id: told\n", "  - id: who\n    identify: {}\n  - id: told\n")
    flow.write_text(late, "utf-8")
    assert {one.code for one in check(folder)} - before == {"identify_missing"}


def test_who_is_there_is_asked_on_the_way_and_not_before(folder):
    flow = folder / "services" / "register" / "flow.yaml"
    text = flow.read_text("utf-8")
    flow.write_text(text.replace("  - id: ok\n", "  - id: who\n    identify: {}\n  - id: ok\n"), "utf-8")
    talk = Talk(load_book(folder))
    assert talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567") == ["register.ask_note"]
    talk.says("ندارم")
    assert talk.stack == ["register", "sign_in"]
    # Once there, it needs its assurance like any other: when that has run out, it is shown again.
    talk.signed_in()
    talk.state = replace(talk.state, stack=talk.state.stack[:1], asked=None)
    talk.says("سلام", "greeting")
    assert talk.keys[-1] == "register.summary"
    talk.now += timedelta(minutes=40)
    talk.says("بله")
    assert talk.calls == []
    assert talk.stack == ["register", "sign_in"]
