import pytest
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.errors import Defect
from bot.observe import Metrics
from bot.settings import Settings
from bot.storage.signals import LocalSignals
from bot.wiring import program
from dialogs.findings import DataInvalid, Finding
from integrations.sms import FileSms
from tests.fakes.mind import Verbatim


def test_a_book_that_cannot_be_used_is_one_error_and_its_findings_are_printed(tmp_path, capsys, monkeypatch):
    def refuse(folder):
        raise DataInvalid([Finding(folder / "flow.yaml", 7, "unknown_text", "no text of this name", "write it")])

    monkeypatch.setattr(program, "load_book", refuse)
    with pytest.raises(Defect, match="data_invalid findings=1 mend=python -m bot check"):
        program.open_book(tmp_path)
    assert "flow.yaml:7: unknown_text" in capsys.readouterr().err


def test_our_own_book_opens():
    assert "fee_estimate" in program.open_book().flows


def test_the_clock_of_the_settings_must_be_a_jalali_time():
    assert program.open_clock(Settings(now="1405-01-01T08:00")).now().year == 2026
    with pytest.raises(Defect, match="setting_invalid name=now"):
        program.open_clock(Settings(now="noon"))


def test_a_model_that_is_not_there_is_told_with_its_cure(tmp_path):
    with pytest.raises(Defect, match=r"model_missing.*mend=python -m bot train"):
        program.open_understander(Settings(model_dir=tmp_path))


def test_an_engine_nobody_knows_is_told():
    with pytest.raises(Defect, match="nlu_engine"):
        program.open_understander(Settings(nlu_engine="oracle"))


def test_rasa_is_asked_only_where_it_is_configured_and_its_address_is_needed():
    assert program.open_ear(Settings(), None, Metrics()) is None
    with pytest.raises(Defect, match="nlu_url"):
        program.open_ear(Settings(nlu_engine="rasa"), None, Metrics())


def test_a_rasa_that_is_away_is_counted_and_logged_without_the_text():
    metrics = Metrics()
    ear = program.open_ear(Settings(nlu_engine="rasa", nlu_url="http://127.0.0.1:9"), Verbatim(), metrics)
    with capture_logs() as lines:
        ear.listen(["محرمانه", "دوم"])
    ear.close()
    page = metrics.page().decode()
    assert 'shahryar_nlu_readings_total{engine="rasa",result="down"} 1.0' in page
    assert 'shahryar_nlu_readings_total{engine="rasa",result="resting"} 1.0' in page
    assert lines == [{"event": "rasa_gave_no_reading", "why": "down", "log_level": "warning"}]


def test_without_redis_and_provider_the_twins_serve(tmp_path):
    assert isinstance(program.open_signals(Settings()), LocalSignals)
    assert isinstance(program.open_sms(Settings(var_dir=tmp_path), Clock()), FileSms)
    assert not isinstance(program.open_sms(Settings(sms_key="k", sms_template="t"), Clock()), FileSms)
