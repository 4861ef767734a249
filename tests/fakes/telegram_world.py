"""What our strict fake Bot API server knows: chats, updates, sends, and the faults that tests switch on.
Facts are from reliability notes read in the real server's source; no HTTP here (see `telegram_server`)."""

from __future__ import annotations

import itertools
import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

CALLBACK_QUEUE_SHIFT = 3 << 33
"""Button presses wait in a queue of their own (user id + 3·2³³): they may overtake typed messages."""


@dataclass(frozen=True)
class Document:
    """A file the bot sent."""

    name: str
    content: bytes


@dataclass
class Sent:
    """One message the bot sent and the server accepted."""

    chat: int
    message_id: int
    text: str
    markup: dict[str, Any] | None
    document: Document | None = None

    def buttons(self) -> list[dict[str, str]]:
        return [button for row in (self.markup or {}).get("inline_keyboard", []) for button in row]


@dataclass
class Faults:
    """Each is used up call by call. `flood`: chat → (seconds, times)."""

    flood: dict[int, tuple[int, int]] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    server_errors: int = 0
    drop_responses: int = 0
    """Accept the send, then close the connection without an answer."""
    black_holes: int = 0
    """Never answer."""
    file_errors: int = 0
    """Downloads that fail with 502."""


class World:
    """All state behind one lock."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.faults = Faults()
        self.sent: list[Sent] = []
        self.answered_presses: list[str] = []
        self.chats: set[int] = set()
        self.pending: deque[dict[str, Any]] = deque()
        self.webhook: dict[str, Any] | None = None
        self.presses_known: set[str] = set()
        self.files: dict[str, tuple[str, bytes]] = {}
        """By file id: the path under which the bytes are served, and the bytes."""
        self.changed = threading.Condition(self.lock)
        self._kept: dict[int, dict[str, Any]] = {}
        self._updates = itertools.count(1)
        self._messages = itertools.count(1)
        self._presses = itertools.count(1)

    # -- what a citizen does -------------------------------------------------------------------------------

    def says(self, chat: int, text: str) -> int:
        return self.sends_message(chat, {"text": text})

    def sends_message(self, chat: int, content: dict[str, Any], *, kind: str = "message") -> int:
        """A message of any content, or with `kind="edited_message"` an edit; the update's id."""
        with self.lock:
            self.chats.add(chat)
            return self._put({kind: self._message(chat) | content}, queue=chat)

    def sends_photo(self, chat: int, raw: bytes, *, caption: str | None = None) -> int:
        """Two sizes, the larger one the picture itself, as the real server makes of a photo."""
        small, large = self.upload(raw[:90]), self.upload(raw)
        photo = [
            {"file_id": small, "file_size": 90},
            {"file_id": large, "file_size": len(raw), "width": 1, "height": 1},
        ]
        return self.sends_message(chat, {"photo": photo} | ({"caption": caption} if caption else {}))

    def sends_document(self, chat: int, raw: bytes, name: str, *, caption: str | None = None) -> int:
        document = {"file_id": self.upload(raw), "file_name": name, "mime_type": "image/jpeg", "file_size": len(raw)}
        return self.sends_message(chat, {"document": document} | ({"caption": caption} if caption else {}))

    def upload(self, raw: bytes) -> str:
        with self.lock:
            file_id = f"file-{len(self.files)}"
            self.files[file_id] = (f"photos/file {len(self.files)}.jpg", raw)
            return file_id

    def presses(self, chat: int, data: str, *, message_id: int | None = None) -> int:
        with self.lock:
            self.chats.add(chat)
            press = f"press-{next(self._presses)}"
            self.presses_known.add(press)
            message = self._message(chat) | {"message_id": message_id or 1, "text": "…"}
            query = {"id": press, "from": self._person(chat), "chat_instance": "1", "data": data, "message": message}
            return self._put({"callback_query": query}, queue=chat + CALLBACK_QUEUE_SHIFT)

    def raw(self, update: dict[str, Any]) -> int:
        """Any other update, as it is."""
        with self.lock:
            return self._put(update, queue=0)

    def again(self, update_id: int) -> None:
        """Deliver an update a second time."""
        with self.lock:
            original = self._kept[update_id]
            self.pending.append(original)
            self.changed.notify_all()

    # -- what tests look at --------------------------------------------------------------------------------

    def texts_to(self, chat: int) -> list[str]:
        with self.lock:
            return [sent.text for sent in self.sent if sent.chat == chat]

    def last_to(self, chat: int) -> Sent:
        with self.lock:
            return [sent for sent in self.sent if sent.chat == chat][-1]

    # -- inside --------------------------------------------------------------------------------------------

    def _put(self, content: dict[str, Any], *, queue: int) -> int:
        number = next(self._updates)
        update = {"update_id": number} | content
        self._kept[number] = update | {"_queue": queue}
        self.pending.append(self._kept[number])
        self.changed.notify_all()
        return number

    def accept(
        self, chat: int, text: str, markup: dict[str, Any] | None, document: Document | None = None
    ) -> dict[str, Any]:
        with self.lock:
            message = self._message(chat) | {"text": text}
            message["from"] = {"id": 42, "is_bot": True, "first_name": "Shahryar", "username": "shahryar_bot"}
            self.sent.append(Sent(chat, message["message_id"], text, markup, document))
            self.changed.notify_all()
            return message

    def by_queue(self) -> dict[int, list[dict[str, Any]]]:
        """Waiting updates by queue: within one, the next is delivered only after 2xx for the first."""
        queues: dict[int, list[dict[str, Any]]] = defaultdict(list)
        with self.lock:
            for update in self.pending:
                queues[update["_queue"]].append(update)
        return queues

    def _message(self, chat: int) -> dict[str, Any]:
        return {
            "message_id": next(self._messages),
            "date": 1_763_900_000,
            "chat": {"id": chat, "type": "private", "first_name": "نمونه"},
            "from": self._person(chat),
        }

    @staticmethod
    def _person(chat: int) -> dict[str, Any]:
        return {"id": chat, "is_bot": False, "first_name": "نمونه", "language_code": "fa"}


def public(update: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in update.items() if not key.startswith("_")}
