"""Phrases of the lexicons are heard as what they mean after the words of a message are repaired."""

from datetime import UTC, datetime

from nlu.entities.lexical import KINDS
from nlu.wordlists import FOLDER, read_yaml

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)
HEARD_AT_LEAST = 0.985  # Finglish that reads as other words, and words of two lexicons at once, are the rest


def phrases():
    for path in sorted(FOLDER.glob("*.yaml")):
        content = read_yaml(path)
        for entry in content["values"] if "entity" in content else ():
            for kind in KINDS:
                for phrase in entry.get(kind, ()):  # «a|b» stands for both with words between
                    yield content["entity"], entry["value"], str(phrase).replace("|", " "), kind != "phrases"


def test_a_repair_takes_no_phrase_from_its_lexicon(trained):
    reader = trained[1].reader
    lost = []
    listed = list(phrases())
    for entity, value, phrase, asked in listed:
        read = reader.read(phrase, now=NOW, expecting=entity if asked else None).entities
        if (entity, value) not in {(one.name, one.value) for one in read}:
            lost.append((entity, phrase))
    assert len(listed) > 2000
    assert 1 - len(lost) / len(listed) >= HEARD_AT_LEAST, lost
