from datetime import UTC, datetime

import pytest

from bot.clock import Clock
from bot.settings import Settings
from bot.wiring.backend import open_backend
from dialogs.ports import Identity


async def test_the_embedded_backend_gets_the_demo_city_once_and_keeps_its_key(tmp_path):
    settings = Settings(var_dir=tmp_path)
    client, backend = open_backend(settings, Clock())
    assert not backend.is_empty()
    key = (tmp_path / "municipal.key").read_text()
    backend.seed({"citizens": [{"name": "نمونه", "national_id": "9992000015", "mobile": "09139000001"}]})
    await client.close()
    backend.close()
    again, backend = open_backend(settings, Clock())
    assert (tmp_path / "municipal.key").read_text() == key
    assert len(key) > 30
    assert (tmp_path / "municipal.key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("municipal.key.")] == []
    await again.close()
    backend.close()


async def test_a_configured_municipality_has_no_backend_of_ours_behind_it(tmp_path):
    settings = Settings(var_dir=tmp_path, municipal_url="https://backend.example", municipal_key="k")
    client, backend = open_backend(settings, Clock())
    assert backend is None
    assert not (tmp_path / "reference.db").exists()
    await client.close()


@pytest.mark.parametrize(
    ("host", "origin"),
    [("127.0.0.1", "http://127.0.0.1:8090"), ("0.0.0.0", "http://127.0.0.1:8090"), ("::1", "http://[::1]:8090")],
)
async def test_payment_links_lead_to_the_sample_page_on_our_own_origin(tmp_path, host, origin):
    client, backend = open_backend(Settings(var_dir=tmp_path, host=host, port=8090), Clock())
    now = datetime.now(UTC)
    payer = Identity(level=1, mobile="09130000001", national_id=None, confirmed_at=now, used_at=now)
    bill = {"bill_id": "1000001112361", "payment_id": "1840050182"}
    link = (await client.start_payment(payer, **bill, key="a-key-of-a-test")).data["link"]
    page, _, authority = link.rpartition("/")
    assert page == f"{origin}/dev/sample-gateway"
    shown = backend.gateway(style="/style.css").show(authority).body.decode()
    assert "درگاه پرداخت نمونه" in shown
    assert 'href="/style.css"' in shown
    await client.close()
    backend.close()
