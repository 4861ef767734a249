"""What is generated for people is what is committed; and what is not is found."""

import io

import pytest

from bot.wiring.papers import stale_papers, write_papers

pytestmark = pytest.mark.slow


def test_what_is_committed_is_what_would_be_written():
    assert stale_papers() == [], "run `python -m bot check --draw`"


def test_what_is_stale_is_found_and_writing_again_mends_it(tmp_path):
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "gone.svg").write_text("x", "utf-8")
    write_papers(io.StringIO(), tmp_path)
    assert not (tmp_path / "flows" / "gone.svg").exists()
    assert stale_papers(tmp_path) == []
    (tmp_path / "texts.html").write_text("older", "utf-8")
    (tmp_path / "flows" / "gone.svg").write_text("x", "utf-8")
    assert stale_papers(tmp_path) == ["texts.html", "flows/gone.svg"]
