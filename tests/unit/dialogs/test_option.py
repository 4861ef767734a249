"""The choices of a question, as types."""

from dialogs.option import OptionsFrom, Rank


def test_several_that_compare_alike_are_told_so_unless_the_flow_has_words_of_its_own():
    assert Rank("words_cheapest", "price").tie == "common.several_fit"
    assert OptionsFrom("found.courses", "id", "label").ranks == ()
