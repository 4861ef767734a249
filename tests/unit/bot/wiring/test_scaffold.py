"""A new service's folder: sound as it stands."""

import shutil

import pytest

from bot.errors import Defect
from bot.render import render
from bot.wiring.phrasings import check_phrasings
from bot.wiring.program import DIALOGS
from bot.wiring.scaffold import FILES, new_service
from dialogs.book import load_book
from dialogs.check import check
from dialogs.story import Player, read_stories
from tests.book import BOOK

pytestmark = pytest.mark.slow

TITLE = "بردن زبالهٔ حجیم"


@pytest.fixture
def dialogs(tmp_path):
    for name in ("services", "parts", "texts", "repair", "actions.yaml"):
        source = DIALOGS / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


def test_it_passes_every_check_and_plays_its_stories(dialogs):
    folder = new_service("bulky_waste", TITLE, dialogs=dialogs)
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert [str(finding) for finding in (*check(dialogs), *check_phrasings(dialogs))] == []
    book = load_book(dialogs)

    def shown(effect):
        reply = render(book.texts, effect)
        return reply.text, [(button.title, button.payload) for button in reply.buttons]

    for story in read_stories(folder / "stories.yaml"):
        Player(book, story, shown).play()


def test_a_draft_is_not_in_the_menu_and_none_of_ours_is_one(dialogs):
    new_service("bulky_waste", TITLE, dialogs=dialogs)
    assert "bulky_waste" not in [flow.id for flow in load_book(dialogs).menu()]
    assert [flow.id for flow in BOOK.flows.values() if flow.draft] == []


def test_a_draft_with_hardly_a_phrasing_is_refused(dialogs):
    path = new_service("bulky_waste", TITLE, dialogs=dialogs) / "nlu.yaml"
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:8]), "utf-8")
    assert {finding.code for finding in check_phrasings(dialogs)} == {"phrasings_few"}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        *(("../x", TITLE), ("X1", TITLE), ("fee_estimate", TITLE), ("greeting", TITLE)),
        *(("fine", ""), ("fine", "{x}"), ("fine", "a: b")),
    ],
)
def test_names_and_titles_that_cannot_be_are_refused(dialogs, name, title):
    before = sorted(path.name for path in (dialogs / "services").iterdir())
    with pytest.raises(Defect):
        new_service(name, title, dialogs=dialogs)
    assert sorted(path.name for path in (dialogs / "services").iterdir()) == before
