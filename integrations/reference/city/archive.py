"""Archive images of a file: a page of what there is, and one image. Only who may see the file may see them; a foreign
image and none are the same refusal from the same query."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date

from sqlalchemy import BigInteger, Connection, Row, bindparam, select

from integrations.prepared import Prepared
from integrations.reference.city.paging import after, page_of
from integrations.reference.city.pictures import Picture, as_png, as_svg
from integrations.reference.city.tables import archive_images
from integrations.reference.city.words import names
from integrations.reference.labels import vocabulary
from integrations.reference.problems import Refused
from integrations.reference.rules.files import HELD, MY_FILE, as_number, find
from integrations.reference.tables import files, holders
from integrations.reference.written import ascii_digits, jalali

PAGE = 50
AnyRow = Row[tuple[object, ...]]
IMAGES = Prepared(
    select(archive_images)
    .where(archive_images.c.file_id == MY_FILE, archive_images.c.id > bindparam("beyond", type_=BigInteger))
    .order_by(archive_images.c.id)
    .limit(PAGE + 1)
)
IMAGE = Prepared(
    select(archive_images, files.c.request_no)
    .join(files, files.c.id == archive_images.c.file_id)
    .join(holders, holders.c.file_id == files.c.id)
    .where(archive_images.c.image_no == bindparam("number"), HELD)
)


def listed(
    connection: Connection, national_id: str, *, request_no: str, cursor: str | None, today: date
) -> dict[str, object]:
    """Fifty images of the citizen's file, oldest first."""
    mine = {"number": as_number(request_no), "holder": national_id, "today": today}
    images = IMAGES.ahead(connection, **mine, beyond=-1 if cursor is None else after(cursor))
    file = find(connection, national_id, request_no=request_no, today=today)
    page = page_of(images(), PAGE)
    return {
        "request_no": file.request_no,
        "images": _told(page.rows),
        "next_cursor": page.next_cursor,
    }


def shown(
    connection: Connection, national_id: str, *, image_no: str, media_type: str, today: date
) -> dict[str, object]:
    """One image, drawn now."""
    row = IMAGE.first(connection, number=ascii_digits(image_no).strip(), holder=national_id, today=today)
    if row is None:
        raise Refused("not_found")
    [told] = _told([row])
    picture = Picture(
        request_no=row.request_no,
        part=str(told["part_label"]),
        document=str(told["document_label"]),
        page=row.page,
        taken_on=str(told["taken_on"]),
        width=row.width_px,
        height=row.height_px,
    )
    content = as_svg(picture).encode() if media_type == "image/svg+xml" else as_png(picture)
    return {**told, "media_type": media_type, "content": base64.b64encode(content).decode("ascii")}


def _told(rows: Sequence[AnyRow]) -> list[dict[str, object]]:
    parts, documents = names("parts").label, vocabulary("documents").label
    return [
        {
            "image_no": row.image_no,
            "part": row.part,
            "part_label": parts(row.part),
            "document": row.document,
            "document_label": documents(row.document),
            "page": row.page,
            "taken_on": jalali(row.taken_on),
            "width_px": row.width_px,
            "height_px": row.height_px,
        }
        for row in rows
    ]
