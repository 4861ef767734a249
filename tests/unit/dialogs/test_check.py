"""Each rule has a broken copy of a sound folder: it must give its code, with the file and the line of the fault."""

# ruff: noqa: E501  one mutation, one line

import re
import shutil

import pytest

from dialogs.check import check
from tests.unit.dialogs.conftest import ROOT

REGISTER = "services/register/flow.yaml"
PRICE = "services/price/flow.yaml"
QUESTION = "services/question/flow.yaml"
SIGN_IN = "services/sign_in/flow.yaml"
TEXTS = "services/register/texts.fa.yaml"
STORIES = "services/price/stories.yaml"
COMMON = "texts/common.fa.yaml"

# code, file, what is replaced, by what; the finding must stand on the line of the replacement
MUTATIONS = [
    ("unknown_key", REGISTER, "assurance: 2", "assurance: 2\nassurence: 2", 1),
    ("unknown_key", REGISTER, "      why: why_kind", "      why: why_kind\n      whi: x", 1),
    ("missing_key", REGISTER, "      ask: ask_kind\n", "", -2),
    ("wrong_type", REGISTER, "assurance: 2", "assurance: high", 0),
    ("wrong_type", REGISTER, "say: registered", "say: [registered]", 0),
    ("key_doubled", REGISTER, "assurance: 2", "assurance: 2\nassurance: 1", 1),
    ("version_missing", REGISTER, "version: 2\n", "", None),
    ("id_mismatch", REGISTER, "id: register", "id: registers", 0),
    ("bad_name", REGISTER, "id: told", "id: Told", 0),
    ("step_kind", REGISTER, "    say: registered", "    say: registered\n    end: {}", -1),
    ("why_missing", REGISTER, "      why: why_kind\n", "", None),
    ("attempts", PRICE, "attempts: 2", "attempts: 9", 0),
    ("bad_condition", SIGN_IN, "    when: {slot: have, is: 0}\n    collect: {slot: mobile", "    when: {slot: have, over: 0}\n    collect: {slot: mobile", 0),
    ("handler_ways", REGISTER, "not_found: {say: not_found, clear: [request_no]}", "not_found: {say: not_found, end: true, clear: [request_no]}", 0),
    ("unreadable", REGISTER, "steps:", "steps: [", None),
    ("step_doubled", REGISTER, "id: told", "id: ok", 0),
    ("id_reserved", REGISTER, "id: ok", "id: request_no", 0),
    ("id_reserved", PRICE, "slot: district, ask", "slot: level, ask", 0),
    ("step_unknown", REGISTER, "goto: finish", "goto: finale", 0),
    ("step_unknown", REGISTER, "    say: registered", "    say: registered\n    next: finale", 1),
    ("step_unknown", SIGN_IN, "again: [send]", "again: [sent]", 0),
    ("path_unknown", REGISTER, "offer: [price]", "offer: [price], carry: [request]", 0),
    ("wrong_type", REGISTER, "assurance: 2", "assurance: 2\nsigns: [notice_action]", 1),
    ("path_unknown", REGISTER, "assurance: 2", "assurance: 2\nwish: nothing", 1),
    ("path_unknown", PRICE, "steps:\n", "wish: use\nundo: nothing\nsteps:\n", 0),
    ("flow_unknown", REGISTER, "offer: [price]", "offer: [prices]", 0),
    ("step_unreachable", REGISTER, "  - id: told\n    say: registered\n", "  - id: jump\n    say: registered\n    next: finish\n  - id: told\n    say: registered\n", 3),
    ("path_unknown", REGISTER, "request_no: request_no, note", "request_no: request, note", 0),
    ("path_unknown", SIGN_IN, "when: {slot: level, is: 2}\n    collect", "when: {slot: height, is: 2}\n    collect", 0),
    ("path_unknown", REGISTER, "clear: [request_no]", "clear: [request]", 0),
    ("action_unknown", REGISTER, "municipal.register_inquiry", "municipal.register_enquiry", 0),
    ("argument_unknown", PRICE, "with: {district: district", "with: {disrict: district", 0),
    ("validator_unknown", REGISTER, "check: request_no", "check: request_number", 0),
    ("repeat_forward", PRICE, "steps:\n", "steps:\n  - id: round\n    when: {slot: use, empty: false}\n    repeat: {from: use}\n", 3),
    ("step_unknown", PRICE, "steps:\n", "steps:\n  - id: round\n    when: {slot: use, empty: false}\n    repeat: {from: nowhere}\n", 3),
    ("file_offer_vain", PRICE, "steps:\n", "file_offer: title\nsteps:\n", 0),
    ("option_doubled", PRICE, "value: commercial", "value: residential", 0),
    ("opening_alone", QUESTION, "free_text: true, opening", "opening", 0),
    ("code_unknown", REGISTER, "already_open: {say", "already_opened: {say", 0),
    ("code_missing", PRICE, "rejected: {not_found: {say: none, clear: [district]}}", "rejected: {}", 0),
    ("unavailable_missing", PRICE, "      unavailable: {say: down, end: true}\n", "", None),
    ("unknown_missing", REGISTER, "      unknown: checking\n", "", None),
    ("act_unknown", REGISTER, "assurance: 2", "assurance: 2\nacts: [shout]", 1),
    ("path_unknown", PRICE, "steps:\n", "listed: {of: parts, one: use, at: use, each: use, count: use, whole: use}\nsteps:\n", 0),
    ("path_unknown", PRICE, "steps:\n", "shares: {of: use, both: x, whole: use, parts: {nobody: x}}\nsteps:\n", 0),
    ("aside_alone", REGISTER, "free_text: true, optional: true", "free_text: true, aside: true", 0),
    ("confirm_missing", REGISTER, "  - id: ok\n    confirm: {summary: summary}\n", "", None),
    ("confirm_missing", REGISTER, "    confirm: {summary: summary}", "    when: {slot: note, empty: true}\n    confirm: {summary: summary}", None),
    ("confirm_partial", TEXTS, "{request_no:code}، {note}؟", "{note}؟", None),
    ("text_missing", REGISTER, "say: registered", "say: registred", 0),
    ("text_missing", COMMON, "  restart_kept:", "  restart_keep:", None),
    ("words_misnamed", REGISTER, "assurance: 2", "assurance: 2\nasides: [{words: title, say: summary}]", 1),
    (
        "wrong_type",
        REGISTER,
        "assurance: 2",
        "assurance: 2\nasides: [{words: common.asks_hurry, start: price, with: {use: {value: a}}}]",
        1,
    ),
    ("text_unused", TEXTS, "  title: ثبت نمونه", "  title: ثبت نمونه\n  nobody: هیچ", 1),
    ("text_unused", COMMON, "  restart_kept:", "  restart_kept2: هیچ\n  restart_kept:", 0),
    ("texts_form", TEXTS, "  title: ثبت نمونه", "  title: [ثبت]", 0),
    ("placeholder_unknown", TEXTS, "{done.tracking_no:code}", "{done.tracking:code}", 0),
    ("placeholder_unknown", COMMON, "  restart_kept: ", "  restart_kept: «{title}» ", 0),
    ("kind_unknown", TEXTS, "{done.tracking_no:code}", "{done.tracking_no:cod}", 0),
    ("each_missing", TEXTS, "{done.tracking_no:code}", "{done.tracking_no:list}", 0),
    ("link_untitled", TEXTS, '"ثبت شد: {done.tracking_no:code}"', '"{done.tracking_no:link}"', 0),
    ("link_not_alone", TEXTS, '"ثبت شد: {done.tracking_no:code}"', '{text: "ثبت: {done.tracking_no:link}", links: {done.tracking_no: رفتن}}', 0),
    ("texts_form", TEXTS, '"ثبت شد: {done.tracking_no:code}"', '{text: "{done.tracking_no:link}", links: رفتن}', 0),
    ("texts_form", TEXTS, '"ثبت شد: {done.tracking_no:code}"', '{text: "ثبت", file: {kind: calendar, of: done}}', 0),
    ("file_unknown", TEXTS, '"ثبت شد: {done.tracking_no:code}"', '{text: "ثبت", file: {kind: song, of: done, title: title}}', 0),
    ("placeholder_unknown", TEXTS, '"ثبت شد: {done.tracking_no:code}"', '{text: "ثبت", file: {kind: calendar, of: nobody, title: title}}', 0),
    ("text_missing", TEXTS, '"ثبت شد: {done.tracking_no:code}"', '{text: "ثبت", file: {kind: calendar, of: done, title: nothing}}', None),
    ("end_twice", REGISTER, "end: {offer: [price]}", "end: {offer: [price], go: price}", 0),
    ("flow_unknown", REGISTER, "end: {offer: [price]}", "end: {go: prices}", 0),
    ("path_unknown", REGISTER, "end: {offer: [price]}", "end: {go: price, with: {use: usage}}", 0),
    ("each_unused", TEXTS, '  registered: "ثبت شد: {done.tracking_no:code}"', '  registered: {text: "{done.tracking_no}", each: {done: "{n}"}}', 0),
    ("secret_shown", "services/sign_in/texts.fa.yaml", "ask_code: کد؟", "ask_code: کد {code}؟", 0),
    ("reason_unknown", REGISTER, "handoff: refused", "handoff: bored", 0),
    ("file_kind", PRICE, "slot: district, ask", "slot: district, files: [jpg], ask", 0),
    ("flow_unknown", REGISTER, "    say: registered", "    link: {flow: sign_in}", 0),
    ("path_unknown", REGISTER, "    say: registered", "    link: {flow: price, with: {use: usage}}", 0),
    ("path_unknown", REGISTER, "    say: registered", "    remind: {name: day, at: day, say: registered}", 0),
    ("missing_key", REGISTER, "    say: registered", "    remind: {name: day, at: note}", 0),
    ("wrong_type", REGISTER, "steps:", "migrate: {to: 2}\nsteps:", 0),
    ("wrong_type", REGISTER, "steps:", "migrate: [{to: 2, values: {note: x}}]\nsteps:", 0),
    ("migration_unknown", REGISTER, "steps:", "migrate: [{to: 3}]\nsteps:", 0),
    ("migration_unknown", REGISTER, "steps:", "migrate: [{to: 2, slots: {old: nothing}}]\nsteps:", 0),
    ("migration_unknown", REGISTER, "steps:", "migrate: [{to: 2, drop: [note]}]\nsteps:", 0),
    ("story_missing", STORIES, "name: cancel", "name: cancelled", None),
    ("story_doubled", STORIES, "name: cancel", "name: happy", 0),
    ("story_form", STORIES, "version: 1\n", "", None),
    ("unknown_key", STORIES, "turns: [{joined: true}]", "turns: [{joined: true, shout: true}]", 0),
    ("text_missing", STORIES, "turns: [{joined: true}]", "turns: [{joined: true, bot: [nothing]}]", 0),
    ("outcome_unknown", STORIES, "turns: [{joined: true}]", "turns: [{joined: true, outcome: fine}]", 0),
]  # fmt: skip


def test_the_sound_folder_has_no_findings(folder):
    assert [str(finding) for finding in check(folder)] == []


def test_our_own_services_have_no_findings():
    assert [str(finding) for finding in check(ROOT)] == []


@pytest.mark.parametrize(("code", "file", "old", "new", "shift"), MUTATIONS, ids=lambda value: str(value)[:30])
def test_a_fault_is_named_with_code_file_and_line(folder, code, file, old, new, shift):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the mutation no longer fits the sample"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [finding for finding in check(folder) if finding.code == code]
    assert found, [str(finding) for finding in check(folder)]
    if shift is not None:
        line = text[: text.index(old)].count("\n") + 1 + shift
        assert (path, line) in [(finding.file, finding.line) for finding in found], [str(each) for each in found]
    assert all(re.search(r"\w{3}", finding.fix) and finding.line >= 1 for finding in found)


@pytest.mark.parametrize(
    ("name", "code"), [("nlu.yaml", "nlu_missing"), ("stories.yaml", "story_missing"), ("flow.yaml", "unreadable")]
)
def test_a_missing_file_of_a_service_is_named(folder, name, code):
    (folder / "services" / "price" / name).unlink()
    assert (folder / "services" / "price" / name, code) in [(finding.file, finding.code) for finding in check(folder)]


def test_a_flow_that_an_act_starts_needs_no_phrasings(folder):
    (folder / "services" / "price" / "nlu.yaml").unlink()
    flow = folder / "services" / "price" / "flow.yaml"
    flow.write_text(flow.read_text("utf-8").replace("id: price\n", "id: price\nacts: [withdraw]\n", 1), "utf-8")
    assert check(folder) == []


def test_a_system_flow_needs_no_phrasings(folder):
    assert not (folder / "services" / "sign_in" / "nlu.yaml").exists()
    assert not [finding for finding in check(folder) if finding.code == "nlu_missing"]


def test_a_service_without_any_file_is_named_and_nothing_is_raised(folder):
    shutil.rmtree(folder / "services" / "price")
    (folder / "services" / "price").mkdir()
    assert {finding.code for finding in check(folder)} >= {"unreadable"}
