import pytest


@pytest.mark.parametrize(
    ("text", "expecting", "value"),
    [
        ("چهل و هشت بیست و دو شصت و نه", "code", "482269"),
        ("صفر نهصد و سیزده سیصد و دوازده چهل و پنج شصت و هفت", "mobile", "09133124567"),
        ("ده، سه، هفتاد و یک، نه", "nosazi_code", "10-3-71-9"),
    ],
)
def test_numbers_said_in_groups_are_one_identifier_when_it_was_asked_for(read, text, expecting, value):
    assert read(text, expecting) == {expecting: value}


@pytest.mark.parametrize("text", ["چهل و هشت بیست و دو شصت و نه", "ده، سه، هفتاد و یک، نه"])
def test_nobody_asked_then_groups_are_no_identifier(read, text):
    assert not {"code", "nosazi_code"} & read(text).keys()
