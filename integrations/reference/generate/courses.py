"""Training courses of a generated city: each title some times in different weeks and places, with the people who signed
up. One in four is full, with a waiting list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from integrations.reference.generate.chance import mobile, stream
from integrations.reference.generate.sizes import DISTRICTS
from integrations.reference.generate.words import filled, words

COLUMNS = (
    "id", "title", "mode", "start", "signup_until", "place", "capacity", "registered_elsewhere", "waiting_elsewhere",
    "taken",
)  # fmt: skip
DETAIL_COLUMNS = ("course_id", "fee_rial", "hour")
SEAT_COLUMNS = ("id", "course_id", "mobile", "status", "at")
TIMES = 4
FIRST_IN, DAYS_APART = -12, 19
CAPACITIES = (15, 20, 25, 40)
FEES = (0, 0, 500_000, 1_200_000)
HOURS = ("09:00", "10:00", "16:00", "18:00")
FULL_EVERY, WAITING = 4, 3


@dataclass(frozen=True, slots=True)
class Course:
    """`number`: from 0. `seats`: of ours; the others who come signed up elsewhere."""

    number: int
    title: str
    online: bool
    start: date
    capacity: int
    fee_rial: int
    hour: str
    elsewhere: int
    seats: int
    waiting: int

    @property
    def code(self) -> str:
        return f"D{self.number + 1:03d}"


class Courses:
    def __init__(self, people: int, seed: int, today: date) -> None:
        self._people = people
        chance = stream(seed, "courses")
        self.all: list[Course] = []
        self._today = today
        for number, title in enumerate(title for title in words()["courses"] for _ in range(TIMES)):
            capacity = chance.choice(CAPACITIES)
            full = number % FULL_EVERY == 0
            elsewhere = capacity // 2 if full else chance.randrange(capacity // 2)
            # Each of ours is somebody else: a small city has few people.
            seats = min(capacity - elsewhere if full else chance.randrange(capacity // 2), people)
            if full:
                elsewhere = capacity - seats
            start = today + timedelta(days=FIRST_IN + number % TIMES * DAYS_APART + chance.randrange(DAYS_APART))
            fee, hour = chance.choice(FEES), chance.choice(HOURS)
            waiting = min(WAITING, people - seats) if full else 0
            online = chance.random() < 0.4
            self.all.append(Course(number, title, online, start, capacity, fee, hour, elsewhere, seats, waiting))

    def rows(self) -> Iterator[tuple[object, ...]]:
        for course in self.all:
            place = words()["course_online"]
            if not course.online:
                place = filled(words()["course_place"], district=course.number % DISTRICTS + 1)
            until = course.start - timedelta(days=2)
            yield (
                course.code, course.title, "online" if course.online else "in_person", course.start.isoformat(),
                until.isoformat(), place, course.capacity, course.elsewhere, 0, course.elsewhere + course.seats,
            )  # fmt: skip

    def details(self) -> Iterator[tuple[object, ...]]:
        for course in self.all:
            yield course.code, course.fee_rial, course.hour

    def seats(self) -> Iterator[tuple[object, ...]]:
        """Those who signed up here: first those with a seat, then those who wait."""
        number, at = 0, f"{(self._today - timedelta(days=30)).isoformat()} 07:30:00.000000"
        for course in self.all:
            for place in range(course.seats + course.waiting):
                number += 1
                person = (course.number * 7_919 + place) % self._people
                yield number, course.code, mobile(person), "enrolled" if place < course.seats else "waiting", at
