"""Each rule has a copy of a sound service spoilt in one way: it must give its code, at the line."""

import re
import shutil
from itertools import product

import pytest

from bot.wiring.phrasings import check_phrasings
from bot.wiring.program import DIALOGS

pytestmark = pytest.mark.slow

SERVICE = "installment"
INTENT = f"  - intent: {SERVICE}\n    examples: |\n"


@pytest.fixture
def nlu(tmp_path):
    """The phrasings of one of our services, alone in a folder of its own."""
    target = tmp_path / "services" / SERVICE / "nlu.yaml"
    target.parent.mkdir(parents=True)
    shutil.copy(DIALOGS / "services" / SERVICE / "nlu.yaml", target)
    return target


def blocks(text):
    """The head of the file with the intent's key, its own lines, and what comes after."""
    head, rest = text.split(INTENT, 1)
    end = re.search(r"\n  [-#]", rest).start()
    return head + INTENT, rest[:end].splitlines(), rest[end:]


def spoil(nlu, change):
    head, own, after = blocks(nlu.read_text("utf-8"))
    nlu.write_text(head + "\n".join(change(own)) + after, "utf-8")
    return check_phrasings(nlu.parents[2])


def codes(findings):
    return {finding.code for finding in findings}


def test_our_own_services_have_no_findings():
    assert [str(finding) for finding in check_phrasings(DIALOGS)] == []


def test_too_few_phrasings_are_refused_where_they_begin(nlu):
    assert check_phrasings(nlu.parents[2]) == []
    found = spoil(nlu, lambda own: own[:119])
    assert [(one.code, one.line) for one in found] == [("phrasings_few", 4)]
    assert "119 phrasings of 120" in found[0].message


def test_too_few_near_misses_are_refused(nlu):
    head, own, after = blocks(nlu.read_text("utf-8"))
    kept = after.splitlines()[:30]  # few of the near misses
    nlu.write_text(head + "\n".join([*own, *kept]), "utf-8")
    assert codes(check_phrasings(nlu.parents[2])) == {"near_misses_few"}


def grid():
    frames = ("می‌خوام {} رو {} پرداخت کنم", "لطفا {} رو برام {} حساب کنید", "امکانش هست {} رو {} بدم؟")
    things = ("عوارض نوسازی", "جریمه ماده صد", "پول پروانه", "بدهی مغازه", "حق تفکیک", "عوارض پسماند")
    ways = ("قسطی", "چند ماهه", "با چک", "در سه نوبت", "ماهانه")
    return [f"      - {frame.format(thing, way)}" for frame, thing, way in product(frames, things, ways)]


def test_a_template_grid_is_refused_even_among_true_phrasings(nlu):
    found = spoil(nlu, lambda own: own + grid())
    assert codes(found) >= {"phrasings_monotonous", "phrasings_alike"}
    assert len(spoil(nlu, lambda own: grid() + grid()[:30])) >= 2


def test_a_grid_of_which_every_second_line_is_kept_is_refused_too(nlu):
    """Spread between true phrasings, so that no stretch is poor by itself."""
    planted = grid()[::2]

    def spread(own):
        own = own[: 3 * len(planted)]
        places = {at * (len(own) // len(planted)): line for at, line in enumerate(planted)}
        return [line for at, one in enumerate(own) for line in (one, places.get(at)) if line]

    assert codes(spoil(nlu, spread)) & {"phrasings_monotonous", "phrasings_alike"}


def test_the_same_phrasing_with_another_value_is_pointed_at(nlu):
    doubled = "      - تقسیط پرونده‌ی [۷۷۷۰۳۴](file_no)"
    _, own, _ = blocks(nlu.read_text("utf-8"))
    first = next(at for at, line in enumerate(own) if "تقسیط پرونده‌ی [" in line)
    (found,) = spoil(nlu, lambda own: [*own, doubled])
    assert (found.code, found.line) == ("phrasing_copied", 5 + len(own))
    assert f"line {5 + first} " in found.message


def test_what_is_no_yaml_is_told_and_nothing_is_raised(nlu):
    nlu.write_text("nlu: [", "utf-8")
    assert codes(check_phrasings(nlu.parents[2])) == {"unreadable"}
    nlu.write_text("nlu:\n  - lookup: x\n  - intent: installment\n    examples:\n      - قسطی بدم\n", "utf-8")
    assert codes(check_phrasings(nlu.parents[2])) == {"phrasings_few", "near_misses_few"}
