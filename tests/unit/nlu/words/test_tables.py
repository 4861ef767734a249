import pytest

from nlu.words.tables import WordTables

pytestmark = pytest.mark.slow


def test_a_saved_file_loads_to_the_same_tables(tables, tmp_path):
    file = tmp_path / "words.json"
    tables.save(file)
    assert WordTables.load(file) == tables
    assert file.stat().st_size <= 3_000_000


def test_another_file_is_refused(tmp_path):
    file = tmp_path / "words.json"
    file.write_text('{"format": 99}', "utf-8")
    with pytest.raises(ValueError, match="format"):
        WordTables.load(file)


def test_the_domain_is_counted_whatever_the_spelling(harvested):
    made = WordTables.build(["نقشه‌ها", "نقشه‌ها", "نقشهها"], ["اپارتمان", "آپارتمان", "آپارتمان"], source=harvested)
    assert made.counts == {"نقشهها": 3, "اپارتمان": 6}
    assert made.spelling_of("نقشهها") == "نقشه‌ها"
    assert made.spelling_of("اپارتمان") == "آپارتمان"


def test_the_same_texts_give_the_same_tables(tables, harvested, tmp_path):
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    for file, texts in ((first, ["پرونده من", "کلاس"]), (second, ["کلاس", "پرونده من"])):
        WordTables.build(texts, [], source=harvested).save(file)
    assert first.read_bytes() == second.read_bytes()
