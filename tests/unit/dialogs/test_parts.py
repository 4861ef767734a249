"""Steps that several flows share stand in the flow as if they were written there."""

from pathlib import Path

import pytest

from dialogs.book import load_book
from dialogs.check import check
from dialogs.document import read_document
from dialogs.findings import DataInvalid
from dialogs.parts import read_parts, where_step

NOTE = "  - id: note\n    collect: {slot: note, ask: ask_note, why: why_note, free_text: true, optional: true}\n"
STEPS = f"version: 1\nsteps:\n{NOTE}"
TEXTS = "version: 1\ntexts: {ask_note: یادداشت دارید؟, why_note: برای کارشناس است.}\n"


@pytest.fixture
def shared(folder):
    """The sample with the note of `register` as a part of its own."""
    part = folder / "parts" / "remark"
    part.mkdir(parents=True)
    (part / "steps.yaml").write_text(STEPS, "utf-8")
    (part / "texts.fa.yaml").write_text(TEXTS, "utf-8")
    flow = folder / "services" / "register" / "flow.yaml"
    text = flow.read_text("utf-8")
    assert NOTE in text
    flow.write_text(text.replace(NOTE, "  - include: remark\n"), "utf-8")
    texts = folder / "services" / "register" / "texts.fa.yaml"
    kept = [line for line in texts.read_text("utf-8").splitlines() if "ask_note" not in line and "why_note" not in line]
    texts.write_text("\n".join(kept) + "\n", "utf-8")
    stories = folder / "services" / "register" / "stories.yaml"
    stories.write_text(stories.read_text("utf-8").replace("[ask_note", "[remark.ask_note"), "utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(folder):
    return [(finding.code, finding.file.name, finding.line) for finding in check(folder)]


def test_a_flow_with_a_part_is_sound_and_walks_as_before(shared, talk):
    assert [finding for finding in check(shared) if finding.code != "text_missing"] == []
    talk.book = load_book(shared)
    talk.signed_in()
    assert talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567") == ["remark.ask_note"]
    talk.says("ندارم")
    assert talk.keys == ["register.summary"]


def test_a_fault_in_a_part_is_named_where_it_is_written(shared):
    steps = shared / "parts" / "remark" / "steps.yaml"
    edit(steps, "optional: true}", "optional: true, check: nothing}")
    assert ("validator_unknown", "steps.yaml", 4) in found(shared)


def test_a_fault_behind_a_part_is_named_on_its_own_line(shared):
    flow = shared / "services" / "register" / "flow.yaml"
    edit(flow, "goto: finish", "goto: finale")
    line = next(at for at, text in enumerate(flow.read_text("utf-8").splitlines(), 1) if "finale" in text)
    assert ("step_unknown", "flow.yaml", line) in found(shared)


def test_texts_of_a_part_are_used_and_can_be_filled(shared):
    texts = shared / "parts" / "remark" / "texts.fa.yaml"
    texts.write_text(TEXTS.replace("یادداشت دارید؟", '"{nobody}؟"').replace("}\n", ", more: بیش}\n"), "utf-8")
    codes = {code for code, file, _ in found(shared) if file == "texts.fa.yaml"}
    assert codes == {"placeholder_unknown", "text_unused"}


def test_a_part_that_is_not_there_is_named(shared):
    edit(shared / "services" / "register" / "flow.yaml", "include: remark", "include: remarks")
    assert "part_unknown" in {code for code, *_ in found(shared)}
    with pytest.raises(DataInvalid, match="part_unknown"):
        load_book(shared)


def test_a_part_takes_in_no_part(shared):
    edit(shared / "parts" / "remark" / "steps.yaml", NOTE, "  - include: remark\n")
    assert "part_unknown" in {code for code, *_ in found(shared)}


@pytest.mark.parametrize("name", ["steps.yaml", "texts.fa.yaml"])
def test_a_part_without_a_file_is_named(shared, name):
    (shared / "parts" / "remark" / name).unlink()
    assert ("unreadable", name, 1) in found(shared)


def test_a_part_without_steps_is_named(shared):
    (shared / "parts" / "remark" / "steps.yaml").write_text("version: 1\n", "utf-8")
    assert [finding.code for finding in read_parts(shared / "parts").findings] == ["missing_key"]


def test_no_parts_at_all_are_no_fault(tmp_path):
    assert read_parts(tmp_path / "parts").named == {}


def test_steps_are_counted_through_the_parts(shared):
    parts = read_parts(shared / "parts").named
    flow = read_document(shared / "services" / "register" / "flow.yaml")
    assert where_step(flow, parts, 1)[1] == 1
    assert where_step(flow, parts, 2) == (parts["remark"].steps, 0)
    assert where_step(flow, parts, 3) == (flow, 3)
