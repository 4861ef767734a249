import dataclasses

from nlu.evaluation.plain import as_text


def test_the_lines_name_every_figure(result):
    page = as_text(dataclasses.replace(result, cross_validation={"accuracy": 0.8224}))
    for part in (
        "MISSED  Right intent",
        "reached Model size",
        "finglish",
        "pay_bill -> file_status  1",
        "not exact: منطقه ۶",
    ):
        assert part in page
    assert "cross-validation: accuracy 0.8224" in page
    assert "set  " not in page


def test_several_sets_have_a_line_each(result):
    assert "four" not in as_text(result)
    assert as_text(dataclasses.replace(result, sets=result.sets * 2)).count("\nfour") == 2
