import pytest


@pytest.mark.parametrize(
    "text",
    ["زیرش مغازه بالاش مسکونی", "همکف تجاری، طبقات بالا خونه"],
)
def test_a_shop_below_and_homes_above_are_one_use(read, text):
    assert read(text, "use")["use"] == "mixed"


@pytest.mark.parametrize(("text", "use"), [("مسکونی", "residential"), ("مغازه همکف", "commercial")])
def test_one_use_stays_what_it_is(read, text, use):
    assert read(text, "use")["use"] == use
