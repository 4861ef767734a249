"""Reading a message with the recognisers alone, and a tiny model that trains in a moment."""

from datetime import UTC, datetime

import pytest

from nlu.entities.recognise import recognise
from nlu.text import normalise
from nlu.train import train

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)  # Sunday 20 Mehr 1404

TINY = """version: "3.1"
nlu:
  - intent: file_status
    examples: |
      - پرونده من چی شد
      - وضعیت درخواست [۱۲۳۴۵۶۷](request_no)
      - پیگیری پرونده
      - درخواستم در چه مرحله‌ای است
      - کار پرونده به کجا رسید
      - parvande chi shod
  - intent: class_signup
    examples: |
      - ثبت نام کلاس
      - می‌خوام تو دوره شرکت کنم
      - کلاس آنلاین دارید
      - اسم منو برای کلاس بنویس
      - کلاس آموزشی کی شروع میشه
      - kelas sabt nam
  - intent: out_of_scope
    examples: |
      - خلافی خودرو
      - هوا چطوره
      - یه جوک بگو
      - قیمت دلار چنده
      - بلیط قطار
      - قبض برق
"""


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def read():
    """The entities of a message as {name: value}, faults as {name: fault} beside them."""

    def run(text, expecting=None):
        found = recognise(normalise(text), now=NOW, expecting=expecting)
        for entity in found:
            assert text[entity.start : entity.end] == entity.raw
        return {entity.name: entity.value for entity in found}

    return run


@pytest.fixture
def faults():
    def run(text, expecting=None):
        return {
            entity.name: entity.fault
            for entity in recognise(normalise(text), now=NOW, expecting=expecting)
            if entity.fault
        }

    return run


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory):
    file = tmp_path_factory.mktemp("data") / "nlu.yaml"
    file.write_text(TINY, "utf-8")
    return file


@pytest.fixture(scope="session")
def tiny_model(tiny_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    train([tiny_data], folder)
    return folder
