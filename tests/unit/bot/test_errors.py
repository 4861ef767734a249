"""Errors carry codes for programs, never sentences for citizens."""

from bot.errors import Code, Defect


def test_an_error_reads_as_its_code_and_its_data():
    assert str(Defect(Code.MODEL_MISSING, folder="var/model")) == "model_missing folder=var/model"
