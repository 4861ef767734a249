"""What can happen to a conversation: facts, in the past tense. The engine takes them one at a time, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.ports import CallResult, Json
from nlu.types import Understanding


@dataclass(frozen=True, slots=True)
class Joined:
    """The citizen opened the conversation without saying anything yet (widget opened, /start)."""


@dataclass(frozen=True, slots=True)
class PointShared:
    """The citizen shared a place on the map, in degrees (WGS 84)."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class UserSaid:
    """The citizen wrote a message. `point`: where they are, when that was sent along."""

    understanding: Understanding
    point: PointShared | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """The citizen pressed a button. `payload` is what the button carried (see `dialogs.effects.Choice`)."""

    payload: str


@dataclass(frozen=True, slots=True)
class FileStored:
    """A file of the citizen's passed the door. `ref` names it in our store, `said` is what was written beside it;
    `call_id` is the call that fetched it, where it had to be fetched."""

    ref: str
    mime: str
    size: int
    said: Understanding | None = None
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class FileSent:
    """The citizen sent a file that has to be fetched first. `source` tells whoever fetches it what and where."""

    source: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file did not pass the door, or could not be fetched. `why`: one of `WHY_REFUSED`."""

    why: str
    call_id: str = ""


WHY_REFUSED = ("empty", "too_large", "kind", "broken", "pixels", "quota", "not_fetched")


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something came that has no meaning here. `kind`: sticker, voice, video, location, contact,
    edited, poll, empty, emoji, too_long, unreadable, other."""

    kind: str


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """A call came back. The same `call_id` may answer twice: first `Unknown`, later the end result."""

    call_id: str
    result: CallResult


@dataclass(frozen=True, slots=True)
class StaffTook:
    """A member of staff took the case: from here on the engine is silent."""

    staff: str


@dataclass(frozen=True, slots=True)
class StaffSaid:
    """A member of staff wrote to the citizen. Passed on as it is, marked as staff."""

    staff: str
    text: str


@dataclass(frozen=True, slots=True)
class StaffReleased:
    """The member of staff handed back (`closed=False`) or closed the case (`closed=True`)."""

    staff: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Noticed:
    """The municipality has something new for the citizen (`dialogs.news`). A notice holds `kind`, `request_no`, `text`;
    one of kind `still_waits` holds `stage`, `title`, `days` and `todo` in place of a
    text."""

    notices: tuple[Mapping[str, Json], ...]


@dataclass(frozen=True, slots=True)
class Woke:
    """The time asked for by `WakeAt` came (silence, expiry)."""


FileEvent = FileStored | FileSent | FileRefused
Event = (
    Joined
    | UserSaid
    | PointShared
    | Pressed
    | FileEvent
    | Unsupported
    | CallAnswered
    | StaffTook
    | StaffSaid
    | StaffReleased
    | Noticed
    | Woke
)
