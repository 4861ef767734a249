"""What is taken from hazm, hazm's known faults as they are today, and that our layer does not have them."""

import subprocess
import sys

import pytest

from nlu.words.colloquial import formal
from nlu.words.hazm_source import text_modules
from nlu.words.joining import plural

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hazm():
    with text_modules() as modules:
        yield modules


@pytest.fixture(scope="module")
def normaliser(hazm):
    return hazm.Normalizer()


def test_the_harvest_holds_what_the_tables_are_made_of(harvested):
    assert len(harvested.attested) > 30_000
    assert len(harvested.verb_forms) > 40_000
    assert harvested.verb_forms["می‌روم"] == "رفت#رو"
    assert harvested.spoken_words["واسه"] == "برای"
    assert ("خواست", "خواه", "خوا") in harvested.spoken_stems


def test_reading_hazm_loads_no_numpy_and_leaves_nothing_behind():
    code = (
        "import sys; from nlu.words.hazm_source import harvest; harvest();"
        "heavy = {'numpy', 'gensim', 'nltk', 'flashtext', 'fasttext', 'hazm'} & sys.modules.keys();"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_half_space_after_a_letter_that_never_joins(normaliser, repaired):
    """hazm #367, #208."""
    spaced = normaliser.normalize("کار ها و سند ها")
    assert "کار\u200cها" in spaced
    assert repaired("کار ها و سند ها") == "کارها و سندها"
    assert plural("سند") == "سندها"


def test_words_run_together(hazm, repaired):
    """hazm #349: with default settings the informal splitter knows no word and gives its token back."""
    informal = hazm.InformalNormalizer.__new__(hazm.InformalNormalizer)  # its start takes 6 s and 400 MB
    informal.words = set()  # what `seperation_flag=False`, the default, leaves
    informal.ilemmatizer = hazm.Stemmer()
    informal.ilemmatizer.lemmatize = lambda word: word
    assert informal.split_token_words("وضعیتپرونده") == "وضعیتپرونده"
    assert repaired("وضعیتپرونده") == "وضعیت پرونده"


def test_default_settings(normaliser, repaired):
    """hazm PR 243: the default normaliser crashed on its own example. Mended in the releases we lock."""
    assert normaliser.normalize("این    یک تـــست است .") == "این یک تست است."
    assert repaired("این    یک تـــست است .") == "این یک تست است ."


def test_codes_amounts_and_links_are_broken_apart_by_its_normaliser(normaliser, repaired):
    """Why nothing of a message goes through it."""
    for text in ("3-5-12-7", "a.b@c.ir", "1404/05/12", "1,250,000"):
        assert normaliser.normalize(text) != text
        assert repaired(text) == text


def test_a_verb_form_that_ends_the_text(hazm, repaired):
    """Its tokeniser with verb joining drops a trailing «خواهد»."""
    assert "خواهد" not in hazm.WordTokenizer(join_verb_parts=True).tokenize("او می خواهد برود و خواهد")
    assert repaired("او برود و خواهد").endswith("خواهد")


def test_its_stemmer_cuts_names(hazm, tables):
    assert hazm.Stemmer().stem("ایران") == "ایر"
    for word in ("ایران", "ساختمان", "خیابان", "تهران"):
        assert formal(word, tables) is None
