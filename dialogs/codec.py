"""State and call results to JSON and back. Fields a newer program wrote are passed over; missing ones take their
defaults, so that old rows can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected, Unavailable, Unknown
from dialogs.state import Asked, Carried, Frame, Held, Mode, Offer, Pending, Reminder, Said, State

_PLAIN = ("version", "turn_seq", "strikes", "calls_made", "expired", "in_line")
_PAST = ("shelved", "earlier", "topic")
"""Frames of what was before."""


def state_to_json(state: State) -> dict[str, Json]:
    """Everything a conversation needs to go on after a restart."""
    found: dict[str, Json] = {name: getattr(state, name) for name in ("conversation_id", *_PLAIN)}
    found["mode"] = state.mode.value
    found["stack"] = [_frame_to_json(frame) for frame in state.stack]
    found["asked"] = _asked_to_json(state.asked)
    found["identity"] = _identity_to_json(state.identity)
    found["queued"] = list(state.queued)
    found["noted"] = {name: dict(values) for name, values in state.noted.items()}
    found["files"] = [dict(file) for file in state.files]
    found["updated_at"] = _time_to_json(state.updated_at)
    found["noted_at"] = _time_to_json(state.noted_at)
    found["rated_at"] = _time_to_json(state.rated_at)
    found["calls"] = {call_id: _plain_to_json(pending) for call_id, pending in state.calls.items()}
    for name in _PAST:
        found[name] = _frame_to_json(frame) if (frame := getattr(state, name)) else None
    found["last"] = [{"key": said.key, "args": dict(said.args), "again": said.again} for said in state.last]
    found["held"] = [{"call_id": held.call_id, "result": result_to_json(held.result)} for held in state.held]
    found["reminders"] = [
        {**_plain_to_json(each), "args": dict(each.args), "at": _time_to_json(each.at)} for each in state.reminders
    ]
    found["carried"] = (
        {"flows": list(state.carried.flows), "values": dict(state.carried.values), "back": state.carried.back}
        if state.carried
        else None
    )
    found["news"] = [dict(notice) for notice in state.news]
    return found


def state_from_json(data: Mapping[str, Any]) -> State:
    past: dict[str, Any] = {name: _frame_from_json(data[name]) for name in _PAST if data.get(name)}
    return State(
        conversation_id=data["conversation_id"],
        mode=Mode(data.get("mode", Mode.BOT)),
        stack=tuple(_frame_from_json(frame) for frame in data.get("stack") or ()),
        asked=_asked_from_json(data.get("asked")),
        identity=_identity_from_json(data.get("identity")),
        queued=tuple(data.get("queued") or ()),
        noted=data.get("noted") or {},
        files=tuple(data.get("files") or ()),
        updated_at=_time_from_json(data.get("updated_at")),
        noted_at=_time_from_json(data.get("noted_at")),
        rated_at=_time_from_json(data.get("rated_at")),
        calls={call_id: _known(Pending, pending) for call_id, pending in (data.get("calls") or {}).items()},
        **past,
        last=tuple(_known(Said, said) for said in data.get("last") or ()),
        reminders=tuple(
            _known(Reminder, {**each, "at": _time_from_json(each["at"])}) for each in data.get("reminders") or ()
        ),
        carried=_carried_from_json(data.get("carried")),
        news=tuple(data.get("news") or ()),
        held=tuple(Held(held["call_id"], result_from_json(held["result"])) for held in data.get("held") or ()),
        **{name: data[name] for name in _PLAIN if name in data},
    )


def result_to_json(result: CallResult) -> dict[str, Json]:
    """A call's result with its name under `result`. An identity in it is kept: the row it goes to is sealed."""
    if isinstance(result, Accepted):
        identity = _identity_to_json(result.identity)
        return {"result": "accepted", "data": dict(result.data), **({"identity": identity} if identity else {})}
    if isinstance(result, Rejected):
        return {"result": "rejected", "code": result.code, "data": dict(result.data)}
    if isinstance(result, Unavailable):
        return {"result": "unavailable", "retry_after": result.retry_after}
    return {"result": "unknown"}


def result_from_json(data: Mapping[str, Any]) -> CallResult:
    """What cannot be read is `Unknown`: the only result that claims nothing."""
    kind = data.get("result")
    if kind == "accepted":
        return Accepted(data.get("data") or {}, _identity_from_json(data.get("identity")))
    if kind == "rejected":
        return Rejected(str(data.get("code", "")), data.get("data") or {})
    if kind == "unavailable":
        return Unavailable(data.get("retry_after"))
    return Unknown()


def _known(kind: type[Any], data: Mapping[str, Any]) -> Any:
    names = _names(kind)
    return kind(**{name: value for name, value in data.items() if name in names})


def _plain_to_json(value: Any) -> dict[str, Json]:
    return {name: getattr(value, name) for name in _names(type(value))}


def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a named tuple or a dataclass."""
    named: tuple[str, ...] | None = getattr(kind, "_fields", None)
    return tuple(each.name for each in fields(kind)) if named is None else named


def _frame_to_json(frame: Frame) -> dict[str, Json]:
    doubted: Json = None if frame.doubted is None else list(frame.doubted)
    found: dict[str, Json] = {**frame._asdict(), "doubted": doubted}
    return {**found, "slots": dict(frame.slots), "done": dict(frame.done), "attempts": dict(frame.attempts)}


def _frame_from_json(data: Mapping[str, Any]) -> Frame:
    doubted = data.get("doubted")
    known = {name: value for name, value in data.items() if name in Frame._fields}
    return Frame(**{**known, "doubted": None if doubted is None else tuple(doubted)})


def _asked_to_json(asked: Asked | None) -> dict[str, Json] | None:
    if asked is None:
        return None
    offers: list[Json] = [{"value": offer.value, "label": offer.label} for offer in asked.offers]
    return {"slot": asked.slot, "turn_seq": asked.turn_seq, "offers": offers, "secret": asked.secret}


def _asked_from_json(data: Mapping[str, Any] | None) -> Asked | None:
    if not data:
        return None
    offers = tuple(_known(Offer, offer) for offer in data.get("offers") or ())
    return Asked(data["slot"], data.get("turn_seq", 0), offers, data.get("secret", False))


def identity_to_json(identity: Identity) -> dict[str, Json]:
    """For sealed columns only."""
    times = {name: _time_to_json(getattr(identity, name)) for name in ("confirmed_at", "used_at")}
    return {**_plain_to_json(identity), **times}


def identity_from_json(data: Mapping[str, Any]) -> Identity:
    times = {name: _time_from_json(data[name]) for name in ("confirmed_at", "used_at")}
    known: Identity = _known(Identity, {**data, **times})
    return known


def _identity_to_json(identity: Identity | None) -> dict[str, Json] | None:
    return identity_to_json(identity) if identity else None


def _identity_from_json(data: Mapping[str, Any] | None) -> Identity | None:
    return identity_from_json(data) if data else None


def _carried_from_json(data: Mapping[str, Any] | None) -> Carried | None:
    return Carried(tuple(data["flows"]), data["values"], data.get("back")) if data else None


def _time_to_json(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _time_from_json(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
