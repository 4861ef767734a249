"""What of a call's arguments is secret."""

from dataclasses import replace

from dialogs.flow import Flow
from dialogs.secrets import public_args, secret_slots
from dialogs.steps import Argument, CallStep, Collect, Step


def test_secrets_of_a_call_are_none_of_its_public_arguments():
    code, number = Collect("code", secret=True), Collect("number")
    call = CallStep(
        "identity.confirm", {"code": Argument("code"), "to": Argument("number"), "as": Argument(value="sms")}
    )
    with_secret = Flow("f", 1, "f.title", 0, (Step("code", code), Step("number", number)))
    without = replace(with_secret, steps=with_secret.steps[1:])
    args = {"code": "123456", "to": "0913", "as": "sms"}
    assert public_args(with_secret, call, args) == {"to": "0913", "as": "sms"}
    assert secret_slots(with_secret, call) == {"code"}
    assert public_args(without, call, args) == args
    assert secret_slots(without, call) == set()
