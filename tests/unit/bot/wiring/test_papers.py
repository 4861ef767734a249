"""What is generated for people is what is committed."""

import io

from bot.wiring.papers import DOCS, papers, write_papers


def test_what_is_committed_is_what_would_be_written():
    stale = [
        name
        for name, text in papers().items()
        if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != text
    ]
    assert stale == [], "run `python -m bot check --draw`"
    known = {f"flows/{path.name}" for path in (DOCS / "flows").glob("*.svg")}
    assert known <= set(papers())


def test_writing_again_takes_pictures_of_gone_flows_away(tmp_path):
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "gone.svg").write_text("x", "utf-8")
    write_papers(io.StringIO(), tmp_path)
    assert not (tmp_path / "flows" / "gone.svg").exists()
    assert (tmp_path / "texts.html").exists()
