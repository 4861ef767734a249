from collections import Counter
from types import SimpleNamespace

from bot.channels.web import gates
from bot.limits import Buckets
from bot.settings import Settings

PRODUCTION = Settings(
    env="production",
    data_keys="k",
    municipal_url="https://backend.example",
    municipal_key="k",
    sms_key="k",
    sms_template="code",
)


def deps(settings=PRODUCTION):
    return SimpleNamespace(limits=Buckets(), monotonic=lambda: 0.0, settings=settings, sockets=Counter())


def test_a_conversation_has_twenty_messages_at_once():
    ours = deps()
    assert [gates.may_say(ours, "c") for _ in range(21)] == [True] * 20 + [False]
    assert gates.may_say(ours, "another")


def test_new_visitors_are_counted_by_network():
    ours = deps()
    assert all(gates.may_arrive(ours, f"192.0.2.{n}") for n in range(60))
    assert not gates.may_arrive(ours, "192.0.2.200")
    assert gates.may_arrive(ours, "198.51.100.1")
    assert all(gates.may_arrive(ours, f"2001:db8:0:{n:x}::1") for n in range(60))
    assert not gates.may_arrive(ours, "2001:db8:0:ff::1")
    assert gates.may_arrive(ours, "2001:db8:1::1")


def test_this_machine_is_exempt_in_development_only():
    assert all(gates.may_arrive(deps(Settings()), "127.0.0.1") for _ in range(100))
    ours = deps()
    assert [gates.may_arrive(ours, "127.0.0.1") for _ in range(61)][-1] is False


def test_a_place_is_given_back_and_nothing_is_left_of_it():
    ours = deps()
    places = [gates.socket_place(ours, "192.0.2.1") for _ in range(21)]
    granted = [place.__enter__() for place in places]
    assert granted == [True] * 20 + [False]
    for place in places:
        place.__exit__(None, None, None)
    assert not ours.sockets


def test_an_address_that_is_none_is_still_counted():
    ours = deps()
    assert [gates.may_arrive(ours, "") for _ in range(61)][-1] is False
