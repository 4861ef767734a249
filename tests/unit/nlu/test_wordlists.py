from nlu.entities.lexical import lexicons
from nlu.wordlists import labels, words


def test_lists_are_in_plain_form():
    assert "متر" in words("beside_a_number")
    assert "کد ملی" in labels()["national_id"]


def test_every_lexicon_has_values():
    names = {lexicon.entity for lexicon in lexicons()}
    assert {"use", "inquiry_type", "request_type", "levy_type", "doc_type", "class_mode", "office_type"} <= names
    assert all(lexicon.values for lexicon in lexicons())
