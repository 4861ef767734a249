from nlu.network.words import pieces


def test_a_word_is_itself_its_letters_and_its_consonants():
    found = pieces("کتاب")
    assert {"wکتاب", "c<کتا", "cاب>", "c<ک", "cب>", "sktb"} <= set(found)
    assert len(found) == len(set(found))


def test_half_spaces_and_madda_make_no_other_word():
    assert set(pieces("میخواهم")) < set(pieces("می‌خواهم"))
    assert pieces("آب") == pieces("اب")


def test_numbers_share_a_shape():
    assert "d00" in pieces("12")
    assert "d00" in pieces("45")
