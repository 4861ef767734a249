"""Which classes are listed, and in which order."""

from datetime import UTC, datetime

from bot.action import Subject
from bot.actions.municipal.courses import course_actions
from dialogs.ports import Accepted, Unavailable

SUBJECT = Subject("c", None, datetime(2026, 11, 28, 6, 30, tzinfo=UTC), "t")


class Register:
    """Answers as the client does."""

    def __init__(self, fitting, others=()):
        self.fitting, self.others = fitting, others

    async def courses(self, *, topic, mode):
        del mode
        listed = self.fitting if topic else [*self.fitting, *self.others]
        return Accepted({"courses": listed, "count": len(listed), "matched": True}) if listed else Unavailable()


def course(name, *, still_open):
    return {"course": name, "title": name, "open": still_open}


async def listed(register, **args):
    return (await course_actions(register)["municipal.courses"](args, SUBJECT, key="k")).data


async def test_those_that_can_be_signed_up_for_come_first():
    data = await listed(Register([course("c9", still_open=False), course("c1", still_open=True)]), class_topic="عوارض")
    assert [each["course"] for each in data["courses"]] == ["c1", "c9"]
    assert data["closed"] is None


async def test_of_a_topic_that_has_closed_the_others_are_listed():
    register = Register([course("c9", still_open=False)], [course("c1", still_open=True)])
    data = await listed(register, class_topic="عوارض", class_mode="online")
    assert [each["course"] for each in data["courses"]] == ["c1", "c9"]
    assert [each["course"] for each in data["closed"]] == ["c9"]


async def test_of_those_with_seats_the_full_ones_are_left_out():
    full = {**course("c1", still_open=True), "seats_left": 0}
    free = {**course("c2", still_open=True), "seats_left": 3}
    closed = {**course("c3", still_open=False), "seats_left": 3}
    data = await listed(Register([full, free, closed]), class_topic="عوارض", with_seats=True)
    assert ([each["course"] for each in data["courses"]], data["seats"]) == (["c2"], "some")
    data = await listed(Register([full]), class_topic="عوارض", with_seats=True)
    assert ([each["course"] for each in data["courses"]], data["seats"]) == (["c1"], "none")
    assert (await listed(Register([full]), class_topic="عوارض"))["seats"] is None
