import pytest


@pytest.mark.parametrize(
    "text",
    [
        "زیرش مغازه‌س بالاش خودمون می‌شینیم", "پایین مغازه بالا مسکونی", "طبقه اول مغازه، بقیه خونه",
        "بالا خونه پایین مغازه", "هم تجاری هم مسکونی", "همکف تجاری و دو طبقه بالا مسکونی",
    ],
)  # fmt: skip
def test_a_shop_below_and_homes_above_are_mixed(read_all, text):
    assert [value for name, value in read_all(text, expecting="use") if name == "use"] == ["mixed"]


@pytest.mark.parametrize(("text", "use"), [("پایین شهر یه خونه", "residential"), ("زیر پل مغازه دارم", "commercial")])
def test_one_level_is_one_use(read, text, use):
    assert read(text, expecting="use") == {"use": use}


def test_homes_but_a_shop_below(read):
    assert read("مسکونی هست ولی همکفش مغازه‌ست")["use"] == "mixed"
    assert read("مسکونی هست ولی همکف نداره")["use"] == "residential"
