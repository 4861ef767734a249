import json

from integrations.reference.answers import Json


def test_an_answer_is_json_with_letters_as_they_are():
    told = {"label": "پرونده «نمونه»", "none": None, "points": [51.5, -0.25], "signs": "\u2028\x00", "flag": True}
    answer = Json(told, 201)
    assert (answer.status_code, answer.headers["content-type"]) == (201, "application/json")
    assert json.loads(answer.body) == told
    assert "نمونه".encode() in answer.body
    assert int(answer.headers["content-length"]) == len(answer.body)
