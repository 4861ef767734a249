"""What is asked of a generated city in `benchmarks.city`: six kinds of look-ups about places, people and files that are
there, each from its own chance, as bytes of HTTP."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from integrations.municipal.assertion import HEADER, Citizen, sign
from integrations.municipal.contract import load_contract
from integrations.reference.city.places import Point
from integrations.reference.generate.chance import mobile, national_id
from integrations.reference.generate.files import request_no
from integrations.reference.generate.ground import Ground
from integrations.reference.generate.people import owner_of
from integrations.reference.generate.sizes import Size

KEY = b"a key of the benchmark, long enough to be one"
TEXTS = (
    "تغییر کاربری درمانی",
    "افزایش تراکم ۲۴۰ درصد",
    "اصلاح معبر ۱۶ متر",
    "مرز پهنه",
    "نوسازی بافت فرسوده",
    "پایان‌کار",
)
_nonces = itertools.count()
Body = Mapping[str, object] | None


@dataclass(frozen=True)
class Asked:
    """One look-up: the operation, its body, and the number of the citizen who asks (None for anyone)."""

    operation: str
    body: Body
    citizen: int | None

    def sent(self) -> bytes:
        operation = load_contract()[self.operation]
        body = b"" if self.body is None else json.dumps(self.body).encode()
        head = f"{operation.method} {operation.path} HTTP/1.1\r\nHost: city\r\n"
        if self.citizen is not None:
            who = Citizen(mobile(self.citizen), national_id(self.citizen), 2)
            head += f"{HEADER}: {sign(who, KEY, now=datetime.now(UTC), nonce=f'bench-{next(_nonces):08d}')}\r\n"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return head.encode() + b"\r\n" + body


class Asking:
    """The six kinds, for one city."""

    def __init__(self, size: Size, seed: int) -> None:
        self._size = size
        self._ground = Ground(size)
        self._chance = random.Random(seed)
        self.kinds: dict[str, Callable[[], Asked]] = {
            "file by number": self._file,
            "files of a citizen": self._files,
            "parcel by point": self._parcel,
            "approvals by text": self._approvals,
            "nearest offices": self._offices,
            "50 archive images": self._images,
        }

    def _file(self) -> Asked:
        number = self._chance.randrange(self._size.files)
        return Asked("fileStatus", {"request_no": request_no(number)}, owner_of(number, self._size.citizens))

    def _files(self) -> Asked:
        number = self._chance.randrange(self._size.files)
        return Asked("myFiles", None, owner_of(number, self._size.citizens))

    def _parcel(self) -> Asked:
        return Asked("findParcels", {"point": self._point().shown}, None)

    def _approvals(self) -> Asked:
        return Asked("planApprovals", {"text": self._chance.choice(TEXTS)}, None)

    def _offices(self) -> Asked:
        return Asked("findOffices", {"point": self._point().shown}, None)

    def _images(self) -> Asked:
        number = self._chance.randrange(-(-self._size.files // 100)) * 100  # the thick ones
        return Asked("archiveImages", {"request_no": request_no(number)}, owner_of(number, self._size.citizens))

    def _point(self) -> Point:
        centre = self._ground.lot(self._chance.randrange(self._ground.lots)).box.centre
        return Point(centre.lon, centre.lat)
