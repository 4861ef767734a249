from datetime import UTC, datetime

import pytest

from nlu.evaluation.sets import ValueCase, read_set
from nlu.rasa_data import DataFault


def test_a_file_becomes_utterances_and_value_cases(tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(
        """now: "2025-10-12T08:00+00:00"
intents: {file_status: [پرونده من, 137], thanks: [مرسی]}
values:
  - {text: منطقه ۵ و ۶, expecting: district, found: {district: [5, 6]}}
  - {text: ۰۹۱۳, found: {mobile: "0913"}, faults: {mobile: length}}
""",
        "utf-8",
    )
    read = read_set(file)
    assert read.name == "small"
    assert read.utterances == (("پرونده من", "file_status"), ("137", "file_status"), ("مرسی", "thanks"))
    assert read.values[0] == ValueCase("منطقه ۵ و ۶", "district", (("district", 5), ("district", 6)), {})
    assert read.values[1] == ValueCase("۰۹۱۳", None, (("mobile", "0913"),), {"mobile": "length"})
    assert read.now == datetime(2025, 10, 12, 8, tzinfo=UTC)


def test_values_may_be_left_out(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text("intents: {thanks: [مرسی]}", "utf-8")
    assert read_set(file).values == ()


@pytest.mark.parametrize("content", ["[", "a: 1", "- x", "intents: {thanks: 5}", "now: soon\nintents: {}"])
def test_what_is_no_test_set_is_told_with_its_file(tmp_path, content):
    file = tmp_path / "broken.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(DataFault, match=r"broken\.yaml"):
        read_set(file)
