import random

from nlu.evaluation.noises.finglish import finglish


def spellings(text):
    return {finglish(text, random.Random(seed)) for seed in range(80)}


def test_persian_letters_are_gone_and_codes_are_not():
    for text in spellings("می‌خواهم پرونده‌ی ۱۲۳۴ را ژرف‌تر ببینم، قبضِ غلط؟"):
        assert "۱۲۳۴" in text
        assert text.replace("۱۲۳۴", "").replace("\u0650", "").isascii()


def test_one_word_has_several_spellings():
    assert {"khune", "khoone", "xune", "khone"} == spellings("خونه")
    assert {"shod", "shd"} == spellings("شد")
    assert len(spellings("توضیحات")) > 8


def test_known_words_keep_their_spelling_under_an_ending():
    assert {"parvandeam", "parvandem"} <= spellings("پرونده‌م")
    assert any(text.startswith(("mi", "mi ")) for text in spellings("می‌سنجم"))
    assert all(text.startswith("nemi") for text in spellings("نمی‌سنجم"))


def test_letters_are_heard_by_their_place():
    assert all(text[0] in "vw" for text in spellings("وام"))
    assert all(text.startswith("y") for text in spellings("یزد"))
    assert {text[-1] for text in spellings("نامه")} <= set("eha")
