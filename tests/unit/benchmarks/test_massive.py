from benchmarks.massive import as_rasa, expected_calibration_error, score, utterance
from nlu.rasa_data import read_examples
from nlu.types import Entity, Intent, Understanding

SET = utterance("مرا [date : فردا] ساعت [time : نه صبح] بیدار کن", "alarm_set")
ASK = utterance("هوا چطور است", "weather_query")


def reading(one, intent, *spans):
    entities = tuple(Entity(name, one.text[a:b], one.text[a:b], a, b) for name, a, b in spans)
    return Understanding(one.text, one.text, intents=(Intent(intent, 0.5),), entities=entities)


def test_marks_become_places():
    assert SET.text == "مرا فردا ساعت نه صبح بیدار کن"
    assert {(name, SET.text[a:b]) for name, a, b in SET.spans} == {("date", "فردا"), ("time", "نه صبح")}


def test_the_converted_file_is_read_back_as_it_was(tmp_path):
    file = tmp_path / "massive.yml"
    file.write_text("".join(as_rasa([SET, ASK])), "utf-8")
    examples = {one.intent: one for one in read_examples([file])}
    assert examples["alarm_set"].text == SET.text
    assert {(one.name, one.start, one.end) for one in examples["alarm_set"].entities} == SET.spans
    assert examples["weather_query"].entities == ()


def test_a_span_counts_when_name_start_and_end_are_right():
    right = reading(SET, "alarm_set", *SET.spans)
    short = reading(SET, "alarm_set", ("date", 4, 8), ("time", 14, 16))
    assert score([SET], [right]).exact == score([SET], [right]).f1 == 1
    half = score([SET, ASK], [short, reading(ASK, "alarm_set")])
    assert (half.intent, half.precision, half.recall, half.exact) == (0.5, 0.5, 0.5, 0)


def test_honest_confidence_has_no_calibration_error():
    assert expected_calibration_error([SET, ASK], [reading(SET, "alarm_set"), reading(ASK, "alarm_set")]) == 0
