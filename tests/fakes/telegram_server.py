"""A strict fake Bot API server over real HTTP: polling and webhooks, with Telegram's order, repetition and
error rules. Tests drive it through `.world`. It refuses what the real one refuses."""

from __future__ import annotations

import json
import re
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakes.telegram_world import Document, World, public

TOKEN = "42:AAtesttokenAAtesttokenAAtesttoken000"
WEBHOOK_MAX_RESEND = 60.0
MAX_RETRY_AFTER = 3600.0


class BotApiError(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class SilenceError(Exception):
    """Close the connection without an answer."""


class TelegramServer:
    """`with TelegramServer() as server:` listens on loopback; `time_scale` shortens the real waiting times."""

    def __init__(self, *, time_scale: float = 0.02) -> None:
        self.world = World()
        self.time_scale = time_scale
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._pollers = 0
        self._stop = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_: None  # a bot that is killed leaves in the middle: nothing to report
        self.base_url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> TelegramServer:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        threading.Thread(target=self._push_webhooks, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._http.shutdown()
        self._http.server_close()

    # -- methods -------------------------------------------------------------------------------------------

    def call(self, method: str, fields: dict[str, Any]) -> Any:
        self.calls.append((method, fields))
        handler = getattr(self, f"_do_{method.lower()}", None)
        if handler is None:
            raise BotApiError(404, "Not Found")
        return handler(fields)

    def _do_getme(self, _: dict[str, Any]) -> Any:
        me = {"id": 42, "is_bot": True, "first_name": "Shahryar", "username": "shahryar_bot"}
        return me | dict.fromkeys(("can_join_groups", "can_read_all_group_messages", "supports_inline_queries"), False)

    def _do_sendmessage(self, fields: dict[str, Any]) -> Any:
        chat = self._reachable(fields)
        text = str(fields.get("text", ""))
        if not text.strip():
            raise BotApiError(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            raise BotApiError(400, "Bad Request: message is too long")
        return self._accept(chat, text, fields)

    def _do_senddocument(self, fields: dict[str, Any]) -> Any:
        chat = self._reachable(fields)
        document, caption = fields.get("document"), str(fields.get("caption", ""))
        if not isinstance(document, Document) or not document.content:
            raise BotApiError(400, "Bad Request: there is no document in the request")
        if len(caption.encode("utf-16-le")) // 2 > 1024:
            raise BotApiError(400, "Bad Request: message caption is too long")
        return self._accept(chat, caption, fields, document)

    def _accept(self, chat: int, text: str, fields: dict[str, Any], document: Document | None = None) -> Any:
        message = self.world.accept(chat, text, _checked_markup(fields.get("reply_markup")), document)
        if self.world.faults.drop_responses > 0:
            self.world.faults.drop_responses -= 1
            raise SilenceError
        return message

    def _reachable(self, fields: dict[str, Any]) -> int:
        """The chat that is to get something, unless a fault or a rule is in the way."""
        faults = self.world.faults
        chat = _integer(fields, "chat_id", "chat not found")
        if faults.server_errors > 0:
            faults.server_errors -= 1
            raise BotApiError(500, "Internal Server Error")
        if faults.black_holes > 0:
            faults.black_holes -= 1
            self._stop.wait(30)
            raise SilenceError
        if chat in faults.blocked:
            raise BotApiError(403, "Forbidden: bot was blocked by the user")
        if chat in faults.flood:
            seconds, times = faults.flood.pop(chat)
            if times > 1:
                faults.flood[chat] = (seconds, times - 1)
            raise BotApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        if chat not in self.world.chats:
            raise BotApiError(400, "Bad Request: chat not found")
        return chat

    def _do_getfile(self, fields: dict[str, Any]) -> Any:
        file_id = str(fields.get("file_id", ""))
        if file_id not in self.world.files:
            raise BotApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        path, raw = self.world.files[file_id]
        if len(raw) > 20 * 1024 * 1024:
            raise BotApiError(400, "Bad Request: file is too big")
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(raw), "file_path": path}

    def download(self, path: str) -> bytes:
        self.calls.append(("download", {"path": path}))
        if self.world.faults.file_errors > 0:
            self.world.faults.file_errors -= 1
            raise BotApiError(502, "Bad Gateway")
        found = next((raw for where, raw in self.world.files.values() if where == path), None)
        if found is None:
            raise BotApiError(404, "Not Found")
        return found

    def _do_answercallbackquery(self, fields: dict[str, Any]) -> Any:
        press = str(fields.get("callback_query_id", ""))
        if press not in self.world.presses_known:
            raise BotApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.world.answered_presses.append(press)
        return True

    def _do_setwebhook(self, fields: dict[str, Any]) -> Any:
        self.world.webhook = (
            {"url": fields["url"], "secret": fields.get("secret_token", "")} if fields.get("url") else None
        )
        return True

    def _do_deletewebhook(self, _: dict[str, Any]) -> Any:
        self.world.webhook = None
        return True

    def _do_getupdates(self, fields: dict[str, Any]) -> Any:
        world = self.world
        if world.webhook is not None:
            raise BotApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, limit = int(fields.get("offset", 0)), int(fields.get("limit", 100))
        deadline = time.monotonic() + min(float(fields.get("timeout", 0)), 50)
        with world.changed:
            self._pollers += 1
            mine = self._pollers
            world.changed.notify_all()
            while True:
                for update in [u for u in world.pending if u["update_id"] < offset]:
                    world.pending.remove(update)
                if self._pollers != mine:
                    raise BotApiError(409, "Conflict: terminated by other getUpdates request")
                left = deadline - time.monotonic()
                if world.pending or left <= 0 or self._stop.is_set():
                    return [public(update) for update in list(world.pending)[:limit]]
                world.changed.wait(min(left, 0.2))

    # -- webhooks ------------------------------------------------------------------------------------------

    def _push_webhooks(self) -> None:
        """One waiting update per queue at a time; a failure is repeated at once, then after 2, 4, 8 … s."""
        retry: dict[int, tuple[float, float]] = {}
        while not self._stop.wait(0.005):
            hook = self.world.webhook
            for queue, updates in self.world.by_queue().items() if hook else ():
                delay, due = retry.get(queue, (0.0, 0.0))
                if time.monotonic() < due:
                    continue
                status, wait = self._post(hook, updates[0])  # type: ignore[arg-type]
                if 200 <= status < 300:
                    retry.pop(queue, None)
                    with self.world.lock:
                        self.world.pending.remove(updates[0])
                else:
                    delay = min(delay * 2 or 1.0, WEBHOOK_MAX_RESEND)
                    pause = min(wait, MAX_RETRY_AFTER) if wait else (0.0 if delay == 1.0 else delay)
                    retry[queue] = (delay, time.monotonic() + pause * self.time_scale)

    def _post(self, hook: dict[str, Any], update: dict[str, Any]) -> tuple[int, float]:
        request = urllib.request.Request(hook["url"], json.dumps(public(update)).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        if hook["secret"]:
            request.add_header("X-Telegram-Bot-Api-Secret-Token", hook["secret"])
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, 0.0
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, float(refusal.headers.get("Retry-After") or 0)
        except OSError:
            return 0, 0.0


def _integer(fields: dict[str, Any], name: str, complaint: str) -> int:
    try:
        return int(fields[name])
    except (KeyError, ValueError):
        raise BotApiError(400, f"Bad Request: {complaint}") from None


def _checked_markup(given: Any) -> dict[str, Any] | None:
    if not given:
        return None
    markup: dict[str, Any] = json.loads(given) if isinstance(given, str) else given
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise BotApiError(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
            if "url" in button:
                if not re.fullmatch(r"https://[^/\s]+\.[^/\s]+/\S*", str(button["url"])):
                    raise BotApiError(400, "Bad Request: inline keyboard button URL is invalid: Wrong HTTP URL")
            elif not 1 <= len(str(button.get("callback_data", "")).encode()) <= 64:
                raise BotApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup


def _body(request: BaseHTTPRequestHandler) -> bytes:
    """Whole or in chunks, as a client that streams a file sends it."""
    if request.headers.get("Transfer-Encoding") != "chunked":
        return request.rfile.read(int(request.headers.get("Content-Length") or 0))
    whole = bytearray()
    while size := int(request.rfile.readline(), 16):
        whole += request.rfile.read(size)
        request.rfile.readline()
    request.rfile.readline()
    return bytes(whole)


def _handler_for(server: TelegramServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._serve()

        def do_GET(self) -> None:
            self._serve()

        def _serve(self) -> None:
            address = urlsplit(self.path)
            body = _body(self)
            try:
                if address.path.startswith(f"/file/bot{TOKEN}/"):
                    path = unquote(address.path).removeprefix(f"/file/bot{TOKEN}/")
                    self._send(200, "application/octet-stream", server.download(path))
                    return
                token, _, method = address.path.removeprefix("/bot").partition("/")
                if token != TOKEN or not method:
                    raise BotApiError(401 if method else 404, "Unauthorized" if method else "Not Found")
                fields = dict(parse_qsl(address.query)) | _fields(self.headers.get("Content-Type") or "", body)
                self._answer(200, {"ok": True, "result": server.call(method, fields)})
            except BotApiError as refusal:
                answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
                self._answer(refusal.code, answer | ({"parameters": refusal.parameters} if refusal.parameters else {}))
            except SilenceError:
                self.close_connection = True
                self.connection.close()
            except ConnectionError:
                self.close_connection = True  # the bot left in the middle, as a stopping one does

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            self._send(status, "application/json", json.dumps(content).encode())

        def _send(self, status: int, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class names it so
            """Quiet."""

    return Handler


def _fields(content_type: str, body: bytes) -> dict[str, Any]:
    """The four ways of passing parameters come down to one. A part with a file name is a document; a field may stand
    for one by `attach://` and the name of its part."""
    if content_type.startswith("application/json"):
        loaded = json.loads(body or b"{}")
        return loaded if isinstance(loaded, dict) else {}
    if content_type.startswith("multipart/form-data"):
        boundary = b"--" + content_type.partition("boundary=")[2].strip('"').encode()
        parts = [part.partition(b"\r\n\r\n") for part in body.split(boundary) if b'name="' in part]
        found = {_quoted(head, b" name="): _part(head, value.removesuffix(b"\r\n")) for head, _, value in parts}
        return {name: found.get(str(value).removeprefix("attach://"), value) for name, value in found.items()}
    return dict(parse_qsl(body.decode()))


def _part(head: bytes, value: bytes) -> Any:
    return Document(_quoted(head, b"filename="), value) if b"filename=" in head else value.decode()


def _quoted(head: bytes, name: bytes) -> str:
    return head.partition(name + b'"')[2].partition(b'"')[0].decode()
