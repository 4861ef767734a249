from integrations.municipal.wording import clean


def test_controls_and_edges_go_and_the_length_holds():
    assert clean(" a\x00b\ud800 ", 40) == "a b"
    assert clean("x" * 50, 40) == "x" * 40
    assert clean("abc   d", 5) == "abc"
    assert clean("\x00", 5) == ""
