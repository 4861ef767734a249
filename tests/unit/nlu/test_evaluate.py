from datetime import UTC, datetime

from nlu.evaluate import Dev, ValueCase, as_text, evaluate
from nlu.types import Entity, Intent, Understanding


class Fixed:
    """Says the same of every message."""

    version = "fixed"

    def understand(self, text, *, now, expecting=None):
        return Understanding(
            text,
            text,
            intents=(Intent("file_status", 0.9), Intent("pay_bill", 0.1)),
            entities=(Entity("district", 5, "۵", 0, 1),),
        )


DEV = Dev(
    utterances=(("a", "file_status"), ("b", "pay_bill"), ("c", "out_of_scope"), ("d", "file_status")),
    values=(ValueCase("x", None, {"district": 5}, {}), ValueCase("y", None, {"district": 6}, {})),
    now=datetime(2025, 10, 12, tzinfo=UTC),
)


def test_figures_are_what_they_say(now):
    result = evaluate(Fixed(), DEV, now=now)
    assert result.accuracy == 0.5
    assert result.within_three == 0.75
    assert result.wrong_action == 0.5
    assert result.out_of_scope_accepted == 1.0
    assert round(result.calibration_error, 6) == 0.4
    assert result.intents["file_status"] == {"precision": 0.5, "recall": 1.0, "n": 2.0}
    assert result.confusion == [("pay_bill", "file_status", 1), ("out_of_scope", "file_status", 1)]
    assert result.values == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert len(result.value_misses) == 1


def test_the_page_names_every_intent(now):
    page = as_text(evaluate(Fixed(), DEV, now=now))
    assert all(name in page for name in ("file_status", "pay_bill", "out_of_scope", "finglish", "missed: y"))
