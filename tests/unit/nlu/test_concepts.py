from nlu.concepts import concept_table, concepts, elsewhere
from nlu.text import normalise


def groups(text):
    return concepts(normalise(text).plain.split())


def test_a_word_counts_with_its_endings():
    assert "file" in groups("پرونده‌مون")
    assert "bill" in groups("قبضامو")
    assert "installment" in groups("قسطیش")


def test_a_phrase_is_found_in_any_spacing():
    assert "certificate" in groups("پایان‌کار")
    assert "certificate" in groups("پایان کارم")
    assert "certificate" in groups("پایانکار")


def test_other_desks_are_told_apart():
    assert "foreign_car" in groups("خلافی ماشینم چقدره")
    assert not {group for group in groups("عدم خلاف ساختمان") if group.startswith("foreign_")}


def test_short_words_do_not_shrink_into_others():
    assert not groups("مرد")
    assert not groups("ب")
    assert groups("") == frozenset()


def test_the_table_has_no_empty_phrase():
    assert "" not in concept_table()
    assert all(concept_table().values())


def test_what_is_plainly_another_desks_is_told_from_words_that_are_also_ours():
    assert elsewhere("هوا فردا چطوره")
    assert elsewhere("قبض برقم چقدر اومده")
    assert not elsewhere("برا وام کدومو باید بگیرم")
    assert not elsewhere("پروانه استخر چند روزه میاد")
    assert not elsewhere("سند ندارم قولنامه دارم میشه؟")
