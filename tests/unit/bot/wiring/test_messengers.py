from dataclasses import replace

import pytest

from bot.channels.telegram.ptb import PtbTransport
from bot.clock import Clock
from bot.errors import Defect
from bot.observe import Metrics
from bot.settings import Settings
from bot.wiring.messengers import fetching, open_messengers, open_transport

TOKEN, LONG = "42:token", "x" * 16


def opened(**settings):
    neighbours = {"store": None, "signals": None, "clock": Clock(), "metrics": Metrics()}
    return open_messengers(Settings(**settings), **neighbours)


def test_nothing_is_switched_on_by_itself():
    assert opened() == []


def test_polling_needs_a_token_alone_and_has_no_route():
    (telegram,) = opened(telegram_intake="polling", telegram_token=TOKEN)
    assert (telegram.channel, telegram.routes, telegram.intake.bot) == ("telegram", None, "42")


def test_a_webhook_has_its_own_route_for_each_messenger():
    webhook = {"intake": "webhook", "token": TOKEN, "webhook_path": LONG}
    telegram = {f"telegram_{name}": value for name, value in webhook.items()} | {"telegram_webhook_secret": LONG}
    bale = {f"bale_{name}": value for name, value in webhook.items()}
    paths = [messenger.routes.routes[0].path for messenger in opened(**telegram, **bale)]
    assert paths == ["/webhooks/telegram/{given}", "/webhooks/bale/{given}"]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"telegram_intake": "polling"}, "telegram_token"),
        ({"telegram_intake": "polling", "telegram_token": "secret-without-number"}, "telegram_token"),
        ({"telegram_intake": "webhook", "telegram_token": TOKEN}, "telegram_webhook_path"),
        (
            {"telegram_intake": "webhook", "telegram_token": TOKEN, "telegram_webhook_path": LONG},
            "telegram_webhook_secret",
        ),
        ({"bale_intake": "webhook", "bale_token": TOKEN, "bale_webhook_path": "short"}, "bale_webhook_path"),
    ],
)
def test_what_is_missing_is_named_and_never_shown(given, named):
    with pytest.raises(Defect, match=f"setting_invalid name={named}") as raised:
        opened(**given)
    assert "secret-without" not in str(raised.value)


def test_the_transport_is_one_of_two():
    assert isinstance(open_transport("ptb", token=TOKEN, base_url="http://127.0.0.1"), PtbTransport)
    with pytest.raises(Defect, match="telegram_transport"):
        open_transport("pigeon", token=TOKEN, base_url="http://127.0.0.1")


async def test_a_file_is_fetched_by_its_own_messenger_and_from_none_that_is_off():
    class Transport:
        async def fetch(self, file_id, *, most):
            return f"{file_id} of at most {most}".encode()

    (telegram,) = opened(telegram_intake="polling", telegram_token=TOKEN)
    fetch = fetching([replace(telegram, transport=Transport())])
    assert await fetch("telegram", "A") == f"A of at most {10 * 1024 * 1024}".encode()
    assert await fetch("bale", "A") == "not_fetched"
