"""A Rasa server on loopback, and a model of ours small enough to train in a moment."""

import pytest

from nlu.pipeline import load
from nlu.train import train
from tests.fakes.rasa_server import rasa_server

DATA = """version: "3.1"
nlu:
  - intent: pay_bill
    examples: |
      - قبض رو پرداخت کنم
      - پرداخت عوارض
      - بدهی ملک
      - فیش می‌خوام
      - pardakht ghabz
  - intent: complaint
    examples: |
      - شکایت دارم
      - ساخت و ساز غیرمجاز همسایه
      - سد معبر
      - گزارش تخلف
      - shekayat
  - intent: out_of_scope
    examples: |
      - هوا چطوره
      - یه جوک بگو
      - قیمت دلار
      - بلیط قطار
      - حال شما
"""


@pytest.fixture
def rasa():
    with rasa_server() as server:
        yield server


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rasa")
    (folder / "nlu.yaml").write_text(DATA, "utf-8")
    train([folder / "nlu.yaml"], folder / "model")
    return load(folder / "model")
