"""One trace id from what came in to the reply: turn, call and answer of one message carry the same in the logs."""

import json

import pytest

from tests.fakes.citizens import RestCitizen
from tests.journeys.program import start_program


@pytest.mark.timeout(120)
def test_turns_and_the_call_of_one_message_share_a_trace():
    program = start_program()
    try:
        citizen = RestCitizen(program.url)
        for line in ("برآورد عوارض", "مسکونی", "منطقه ۵", "۲۰۰ متر", "۴۰۰ متر", "۴ طبقه", "۴ واحد"):
            citizen.say(line)
        assert any("برآورد غیررسمی" in reply["text"] for reply in citizen.last)
    finally:
        program.stop()
    lines = [json.loads(line) for line in program.log.splitlines() if line.startswith("{")]
    call = next(line for line in lines if line["event"] == "call" and line["action"] == "municipal.block_price")
    turns = [line for line in lines if line["event"] == "turn" and line["trace_id"] == call["trace_id"]]
    assert len(turns) == 2, "the citizen's turn and the answer's turn"
