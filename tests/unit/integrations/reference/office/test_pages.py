import pytest
from jinja2 import UndefinedError

from integrations.municipal.contract import load_contract
from integrations.reference.case.machine import load_machine
from integrations.reference.office.pages import page, texts
from integrations.reference.office.routes import ACTS
from integrations.reference.stages import load_stages


def test_a_page_escapes_and_a_forgotten_value_is_an_error():
    made = page("gateway.html", bill_id="<b>", amount_rial=1_000, message="")
    assert "&lt;b&gt;" in made.body.decode()
    with pytest.raises(UndefinedError):
        page("sign_in.html")


def test_every_refusal_of_a_form_and_every_mover_of_a_file_has_its_words():
    codes = {code for operation in ACTS for code in load_contract()[operation].refuses}
    assert codes | {"invalid_request", "key_reused", "unavailable"} <= set(texts()["refusals"])
    events = {"citizen", "clock", "objection", "vote", *load_machine()["forward"].values()} - set(texts()["roles"])
    assert events == set(texts()["left_by"])


def test_every_desk_of_the_stages_can_sign_in():
    desks = {stage.desk for kind in load_stages().types.values() for stage in kind.stages.values()}
    assert desks - {"citizen", "none"} <= set(texts()["roles"])
