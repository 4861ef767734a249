"""Generates a whole city into an empty database, subject by subject, each in a transaction of its own."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy import Table, text

from integrations.reference.case.tables import bill_credits, bill_details, payments
from integrations.reference.city import tables as register
from integrations.reference.database import Database
from integrations.reference.generate import (
    approvals,
    archive,
    courses,
    files,
    money,
    offices,
    parcels,
    people,
    plan,
    streets,
)
from integrations.reference.generate.ground import Ground
from integrations.reference.generate.loading import indexes_afterwards, load, require_empty
from integrations.reference.generate.sizes import Size
from integrations.reference.tables import bills, block_prices, citizens, course_details, enrolments, holders
from integrations.reference.tables import courses as courses_table
from integrations.reference.tables import files as files_table
from integrations.reference.tables import offices as offices_table
from integrations.reference.written import jalali_year

SEED = 1396
Rows = Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """One table: how many rows, in how many seconds, and the process's largest memory so far in MB."""

    name: str
    rows: int
    seconds: float
    peak_mb: int


def generate(database: Database, size: Size, *, today: date, seed: int = SEED) -> Iterator[Loaded]:
    """Writes the city; tells of each table when it is in.

    Raises:
        NotEmpty: when there is a city already; nothing was written.
    """
    subjects = list(_subjects(size, today=today, seed=seed))
    with database.writing() as connection:
        require_empty(connection, [table for table, _, _ in subjects])
    for table, columns, rows in subjects:
        begin = time.perf_counter()
        with database.writing() as connection, indexes_afterwards(connection, [table]):
            if connection.dialect.name == "sqlite":
                connection.execute(text("PRAGMA cache_size = -200000"))
            count = load(connection, table, columns, rows())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield Loaded(table.name, count, time.perf_counter() - begin, peak)
    database.tidy()


def _subjects(size: Size, *, today: date, seed: int) -> Iterator[tuple[Table, Sequence[str], Callable[[], Rows]]]:
    """Every table with its columns and what makes its rows, in the order in which they refer to each other."""
    ground = Ground(size)
    zones = plan.Plan(ground, seed)
    names = streets.names(ground)
    counters = offices.Offices(size, ground, names, seed)
    requests = files.Register(size, ground, names, seed, today)
    owed = money.Money(requests, seed)
    taught = courses.Courses(size.citizens, seed, today)
    year = jalali_year(today)
    yield register.streets, streets.COLUMNS, lambda: streets.rows(ground, seed)
    yield register.plan_zones, plan.COLUMNS, lambda: plan.rows(zones, today)
    yield register.zone_squares, ("square", "of"), lambda: plan.squares(zones)
    yield register.parcels, parcels.COLUMNS, lambda: parcels.rows(ground, zones)
    yield register.parcel_squares, ("square", "of"), lambda: parcels.squares(ground)
    yield register.price_blocks, parcels.BLOCK_PRICE_COLUMNS, lambda: parcels.block_prices(ground, seed, year=year)
    yield block_prices, parcels.DISTRICT_PRICE_COLUMNS, lambda: parcels.district_prices(seed, year=year)
    yield (
        register.plan_approvals,
        approvals.COLUMNS,
        lambda: approvals.rows(size.approvals, ground, zones, seed, today),
    )
    yield offices_table, offices.COLUMNS, lambda: chain(counters.rows)
    yield register.office_places, offices.PLACE_COLUMNS, lambda: chain(counters.places)
    yield register.office_hours, offices.HOUR_COLUMNS, lambda: counters.hours(today)
    yield register.office_exceptions, offices.EXCEPTION_COLUMNS, lambda: counters.exceptions(today)
    yield citizens, people.COLUMNS, lambda: people.rows(size.citizens, seed)
    yield files_table, files.COLUMNS, requests.rows
    yield holders, files.HOLDER_COLUMNS, requests.holders
    yield bills, money.BILL_COLUMNS, owed.bills
    yield bill_details, money.DETAIL_COLUMNS, owed.details
    yield payments, money.PAYMENT_COLUMNS, owed.payments
    yield bill_credits, money.CREDIT_COLUMNS, owed.credits
    yield courses_table, courses.COLUMNS, taught.rows
    yield course_details, courses.DETAIL_COLUMNS, taught.details
    yield enrolments, courses.SEAT_COLUMNS, taught.seats
    yield register.archive_images, archive.COLUMNS, lambda: archive.rows(size, seed, today)
