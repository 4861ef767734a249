import pytest

from bot.console.passwords import hash_password, matches, sound


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("fourteen chars", False),
        ("fifteen chars!!", True),
        ("همه چیز با حروف فارسی", True),
        ("aaaaaaaaaaaaaaaa", True),  # no composition rules
        (" " * 20, False),
        ("x" * 256, True),
        ("x" * 257, False),
    ],
)
def test_length_is_the_only_rule(password, good):
    assert sound(password) is good


def test_a_password_fits_its_own_hash_only():
    stored = hash_password("a long enough phrase")
    assert stored.startswith("$argon2id$")
    assert matches(stored, "a long enough phrase")
    assert not matches(stored, "a long enough phrasE")
    assert hash_password("a long enough phrase") != stored


def test_the_two_unicode_forms_of_a_letter_are_one():
    assert matches(hash_password("caf\u00e9 caf\u00e9 caf\u00e9"), "cafe\u0301 cafe\u0301 cafe\u0301")


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_nobody_has_any_password(stored):
    assert not matches(stored, "nobody has this password")
