"""Sample values: enough that no text has a hole."""

import pytest

from dialogs.document import read_document
from dialogs.pictures.samples import sample_args
from dialogs.texts import NOTHING
from tests.book import BOOK
from tests.unit.dialogs.conftest import ROOT

pytestmark = pytest.mark.slow

WORDS = read_document(ROOT / "pictures" / "words.fa.yaml").data["samples"]


def test_every_text_of_every_service_is_whole_with_sample_values():
    book = BOOK
    for key, text in book.texts.texts.items():
        flow = book.flows.get(key.partition(".")[0])
        shown = book.texts.render(key, sample_args(text, flow, WORDS))
        assert len(shown.split("\n")) >= len(text.lines), key
        assert NOTHING not in shown or NOTHING in book.texts.written(key), key


def test_a_label_is_the_one_of_the_first_choice():
    book = BOOK
    text = book.texts.get("fee_estimate.estimate_result")
    args = sample_args(text, book.flows["fee_estimate"], WORDS)
    assert args["use:label"] == {"key": "fee_estimate.use_residential"}
    assert [item["n"] for item in args["estimate.lines"]] == [1, 2]
