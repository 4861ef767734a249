import pytest

from bot.channels.web.texts import load_texts
from bot.errors import Defect


def test_every_fault_we_send_has_its_own_text():
    errors = load_texts().errors
    assert {"bad_request", "too_large", "rate_limited", "ticket_invalid", "not_allowed", "busy"} <= set(errors)
    assert len(set(errors.values())) == len(errors)


def test_a_fault_without_a_text_reads_as_a_bad_request():
    texts = load_texts()
    assert texts.error("unheard_of") == texts.errors["bad_request"]


@pytest.mark.parametrize("document", ["{}", "errors: {a: 1}\nwidget: {}\npage: {}", "errors: []", "errors: {a: ''}"])
def test_a_broken_book_is_refused(tmp_path, document):
    (tmp_path / "texts.fa.yaml").write_text(document)
    with pytest.raises(Defect):
        load_texts(tmp_path / "texts.fa.yaml")
