"""Phrases as whole words: which stand in a text, and what is left of it without them."""

import pytest

from dialogs.whole_phrases import NO_PHRASES, any_phrase, loose_phrases

MEANING = any_phrase(("یعنی چی", "یعنی", "منظور"))
LACKING = any_phrase(("ندارم", "یادم نیست"), together=True)
UNDO = loose_phrases(["لغو … کنم", "پشیمون*"])


@pytest.mark.parametrize(
    ("phrases", "text", "rest"),
    [
        (MEANING, "بر اصلاحی یعنی چی", "بر اصلاحی"),
        (MEANING, "منظوری ندارم", None),
        (LACKING, "کدش یادمنیست", "کدش"),
        (MEANING, "یعنیچی", None),
        (UNDO, "میشه لغو بازدیدم کنم الان", "میشه الان"),
        (UNDO, "پشیمونم از این", "از این"),
        (UNDO, "پشیم", None),
        (NO_PHRASES, "یعنی چی", None),
        (MEANING, "", None),
    ],
)
def test_what_is_left_without_them(phrases, text, rest):
    left = phrases.taken_out(text)
    assert (None if left is None else " ".join(left.split())) == rest
    assert phrases.stand_in(text) == (rest is not None)
