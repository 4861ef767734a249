"""The city register's operations as client methods: parcels, approvals, offices, archive images. How a call travels and
what its four results mean is `client.py`'s."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dialogs.ports import CallResult, Identity, Json, Rejected
from integrations.municipal.calling import Caller
from integrations.municipal.wording import clean

CURSOR = re.compile(r"[A-Za-z0-9_-]{4,40}")
MOMENT = re.compile(r"1[34]\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d", re.ASCII)
LARGEST = 2**31 - 1
MOST_CODES = 5


class CityRegister(Caller):
    """Mixed into the client. Values that no register can have are refused without asking."""

    async def find_parcels(
        self,
        *,
        nosazi_code: str | None = None,
        registry_plate: tuple[int, int | None, int | None] | None = None,
        address: str | None = None,
        point: tuple[float, float] | None = None,
    ) -> CallResult:
        """By exactly one of the four. `registry_plate`: main, sub, section. `point`: longitude, latitude in degrees.

        Raises:
            ValueError: for none or several of them.
        """
        asked: dict[str, Json] = {}
        if nosazi_code is not None:
            asked["nosazi_code"] = clean(nosazi_code, 60)
        if registry_plate is not None:
            asked["registry_plate"] = _plate(registry_plate)
        if address is not None:
            asked["address"] = clean(address, 200)
        if point is not None:
            asked["point"] = _point(point)
        if len(asked) != 1:
            raise ValueError("exactly one way to a parcel")
        if not all(asked.values()):
            return Rejected("not_found")
        return await self._call("findParcels", body=asked)

    async def plan_approvals(
        self,
        *,
        text: str | None = None,
        district: int | None = None,
        body: str | None = None,
        cursor: str | None = None,
    ) -> CallResult:
        asked: dict[str, Json] = {
            "text": clean(text or "", 200) or None,
            "district": district,
            "body": body,
            "cursor": cursor if cursor and CURSOR.fullmatch(cursor) else None,
        }
        return await self._call("planApprovals", body={name: value for name, value in asked.items() if value})

    async def find_offices(
        self,
        *,
        point: tuple[float, float] | None = None,
        district: int | None = None,
        office_type: str | None = None,
        codes: Sequence[str] | None = None,
        open_only: bool = False,
        at: str | None = None,
    ) -> CallResult:
        """`at`: a local moment `YYYY-MM-DDTHH:MM` with a Jalali date, now when left out or not one."""
        asked: dict[str, Json] = {"open_only": open_only}
        if point is not None:
            asked["point"] = _point(point)
        if district is not None:
            asked["district"] = district
        if office_type is not None:
            asked["type"] = office_type
        if codes is not None:
            asked["codes"] = [clean(code, 40) for code in codes[:MOST_CODES]]
        if at is not None and MOMENT.fullmatch(at):
            asked["at"] = at
        return await self._call("findOffices", body=asked)

    async def archive_images(self, citizen: Identity, *, request_no: str, cursor: str | None = None) -> CallResult:
        number = clean(request_no, 40)
        if not number or (cursor is not None and not CURSOR.fullmatch(cursor)):
            return Rejected("not_found")
        return await self._call("archiveImages", citizen, body={"request_no": number, "cursor": cursor})

    async def archive_image(self, citizen: Identity, *, image_no: str, media_type: str = "image/png") -> CallResult:
        """`media_type`: image/png or image/svg+xml. The answer's `content` is base64."""
        number = clean(image_no, 40)
        if not number:
            return Rejected("not_found")
        return await self._call("archiveImage", citizen, body={"image_no": number, "media_type": media_type})


def _plate(plate: tuple[int, int | None, int | None]) -> dict[str, Json]:
    """Empty when no registry has such a plate."""
    main, sub, section = plate
    fits = 1 <= main <= LARGEST and all(part is None or 0 <= part <= LARGEST for part in (sub, section))
    return {"main": main, "sub": sub, "section": section} if fits else {}


def _point(point: tuple[float, float]) -> dict[str, Json]:
    """Empty when there is no such place on earth."""
    lon, lat = point
    fits = math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90
    return {"lon": lon, "lat": lat} if fits else {}
