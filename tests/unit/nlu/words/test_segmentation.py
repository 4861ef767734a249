import pytest

from nlu.words.segmentation import Segmenter

COUNTS = {
    "پرونده": 300,
    "من": 200,
    "کجاست": 40,
    "در": 500,
    "رو": 90,
    "خواست": 2,
    "درخواست": 120,
    "میخوام": 90,
    "پایان": 50,
}


@pytest.fixture
def segmenter():
    return Segmenter.of(COUNTS)


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("پروندهمنکجاست", ("پرونده", "من", "کجاست")),
        ("درخواستمن", ("درخواست", "من")),
        ("میخوامپروندهرو", ("میخوام", "پرونده", "رو")),
    ],
)
def test_words_written_together_come_apart(segmenter, run, parts):
    assert segmenter.segment(run) == parts


@pytest.mark.parametrize("run", ["", "م", "درخواست", "پروندهققنوس", "خواستمن", "من" * 40])
def test_what_everyday_words_do_not_cover_stays(segmenter, run):
    assert segmenter.segment(run) is None
