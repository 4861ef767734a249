"""One answer with two values, and the result before a what-if, in the estimate."""

import pytest

from dialogs.ports import Accepted
from dialogs.variants import MOST, OTHERS
from tests.book import BOOK
from tests.unit.dialogs.conftest import Talk

ALL = {"use": "residential", "district": 6, "land_area_m2": 200, "building_area_m2": 360, "units": 3}
TOTALS = {2: 1000, 3: 2000, 4: 3000, 5: 4000}
ESTIMATED = {"tariff_title": "نمونه", "tariff_year": 1404, "tariff_version": 1, "not_included": []}
LINE = {"levy_code": "x", "title": "نمونه", "formula": "نمونه", "legal_ref": "نمونه"}
COMPARED = {"variants": [{"total_rial": 1}], "lines": [], "cheaper": 1, "difference_rial": 1}


class Estimates(Talk):
    """Answers every call as the desk would; remembers what was compared."""

    def tells(self, text, intent=None, **told):
        said = list(self.says(text, intent, **told))
        while self.calls:
            said += self.answer(Accepted(self._result(self.calls[0])))
        return said

    def _result(self, call):
        if call.action == "municipal.district_of":
            return {"way": "said", "district": call.args["place"], "districts": []}
        if call.action == "municipal.block_price":
            return {"regional_price_rial": 100, "year": 1404}
        if call.action == "knowledge.estimate":
            total = TOTALS[call.args["floors"]] + call.args["units"]
            whole = {name: call.args[name] for name in ("building_area_m2", "units")}
            return {**ESTIMATED, **whole, "lines": [{**LINE, "amount_rial": total}], "total_rial": total}
        self.compared = call.args["variants"]
        return {**COMPARED, "before_rial": self.compared[0]["total_rial"], "more_rial": 1}

    @property
    def floors(self):
        return [each["floors"] for each in self.compared]


@pytest.fixture
def citizen():
    return Estimates(BOOK)


def test_two_values_are_worked_out_one_after_the_other_in_their_order(citizen):
    said = citizen.tells("چهار طبقه یا سه طبقه؟", "fee_estimate", **ALL, floors=[4, 3])
    assert said == ["fee_estimate.both", "common.anything_else"]
    assert [(each["floors"], each["total_rial"]) for each in citizen.compared] == [(4, 3003), (3, 2003)]
    assert citizen.compared[0]["use_label"] == {"key": "fee_estimate.use_residential"}


def test_several_questions_with_two_values_go_by_pairs(citizen):
    citizen.tells("سه طبقه دو واحد یا چهار طبقه هشت واحد", "fee_estimate", **{**ALL, "floors": [3, 4], "units": [2, 8]})
    assert [(each["floors"], each["units"]) for each in citizen.compared] == [(3, 2), (4, 8)]


def test_without_a_word_that_both_are_wanted_it_is_asked_which(citizen):
    said = citizen.tells("سه طبقه، چهار طبقه", "fee_estimate", **ALL, floors=[3, 4])
    assert said == ["fee_estimate.ask_floors"]


def test_no_more_than_can_be_overlooked(citizen):
    citizen.tells("دو یا سه یا چهار یا پنج طبقه", "fee_estimate", **ALL, floors=[2, 3, 4, 5])
    assert citizen.floors == [2, 3, 4]
    assert len(citizen.compared) == MOST


def test_after_a_what_if_the_one_before_and_the_new_one_and_no_third(citizen):
    citizen.tells("عوارض", "fee_estimate", **ALL, floors=2)
    citizen.tells("اگه سه طبقه باشه", acts=["what_if"], floors=3)
    said = citizen.tells("اگه چهار طبقه باشه", acts=["what_if"], floors=4)
    assert said == ["common.corrected", "fee_estimate.change", "fee_estimate.estimate_result"]
    assert citizen.floors == [3, 4]
    assert citizen.tells("هر دو رو کنار هم بذار") == ["fee_estimate.both"]


def test_two_values_after_the_result_stand_for_themselves(citizen):
    citizen.tells("عوارض", "fee_estimate", **ALL, floors=2)
    assert citizen.tells("سه طبقه بهتره یا چهار؟", floors=[3, 4]) == ["fee_estimate.both"]
    assert citizen.floors == [3, 4]


def test_the_wish_to_compare_waits_for_a_second_value(citizen):
    citizen.tells("عوارض", "fee_estimate", **ALL, floors=2)
    assert citizen.tells("مقایسه کن")[-1] == "fee_estimate.compare_with"
    assert citizen.tells("سه طبقه", floors=3) == ["fee_estimate.both"]
    said = citizen.tells("اگه چهار طبقه باشه", acts=["what_if"], floors=4)
    assert said[-1] == "fee_estimate.estimate_result"


def test_another_service_is_not_taken_for_a_comparison(citizen):
    citizen.tells("عوارض", "fee_estimate", **ALL, floors=2)
    said = citizen.says("فرقش با عدم خلاف چیه", "regulation_question")
    assert citizen.calls[0].action == "knowledge.search", said


def test_a_value_taken_back_is_not_worked_out(citizen):
    known = {name: value for name, value in ALL.items() if name != "units"}
    citizen.tells("سه طبقه یا چهار طبقه", "fee_estimate", **known, floors=[3, 4])
    assert citizen.slots[OTHERS] == [{"floors": 4}]
    citizen.tells("ببخشید پنج طبقه", "correct", floors=5)
    assert OTHERS not in citizen.slots
