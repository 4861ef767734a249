from nlu.words.membership import HashedWords


def test_words_are_found_again_and_strangers_are_not():
    words = HashedWords.of(["پرونده", "شهرداری", "کلاس"])
    assert "شهرداری" in words
    assert "شهردار" not in words
    assert 7 not in words
    assert len(words) == 3


def test_a_dump_loads_to_the_same_set():
    words = HashedWords.of(f"واژه{number}" for number in range(500))
    assert HashedWords.loaded(words.dumped()) == words


def test_two_sets_become_one():
    both = HashedWords.of(["پرونده"], HashedWords.of(["کلاس"]))
    assert both == HashedWords.of(["کلاس", "پرونده"])
