"""An understander that says the same of every message, and an evaluation of it."""

from datetime import UTC, datetime

import pytest

from nlu.evaluation.measure import evaluate
from nlu.evaluation.sets import LanguageSet, ValueCase
from nlu.types import Entity, Intent, Understanding


class Fixed:
    version = "fixed"

    def understand(self, text, *, now, expecting=None):
        return Understanding(
            text,
            text,
            intents=(Intent("file_status", 0.9), Intent("pay_bill", 0.1)),
            entities=(Entity("district", 5, "۵", 0, 1),),
        )


@pytest.fixture
def fixed():
    return Fixed()


@pytest.fixture
def tested():
    return LanguageSet(
        name="four",
        utterances=(
            ("پرونده", "file_status"),
            ("قبض", "pay_bill"),
            ("هوا <b>چطوره", "out_of_scope"),
            ("کار ما", "file_status"),
        ),
        values=(
            ValueCase("منطقه ۵", None, (("district", 5),), {}),
            ValueCase("منطقه ۶", "district", (("district", 6),), {"district": "range"}),
        ),
        now=datetime(2025, 10, 12, tzinfo=UTC),
    )


@pytest.fixture
def result(fixed, tested):
    return evaluate(fixed, [tested], acts_from=0.5, model={"version": "v", "load_seconds": 0.1, "megabytes": 3.0})
