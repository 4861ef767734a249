import pytest

from bot.limits import Buckets, Down, Limit, Rate


def test_a_full_bucket_gives_its_size_and_then_waits_for_the_refill():
    buckets = Buckets()
    taken = [buckets.take(Limit.MESSAGES, "a", now=100.0) for _ in range(21)]
    assert taken == [True] * 20 + [False]
    assert not buckets.take(Limit.MESSAGES, "a", now=100.9)
    assert buckets.take(Limit.MESSAGES, "a", now=101.1)
    assert not buckets.take(Limit.MESSAGES, "a", now=101.2)


def test_a_bucket_never_holds_more_than_its_size():
    buckets = Buckets()
    buckets.take(Limit.MESSAGES, "a", now=0.0)
    assert sum(buckets.take(Limit.MESSAGES, "a", now=10_000.0) for _ in range(30)) == 20


def test_keys_and_limits_do_not_share_tokens():
    buckets = Buckets()
    while buckets.take(Limit.MESSAGES, "a", now=0.0):
        pass
    assert buckets.take(Limit.MESSAGES, "b", now=0.0)
    assert buckets.take(Limit.MESSAGES_NEW_VISITOR, "a", now=0.0)


def test_memory_is_bounded_and_the_key_unused_longest_goes_first():
    buckets = Buckets(most=2)
    while buckets.take(Limit.TELEGRAM_SEND_CHAT, "old", now=0.0):
        pass
    while buckets.take(Limit.TELEGRAM_SEND_CHAT, "new", now=0.1):
        pass
    buckets.take(Limit.TELEGRAM_SEND_CHAT, "third", now=0.2)
    assert not buckets.take(Limit.TELEGRAM_SEND_CHAT, "new", now=0.2)
    assert buckets.take(Limit.TELEGRAM_SEND_CHAT, "old", now=0.2)


@pytest.mark.parametrize(
    ("limit", "rate"),
    [
        (Limit.OTP_SEND, Rate("mobile", 3, 600, Down.CLOSED)),
        (Limit.OTP_SEND_DAY, Rate("mobile", 8, 86_400, Down.CLOSED)),
        (Limit.OTP_CHECK, Rate("challenge", 5, 0, Down.CLOSED)),
        (Limit.STAFF_LOGIN, Rate("account or address", 5, 900, Down.CLOSED)),
        (Limit.MESSAGES, Rate("conversation", 20, 20, Down.OPEN)),
    ],
)
def test_the_table_says_what_was_agreed(limit, rate):
    assert limit.value == rate


def test_no_two_limits_are_one_by_accident():
    assert len(list(Limit)) == len(Limit.__members__), "an enum value used twice makes an alias"


def test_every_guard_of_codes_and_logins_fails_closed():
    closed = {limit for limit in Limit if limit.name.startswith(("OTP", "STAFF", "LOOKUP", "UPLOADS"))}
    assert {limit.value.if_down for limit in closed} == {Down.CLOSED}
