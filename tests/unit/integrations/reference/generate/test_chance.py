import pytest

from integrations.reference.generate.chance import mobile, national_id, stream
from integrations.reference.written import valid_national_id


def test_every_person_has_a_right_national_id_of_nobodys_office():
    numbers = [national_id(number) for number in range(0, 800_000, 997)]
    assert all(valid_national_id(number) and number.startswith("999") for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert not any(number.startswith("9991") for number in numbers)  # those are the demo people's


def test_there_are_no_more_people_than_national_ids():
    for number in (-1, 800_000):
        with pytest.raises(ValueError, match="more people"):
            national_id(number)


def test_mobiles_are_no_operators():
    assert mobile(7) == "09700000007"


def test_a_subjects_chance_is_its_own_and_the_same_every_time():
    assert stream(1, "a").random() == stream(1, "a").random() != stream(1, "b").random()
