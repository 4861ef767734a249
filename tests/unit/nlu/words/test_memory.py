from nlu.words import memory
from nlu.words.memory import keep


def test_what_is_kept_is_there_and_a_full_memory_begins_anew(monkeypatch):
    monkeypatch.setattr(memory, "MOST", 2)
    kept = {}
    assert [keep(kept, word, len(word)) for word in ("a", "bb")] == [1, 2]
    assert kept == {"a": 1, "bb": 2}
    assert keep(kept, "ccc", None) is None
    assert kept == {"ccc": None}
