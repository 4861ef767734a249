"""What is asked for along with an answer."""

import pytest

from dialogs.draft import Draft
from dialogs.repair.along import wishes_along
from dialogs.story import understand


@pytest.mark.parametrize(
    ("text", "means", "names"),
    [
        ("پنج", {"entities": {"district": {"value": 5, "raw": "پنج"}}}, []),
        ("منطقه پنج و ثبت هم می‌خوام بکنم", {"intents": {"register": 0.9}}, ["register"]),
        ("منطقه پنج و قیمت را می‌خوام بدانم", {"intents": {"price": 0.9}}, []),
        ("ثبتش را هم همین‌جا می‌کنید؟", {"intents": {"register": 0.65}}, ["register"]),
        ("ثبتش را هم همین‌جا می‌کنید", {"intents": {"register": 0.65}}, []),
    ],
)
def test_only_what_is_more_than_an_answer_and_sure(talk, text, means, names):
    talk.says("قیمت", "price")
    assert wishes_along(Draft(talk.book, talk.state, talk.now), understand(text, means)) == names
