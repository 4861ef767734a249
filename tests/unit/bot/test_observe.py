"""Logs lose personal data on their way out; metrics carry names only."""

import json
import logging
import sys

import pytest
import structlog

from bot.observe import Metrics, set_up_logs


@pytest.fixture(autouse=True)
def logs_as_before():
    yield
    structlog.reset_defaults()


def test_a_log_line_is_json_without_personal_data(capsys):
    set_up_logs("info")
    structlog.get_logger("t").warning("call_failed", why="mobile ۰۹۱۳۱۲۳۴۵۶۷", action="municipal.enrol")
    line = json.loads(capsys.readouterr().err)
    assert line["action"] == "municipal.enrol"
    assert "۰۹۱۳" not in json.dumps(line, ensure_ascii=False)
    assert "4567" not in json.dumps(line, ensure_ascii=False)


def test_what_a_library_logs_is_told_by_kind_and_place_and_never_in_its_own_words(capsys):
    set_up_logs("info")
    try:
        raise ValueError("mobile 09130000001")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("GET /bot42:token")
    written = capsys.readouterr().err
    assert json.loads(written)["error"] == "ValueError"
    assert json.loads(written)["at"].startswith("test_observe.py:")
    assert "token" not in written
    assert "0913" not in written


def test_a_library_that_set_up_its_own_handler_before_writes_through_ours(capsys):
    """The fault: uvicorn's own log settings, made earlier in the process, wrote a token and a mobile in clear."""
    library = logging.getLogger("a.library.with.its.own.handler")
    library.addHandler(logging.StreamHandler(sys.stderr))
    library.propagate = False
    set_up_logs("info")
    library.error("GET /bot42:token")
    written = capsys.readouterr().err
    assert json.loads(written)["logger"] == library.name
    assert "token" not in written


def test_below_the_level_nothing_is_written(capsys):
    set_up_logs("error")
    structlog.get_logger("t").warning("noise")
    assert capsys.readouterr().err == ""


def test_two_programs_in_one_process_count_apart():
    one, other = Metrics(), Metrics()
    one.turns.labels("answered", "web").inc()
    assert b'outcome="answered"' in one.page()
    assert b'outcome="answered"' not in other.page()


def test_ignored_updates_are_counted_by_why():
    metrics = Metrics()
    metrics.ignored_on("telegram")("group")
    assert b'shahryar_ignored_updates_total{channel="telegram",why="group"} 1.0' in metrics.page()
