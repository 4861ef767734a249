from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from bot.console.totp import grouped, matching_step, new_secret, picture, uri

NOW = datetime(2026, 10, 12, 6, 30, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(**later):
    return pyotp.TOTP(SECRET).at(NOW + timedelta(**later))


@pytest.mark.parametrize(("seconds", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_is_good_for_its_step_and_one_on_each_side(seconds, accepted):
    step = matching_step(SECRET, code(seconds=seconds), now=NOW)
    assert step == ((int(NOW.timestamp()) + seconds) // 30 if accepted else None)


def test_spaces_and_persian_or_arabic_digits_are_read():
    typed = code()
    for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"):
        other = typed.translate(str.maketrans("0123456789", digits))
        assert matching_step(SECRET, f" {other[:3]} {other[3:]}", now=NOW) is not None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "¹²³⁴⁵⁶", "１２３４５６"])
def test_what_is_no_code_is_refused(typed):
    assert matching_step(SECRET, typed, now=NOW) is None


def test_keys_are_long_and_never_the_same():
    assert len({new_secret() for _ in range(20)}) == 20
    assert len(new_secret()) == 32


def test_the_key_can_be_scanned_or_typed():
    assert uri(SECRET, "negar") == f"otpauth://totp/Shahryar:negar?secret={SECRET}&issuer=Shahryar"
    assert grouped(SECRET).split()[:2] == ["JBSW", "Y3DP"]
    svg = picture(SECRET, "negar")
    assert svg.startswith("<svg")
    assert "viewBox" in svg
    assert "style=" not in svg
    assert "script" not in svg
