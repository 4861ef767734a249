"""What a request asks for: its path, its query or its body, and for an act its key, read by the models that say what an
operation takes. Who asks, and what is answered, is not known here."""

from __future__ import annotations

import email.message
import json
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request

from integrations.municipal.contract import Operation
from integrations.reference.problems import Refused, Unfit

KEY_PATTERN = r"^[A-Za-z0-9_-]+$"
KEY_HEADER = "Idempotency-Key"
Key = Annotated[str, StringConstraints(min_length=8, max_length=64, pattern=KEY_PATTERN)]
KEY: TypeAdapter[str] = TypeAdapter(Key)
Fields = dict[str, Any]
Place = tuple[str | int, ...]


class Empty(BaseModel):
    """Takes nothing."""

    model_config = ConfigDict(frozen=True)


class Reader:
    """Reads what one operation takes. In two steps, because who asks is checked between them: a stranger is not told
    what is wrong with a request."""

    def __init__(self, operation: Operation, model: Any) -> None:
        self._fields: TypeAdapter[BaseModel] = TypeAdapter(model)
        self._acts = operation.acts
        self._nothing = model is Empty
        if "{" in operation.path:
            self._place = "path"
        else:
            self._place = "query" if operation.method == "GET" else "body"

    async def raw(self, request: Request) -> object:
        """What came, not looked at yet.

        Raises:
            Unfit: when the body is no JSON.
            Refused: `invalid_request` when it is no text, or did not arrive whole.
        """
        if self._nothing:
            return {}
        if self._place != "body":
            return request.path_params if self._place == "path" else dict(request.query_params)
        try:
            content = await request.body()
            if not content or not _says_json(request.headers.get("Content-Type", "")):
                return content or None
            return json.loads(content)
        except json.JSONDecodeError as error:
            raise Unfit([("body", error.pos)]) from None
        except (ValueError, RecursionError, ClientDisconnect):
            raise Refused("invalid_request") from None

    def fit(self, raw: object, request: Request) -> tuple[Fields, str]:
        """The fields and, for an act, its key.

        Raises:
            Unfit: with the places of everything that does not fit.
        """
        wrong: list[Place] = []
        key, fields = "", Empty()
        if self._acts:
            header = request.headers.get(KEY_HEADER)
            key = _fitted(lambda: KEY.validate_python(header), "", ("header", KEY_HEADER), wrong)
        fields = _fitted(lambda: self._fields.validate_python(raw), fields, (self._place,), wrong)
        if wrong:
            raise Unfit(wrong)
        return fields.model_dump(), key


def _fitted(read: Callable[[], Any], otherwise: Any, place: Place, wrong: list[Place]) -> Any:
    try:
        return read()
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        wrong.extend((*place, *item["loc"]) for item in found)
        return otherwise


def _says_json(content_type: str) -> bool:
    if content_type == "application/json":
        return True
    message = email.message.Message()
    message["content-type"] = content_type
    subtype = message.get_content_subtype()
    return message.get_content_maintype() == "application" and (subtype == "json" or subtype.endswith("+json"))
