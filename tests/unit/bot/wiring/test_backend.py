from bot.clock import Clock
from bot.settings import Settings
from bot.wiring.backend import open_backend


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
