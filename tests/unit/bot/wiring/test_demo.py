import io

import pytest

from bot.console.accounts import DEMO_SECRET, DemoAccount
from bot.errors import Defect
from bot.settings import Settings
from bot.wiring import demo


def test_what_is_to_be_copied_is_printed_whole(tmp_path):
    out = io.StringIO()
    settings = Settings(var_dir=tmp_path / ("long" * 10))
    demo._greet(out, settings, [DemoAccount("demo", "a demo password", "")])
    lines = out.getvalue().splitlines()
    for whole in (DEMO_SECRET, "http://127.0.0.1:8080/demo", "-m bot staff code", str(settings.var_dir / "sms.jsonl")):
        assert any(line.endswith(whole) for line in lines), whole
    assert any("a demo password" in line for line in lines)


def test_it_is_a_developers_command(monkeypatch):
    production = Settings(
        env="production",
        data_keys="k",
        municipal_url="https://backend.example",
        municipal_key="k",
        sms_key="k",
        sms_template="t",
    )
    monkeypatch.setattr(demo, "load", lambda _: production)
    with pytest.raises(Defect, match=r"not_allowed.*python -m bot serve"):
        demo.run_demo()
