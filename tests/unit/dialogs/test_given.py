"""The values of a message as the questions of a flow take them."""

from dialogs.flow import Flow
from dialogs.given import Given, givens
from dialogs.steps import Collect, Step
from nlu.types import Entity, Understanding

DAY = Collect("day", entities=("date", "weekday"), gather=True)
AREA = Collect("area", entities=("area_m2",))
WORDS = Collect("words", entities=("area_m2",), free_text=True)
FLOW = Flow("f", 1, "f.title", 0, tuple(Step(each.slot, each) for each in (WORDS, DAY, AREA)))


def said(*entities):
    return Understanding("", "", entities=tuple(Entity(name, value, "", 0, 0) for name, value in entities))


def test_what_a_gathering_question_takes_comes_once_and_two_of_a_name_as_a_list():
    found = givens(FLOW, said(("weekday", "شنبه"), ("weekday", "یکشنبه"), ("date", "1404-01-01")))
    assert found[-1] == Given("day", {"weekday": ["شنبه", "یکشنبه"], "date": "1404-01-01"}, gathered=True)
    assert [each.gathered for each in found] == [False, False, False, True]


def test_a_value_goes_to_the_questions_that_take_its_kind_and_never_to_free_text():
    day, area = Given("day", {}, gathered=True), Given("area_m2", 120)
    assert list(day.takers(FLOW)) == [DAY]
    assert list(area.takers(FLOW)) == [AREA]
    assert list(Given("weekday", "شنبه").takers(FLOW)) == []
    assert (day.fits(DAY), area.fits(DAY), area.fits(AREA), area.fits(WORDS)) == (True, False, True, True)
