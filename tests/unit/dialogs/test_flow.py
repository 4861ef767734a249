"""What a flow finds of itself, and what a call of it is given."""

from dialogs.flow import Flow
from dialogs.steps import Argument, CallStep, Collect, Step, arguments

CODE = Collect("code", secret=True)
NUMBER = Collect("number", passing=True, files=("image/png",))
PLACE = Collect("place", location=True)
CALL = CallStep("identity.confirm", {"code": Argument("code"), "to": Argument("number"), "as": Argument(value="sms")})


def flow(*collects):
    return Flow("f", 1, "f.title", 0, tuple(Step(each.slot, each) for each in collects))


def test_a_flow_knows_its_questions_of_each_kind():
    made = flow(CODE, NUMBER, PLACE)
    assert (made.secrets, made.passing) == ({"code"}, {"number"})
    assert (made.file_questions(), made.place_question()) == ((NUMBER,), PLACE)
    assert (flow(CODE).file_questions(), flow(CODE).place_question()) == ((), None)


def test_an_entity_leads_to_the_questions_it_answers_by_itself_in_their_order():
    first, second = Collect("own", entities=("mobile", "name")), Collect("other", entities=("mobile",))
    words = Collect("words", entities=("mobile",), free_text=True)
    wish = Collect("wish", entities=("mobile",), gather=True)
    made = flow(words, first, wish, second)
    assert made.takers == {"mobile": (first, second), "name": (first,)}
    assert made.gathering == (wish,)


def test_arguments_leave_out_what_is_empty():
    assert arguments(CALL.args, {"code": "123456"}) == {"code": "123456", "as": "sms"}
