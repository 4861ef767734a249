from nlu.text import normalise
from nlu.words.offsets import replace


def test_the_whole_way_back_is_kept():
    normal = normalise("سلام  مدارکمو بفرست")
    start = normal.text.index("مدارکمو")
    changed = replace(normal, [(start, start + 7, "مدارکم را")])
    assert changed.text == "سلام مدارکم را بفرست"
    at = changed.text.index("مدارکم را")
    assert changed.raw[slice(*changed.raw_span(at, at + 9))] == "مدارکمو"
    assert changed.raw[slice(*changed.raw_span(at, at + 5))] == "مدارک"
    assert changed.raw[slice(*changed.raw_span(changed.text.index("بفرست"), len(changed.text)))] == "بفرست"


def test_what_is_put_in_stands_for_nothing():
    normal = normalise("پروندهمن")
    changed = replace(normal, [(0, 8, "پرونده من")])
    assert changed.offsets[6] == (6, 6)
    assert changed.raw_span(7, 9) == (6, 8)


def test_no_change_is_the_same_object():
    normal = normalise("سلام")
    assert replace(normal, []) is normal


def test_what_is_put_in_between_letters_of_one_stretch_stands_for_that_stretch():
    """The fault: «doqo» became «دق را», then «دقیقه را», whose middle letters stood behind its last ones."""
    normal = normalise("doqo")
    once = replace(normal, [(0, 4, "دق را")])
    twice = replace(once, [(0, 2, "دقیقه")])
    assert twice.text == "دقیقه را"
    assert set(twice.offsets) == {(0, 4)}
