"""What a text is given."""

from dialogs.draft import Draft
from dialogs.labels import name_of
from dialogs.values import args_for, shown


def test_a_text_is_given_exactly_what_it_shows(talk):
    talk.says("قیمت", "price", use="residential")
    draft = Draft(talk.book, talk.state, talk.now)
    assert args_for(draft, "price.result") == {
        "use:label": {"key": "price.use_residential"},
        "price.regional_price_rial": None,
    }
    assert args_for(draft, "price.ask_use") == {}


def test_a_value_without_options_is_shown_by_its_kind(book):
    collect = book.flows["register"].collect_of("request_no")[1]
    assert shown(book.texts, collect, {}, "77") == {"value": "77", "kind": "code"}


def test_a_question_is_named_by_its_label_or_by_the_common_name(book):
    assert name_of(book.texts, book.flows["price"].collect_of("use")[1]) == "price.label_use"
    assert name_of(book.texts, book.flows["question"].collect_of("question")[1]) in (None, "common.slot_question")
