import base64
import json

import pytest

from integrations.municipal.assertion import AssertionRefused, Citizen, sign, verify
from tests.municipality import NOW, later

KEY = b"k" * 32
WHO = Citizen("09130000001", "9991000003", 2)


def signed(**changes):
    return sign(WHO, KEY, now=changes.pop("now", NOW), nonce="n-1")


def test_a_signed_assertion_gives_the_citizen_back_with_nonce_and_expiry():
    assert verify(signed(), KEY, now=NOW) == (WHO, "n-1", int(NOW.timestamp()) + 60)


def test_the_payload_is_compact_json_with_exactly_the_contracts_claims():
    payload = signed().partition(".")[0]
    text = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
    assert set(json.loads(text)) == {"exp", "level", "mobile", "national_id", "nonce"}
    assert ": " not in text


@pytest.mark.parametrize("moment", [later(60), later(-120)], ids=["expired", "from the future"])
def test_an_assertion_is_good_only_in_its_minute(moment):
    with pytest.raises(AssertionRefused):
        verify(signed(), KEY, now=moment)


def test_a_changed_byte_or_another_key_is_refused():
    whole = signed()
    swapped = ("A" if whole[5] != "A" else "B").join([whole[:5], whole[6:]])
    for header, key in ((swapped, KEY), (whole[:-2], KEY), (whole, b"other"), ("", KEY), (".", KEY), ("é.é", KEY)):
        with pytest.raises(AssertionRefused):
            verify(header, key, now=NOW)


def test_signed_nonsense_is_refused():
    import hashlib
    import hmac

    for payload in (
        b"[]",
        b"{}",
        b"nonsense",
        b"\xff",
        b'{"exp":"x","level":1,"mobile":"","national_id":null,"nonce":""}',
    ):
        mac = hmac.new(KEY, payload, hashlib.sha256).digest()
        parts = [base64.urlsafe_b64encode(raw).rstrip(b"=").decode() for raw in (payload, mac)]
        with pytest.raises(AssertionRefused):
            verify(".".join(parts), KEY, now=NOW)


def test_a_citizen_never_prints_personal_data():
    assert "0913" not in repr(WHO)
    assert "999" not in repr(WHO)
