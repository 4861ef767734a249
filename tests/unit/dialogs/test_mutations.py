"""Every flow of ours, spoilt in every way that one slip of the hand can spoil it: `check` finds each one, in its file
and near its line. The ways are operators over the documents, so they grow with the flows; what rules mean one by one
is tried in `test_check`."""

import os
import re
import shutil
from dataclasses import dataclass

import pytest

from bot.wiring.program import DIALOGS
from dialogs import check as reading
from dialogs import parts
from dialogs.check import check

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # one flow is checked some three hundred times
ELSEWHERE = {"inner slot that is not there", "unknown dropped"}
"""A new slot is as good as the old one: found where the old one is wanted. A call that does not act may do without an
`unknown`: found where its text is no more used."""
LINE = re.compile(r"^(?P<indent> *)(?P<dash>- )?(?P<key>[a-z_]+): ?(?P<value>.*)$")
REQUIRED = {"id", "version", "title", "steps", "slot", "ask", "why", "summary", "action", "when", "then", "reason"}
REQUIRED |= {"unknown", "unavailable"}
TEXTS = {"ask", "why", "label", "summary", "say", "title", "unknown", "ask_again"}
NEAR = 10
"""Lines: a dropped key is reported at the step it is missing from, and a call is a long step."""


@dataclass(frozen=True)
class Spoilt:
    service: str
    way: str
    line: int
    text: str

    @property
    def id(self):
        return f"{self.service}:{self.line}:{self.way}"


def spoil(service, lines):
    """Every slip of one document: (way, line, the document with it)."""
    for at, line in enumerate(lines):
        found = LINE.match(line)
        if not found or line.lstrip().startswith("#"):
            continue
        key, value = found["key"], found["value"].partition(" #")[0].strip()
        for way, new in slips(line, key, value, found["dash"]):
            yield Spoilt(service, way, at + 1, "\n".join([*lines[:at], *new, *lines[at + 1 :]]) + "\n")


def slips(line, key, value, dash):
    plain = re.fullmatch(r"[a-z][a-z0-9_.]*", value)
    yield "key misspelt", [line.replace(f"{key}:", f"{key}x:", 1)]
    if key in REQUIRED and not dash and not value.startswith("{") and value:
        yield "unknown dropped" if key == "unknown" else "key dropped", []
    if key in TEXTS and plain:
        yield "text that is not there", [line.replace(value, f"{value}_x")]
        yield "list for a word", [line.replace(value, f"[{value}]")]
    if key in ("next", "then", "otherwise", "goto") and plain:
        yield "step that is not there", [line.replace(value, f"{value}_x")]
    if key == "check" and plain:
        yield "validator that is not there", [line.replace(value, f"{value}_x")]
    if key == "action" and plain:
        yield "action that is not there", [line.replace(value, f"{value}_x")]
    if key == "reason" and plain:
        yield "reason the desk does not know", [line.replace(value, f"{value}_x")]
    if key == "id" and dash:
        yield "name in capitals", [line.replace(value, value.upper())]
    if key in ("version", "assurance", "menu", "attempts"):
        yield "word for a number", [re.sub(r": *\d+", ": many", line)]
    for inner in re.finditer(
        r"\b(goto|then|otherwise|say|slot|summary|check|clear|offer): \[?([a-z][a-z0-9_.]*)", value
    ):
        start = line.index(value) + inner.start(2)
        yield f"inner {inner[1]} that is not there", [line[:start] + "nobody_" + line[start:]]
    for inner in re.finditer(r"\b(goto|then|otherwise|say|slot|end|clear|list|value|label|offer|empty|is|in): ", value):
        start = line.index(value) + inner.start(1)
        yield f"inner {inner[1]} misspelt", [line[:start] + "x" + line[start:]]


ALL = [
    spoilt
    for path in sorted((DIALOGS / "services").glob("*/flow.yaml"))
    for spoilt in spoil(path.parent.name, path.read_text("utf-8").splitlines())
]
EVERY = ALL if "SOAK" in os.environ else ALL[::3]
"""There are thousands: a third of them, spread over every flow, by default, and all with SOAK=1."""


@pytest.fixture
def folder(tmp_path):
    """The dialogs with the names of all services, and nothing in them: what is not looked at need not be read."""
    for name in ("texts", "parts", "actions.yaml"):
        source = DIALOGS / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    for service in (DIALOGS / "services").iterdir():
        (tmp_path / "services" / service.name).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def _read_once(monkeypatch):
    """What stays as it was is read once: a flow is checked hundreds of times with the same files beside it."""
    read_document = reading.read_document
    documents, made = {}, {}

    def document_of(path):
        written = path.read_bytes() if path.is_file() else b""
        if (path, written) not in documents:
            documents[path, written] = read_document(path)
        return documents[path, written]

    def once(read):
        def found(document, *more):
            if (read, id(document), more) not in made:
                made[read, id(document), more] = read(document, *more)
            return made[read, id(document), more]

        return found

    monkeypatch.setattr(reading, "read_document", document_of)
    monkeypatch.setattr(parts, "read_document", document_of)
    for name in ("read_texts", "read_terms", "read_places"):
        monkeypatch.setattr(reading, name, once(getattr(reading, name)))


def test_there_are_three_hundred_ways_at_least():
    assert len(EVERY) >= 300


@pytest.mark.usefixtures("_read_once")
@pytest.mark.parametrize("service", sorted({spoilt.service for spoilt in EVERY}))
def test_every_one_is_found_in_its_file_near_its_line(folder, service):
    shutil.copytree(DIALOGS / "services" / service, folder / "services" / service, dirs_exist_ok=True)
    path = folder / "services" / service / "flow.yaml"
    (path.parent / "stories.yaml").unlink()  # they speak of other services, which are empty here
    for other in sorted(each.name for each in (DIALOGS / "services").iterdir()):
        if other != service and re.search(rf"(?:say|words): {other}\.", path.read_text("utf-8")):
            shutil.copytree(DIALOGS / "services" / other, folder / "services" / other, dirs_exist_ok=True)
    sound = [one for one in check(folder) if one.file.parent == path.parent]
    assert [one for one in sound if one.code != "story_missing"] == []
    missed = []
    for spoilt in EVERY:
        if spoilt.service != service:
            continue
        path.write_text(spoilt.text, "utf-8")
        findings = [one for one in check(folder) if one.file.parent == path.parent and one.code != "story_missing"]
        there = [one for one in findings if one.file == path]
        if findings and spoilt.way in ELSEWHERE:
            continue
        if not there or min(abs(one.line - spoilt.line) for one in there) > NEAR:
            missed.append(f"{spoilt.id}: {[str(one) for one in findings[:2]]}")
    assert missed == []
