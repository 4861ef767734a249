"""Courses and enrolments: seats never oversold, a waiting list in order, promotion when a seat comes free."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from integrations.reference.case.notices import tell
from integrations.reference.labels import load_labels, vocabulary
from integrations.reference.problems import Refused
from integrations.reference.tables import citizens, course_details, courses, enrolments
from integrations.reference.written import jalali, words

# Enrolment numbers look like numbers a citizen can read out, and are not mistaken for small ordinals.
FIRST_NUMBER = 500_000
AnyRow = Row[tuple[object, ...]]
DETAILS = (course_details.c.fee_rial, course_details.c.hour)
WITH_DETAILS = select(courses, *DETAILS).outerjoin(course_details)


def listed(connection: Connection, *, topic: str | None, mode: str | None, today: date) -> dict[str, object]:
    """Courses that have not started. A topic nothing matches gives them all, and says so."""
    query = WITH_DETAILS.where(courses.c.start >= today).order_by(courses.c.start, courses.c.id)
    rows = connection.execute(query.where(courses.c.mode == mode) if mode else query).all()
    wanted = words(topic or "")
    fitting = [row for row in rows if not wanted or any(word in words(row.title) for word in wanted)]
    waiting = _waiting(connection)
    shown = [_course(row, waiting.get(row.id, 0), today=today) for row in fitting or rows]
    return {"courses": shown, "count": len(shown), "matched": bool(fitting) or not wanted}


def enrol(connection: Connection, mobile: str, *, course_id: str, today: date, now: datetime) -> dict[str, object]:
    course = _lock(connection, course_id)
    if course is None:
        raise Refused("not_found")
    if today > course.signup_until:
        raise Refused("closed")
    seat = course.taken < course.capacity
    row = {"course_id": course_id, "mobile": mobile, "status": "enrolled" if seat else "waiting", "at": now}
    try:
        with connection.begin_nested():
            new = insert(enrolments).values(**row).returning(enrolments.c.id)
            enrolment_id = connection.execute(new).scalar_one()
    except IntegrityError:
        raise Refused("already_enrolled") from None
    if seat:
        connection.execute(update(courses).where(courses.c.id == course_id).values(taken=courses.c.taken + 1))
    return _enrolment(connection, course, enrolment_id, str(row["status"]))


def cancel(connection: Connection, mobile: str, *, enrolment_no: str, today: date) -> dict[str, object]:
    enrolment_id = int(enrolment_no) - FIRST_NUMBER
    mine = (enrolments.c.id == enrolment_id) & (enrolments.c.mobile == mobile) & (enrolments.c.status != "cancelled")
    # An id beyond the column's range belongs to nobody.
    course_id = (
        connection.execute(select(enrolments.c.course_id).where(mine)).scalar() if 0 < enrolment_id < 2**31 else None
    )
    course = _lock(connection, course_id) if course_id else None
    held = connection.execute(select(enrolments.c.status).where(mine)).scalar() if course else None
    if course is None or held is None:
        raise Refused("not_found")
    connection.execute(update(enrolments).where(mine).values(status="cancelled"))
    if held == "enrolled":
        _promote(connection, course, today=today)
    return {"enrolment_no": enrolment_no, "title": course.title, "start": jalali(course.start)}


def mine(connection: Connection, mobile: str) -> dict[str, object]:
    query = select(enrolments.c.id.label("enrolment_id"), enrolments.c.status, courses, *DETAILS)
    query = query.select_from(enrolments.join(courses).outerjoin(course_details))
    query = query.where(enrolments.c.mobile == mobile, enrolments.c.status != "cancelled")
    rows = connection.execute(query.order_by(courses.c.start, enrolments.c.id)).all()
    shown = [_enrolment(connection, row, row.enrolment_id, row.status) for row in rows]
    return {"enrolments": shown, "count": len(shown)}


def _promote(connection: Connection, course: AnyRow, *, today: date) -> None:
    """The seat that came free goes to the first waiting person, who is told: those counted elsewhere first, they came
    earlier."""
    this = courses.c.id == course.id
    if course.waiting_elsewhere:
        values = {"waiting_elsewhere": course.waiting_elsewhere - 1}
        values["registered_elsewhere"] = course.registered_elsewhere + 1
        connection.execute(update(courses).where(this).values(**values))
        return
    first = select(func.min(enrolments.c.id)).where(
        enrolments.c.course_id == course.id, enrolments.c.status == "waiting"
    )
    next_id = connection.execute(first).scalar()
    if next_id is None:
        connection.execute(update(courses).where(this).values(taken=courses.c.taken - 1))
        return
    connection.execute(update(enrolments).where(enrolments.c.id == next_id).values(status="enrolled"))
    whose = select(citizens.c.national_id).join(enrolments, enrolments.c.mobile == citizens.c.mobile)
    for person in connection.execute(whose.where(enrolments.c.id == next_id)).scalars().all():
        event = f"enrolment:{next_id}:enrolled"
        start = jalali(course.start)
        tell(connection, person, "class_promoted", event=event, today=today, title=course.title, start=start)


def _lock(connection: Connection, course_id: str) -> AnyRow | None:
    """The course, held until the transaction ends: sign-ups and cancels of one course are serial."""
    this = WITH_DETAILS.where(courses.c.id == course_id)
    return connection.execute(this.with_for_update(of=courses)).first()


def _waiting(connection: Connection) -> dict[str, int]:
    query = select(enrolments.c.course_id, func.count()).where(enrolments.c.status == "waiting")
    return {row[0]: row[1] for row in connection.execute(query.group_by(enrolments.c.course_id))}


def _course(row: AnyRow, waiting: int, *, today: date) -> dict[str, object]:
    is_open, left = today <= row.signup_until, row.capacity - row.taken
    state = "over" if not is_open else "free" if left else "full"
    return {
        "course": row.id,
        "title": row.title,
        "mode": row.mode,
        "mode_label": vocabulary("modes").label(row.mode),
        "start": jalali(row.start),
        "signup_until": jalali(row.signup_until),
        "capacity": row.capacity,
        "seats_left": left,
        "waiting": waiting + row.waiting_elsewhere,
        "open": is_open,
        "seats_label": load_labels()["seats"][state],
        "place": row.place,
        "hour": row.hour,
        "fee_rial": row.fee_rial or None,
        "fee_label": None if row.fee_rial else load_labels()["fees"]["free"],
    }


def _enrolment(connection: Connection, course: AnyRow, enrolment_id: int, status: str) -> dict[str, object]:
    position = 0
    if status == "waiting":
        before = select(func.count()).where(
            enrolments.c.course_id == course.id, enrolments.c.status == "waiting", enrolments.c.id <= enrolment_id
        )
        position = course.waiting_elsewhere + connection.execute(before).scalar_one()
    return {
        "enrolment_no": str(FIRST_NUMBER + enrolment_id),
        "status": status,
        "status_label": load_labels()["enrolment_statuses"][status],
        "position": position,
        "queue": position or None,
        "course": course.id,
        "hour": course.hour,
        "place": course.place,
        "title": course.title,
        "start": jalali(course.start),
        "mode_label": vocabulary("modes").label(course.mode),
    }
