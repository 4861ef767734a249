import random

from nlu.evaluation.noises.speech import colloquial, voice


def test_formal_words_are_said_as_people_say_them():
    said = {colloquial("می‌شود خانه را ببینید؟ مدارک‌ها", random.Random(seed)) for seed in range(30)}
    assert {text.split()[0] for text in said} == {"میشه", "می‌شه"}
    assert {text.split()[2] for text in said} == {"رو", "و"}
    assert all(text.split()[1] == "خونه" and text.endswith("مدارکا") for text in said)


def test_punctuation_beside_a_word_stays():
    assert colloquial("می‌شود؟", random.Random(1)) in {"میشه؟", "می‌شه؟"}


def test_dictated_messages_have_no_punctuation_but_fillers_and_words_twice():
    for seed in range(30):
        words = voice("سلام، کد من 6-2-110 است؛ چی شد؟", random.Random(seed)).split()
        assert not set("،؛؟") & set("".join(words))
        assert "6-2-110" in words
        assert len(words) >= 9


def test_fillers_do_not_part_a_number_said_in_groups():
    assert all("0913 123 4567" in voice("زنگ بزن 0913 123 4567", random.Random(seed)) for seed in range(60))
