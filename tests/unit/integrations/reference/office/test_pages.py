import pytest
from jinja2 import UndefinedError

from integrations.reference.office.pages import page, texts
from integrations.reference.stages import load_stages


def test_a_page_escapes_and_a_forgotten_value_is_an_error():
    made = page("gateway.html", bill_id="<b>", amount_rial=1_000, message="")
    assert "&lt;b&gt;" in made.body.decode()
    with pytest.raises(UndefinedError):
        page("sign_in.html")


def test_every_desk_of_the_stages_can_sign_in():
    desks = {stage.desk for kind in load_stages().types.values() for stage in kind.stages.values()}
    assert desks - {"citizen", "none"} <= set(texts()["roles"])
