import io
import json

import pytest

from nlu.commands import evaluate_command, parse_lines, train_command
from nlu.pipeline import load

pytestmark = pytest.mark.slow


def parsed(model, lines, now, **more):
    out = io.StringIO()
    count = parse_lines(load(model), lines, out, now=now, **more)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(rows) == count
    return rows


def test_plain_and_json_lines_give_the_frozen_shape(tiny_model, now):
    rows = parsed(tiny_model, ["پرونده من چی شد\n", '{"id": "a", "text": "بله منطقه ۵"}\n'], now)
    assert list(rows[0]) == ["id", "text", "intent", "confidence", "alternatives", "acts", "entities"]
    assert (rows[0]["id"], rows[0]["intent"]) == (1, "file_status")
    assert set(rows[0]["alternatives"][0]) == {"intent", "confidence"}
    assert (rows[1]["id"], rows[1]["acts"]) == ("a", ["affirm"])
    assert rows[1]["entities"] == [{"entity": "district", "value": 5, "raw": "منطقه ۵", "start": 4, "end": 11}]


def test_an_expected_slot_is_a_hint(tiny_model, now):
    assert parsed(tiny_model, ["سه"], now, expect="floors")[0]["entities"][0]["entity"] == "floors"
    assert parsed(tiny_model, ["سه"], now)[0]["entities"] == []


def test_a_wrong_check_digit_is_said(tiny_model, now):
    assert parsed(tiny_model, ["کد ملی 1270000001"], now)[0]["entities"][0]["fault"] == "check_digit"


def test_what_is_not_such_json_is_text(tiny_model, now):
    rows = parsed(tiny_model, ["{broken", '{"text": 5}', ""], now)
    assert [row["text"] for row in rows] == ["{broken", '{"text": 5}', ""]


def test_training_and_evaluating_print_their_figures(tiny_data, tmp_path):
    out = io.StringIO()
    train_command([tiny_data], tmp_path / "model", stream=out)
    assert "accuracy" in out.getvalue()
    dev = tmp_path / "dev.yaml"
    dev.write_text(
        """now: "2025-10-12T08:00+00:00"
intents: {file_status: [پرونده من]}
values: [{text: منطقه ۵, found: {district: 5}}]
""",
        "utf-8",
    )
    page = io.StringIO()
    result = evaluate_command(
        tmp_path / "model", acts_from=0.5, sets=[dev, dev], stream=page, report=tmp_path / "out" / "report"
    )
    assert result.values.f1 == 1
    assert result.acts_from == 0.5
    assert result.cross_validation["examples"] == 18
    assert "Right intent" in page.getvalue()
    written = json.loads((tmp_path / "out" / "report" / "report.json").read_text("utf-8"))
    assert written["whole"]["utterances"] == 2
    assert "<!doctype html>" in (tmp_path / "out" / "report" / "report.html").read_text("utf-8")


def test_any_understander_can_be_measured(tiny_model, tmp_path):
    dev = tmp_path / "dev.yaml"
    dev.write_text("intents: {file_status: [پرونده من]}", "utf-8")
    loaded = load(tiny_model)
    asked = []

    def lend(folder):
        asked.append(folder)
        return loaded

    evaluate_command(tiny_model, acts_from=0.5, sets=[dev], stream=io.StringIO(), load=lend)
    assert asked == [tiny_model]
