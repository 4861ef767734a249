"""The pages behind the door: the desk, its live parts, and the deeds of staff. Who may see what is in `access`; what a
deed changes is in `bot.storage.cases`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.console import gate, handed_in
from bot.console.access import Board, CaseView, Reach, board, see, see_file
from bot.console.deps import Deps
from bot.console.entrance import DESK, SIGN_IN, Form
from bot.console.gate import Signed, TurnedAway, go
from bot.console.pages import Pages
from bot.guard import Access, access
from bot.storage import audit, cases
from bot.storage.staff import FULL
from bot.storage.store import Tx
from dialogs.ports import Json


@dataclass(frozen=True, slots=True)
class Desk:
    deps: Deps
    pages: Pages

    @access(Access.STAFF)
    def desk(self, request: Request) -> Response:
        signed = self._person(request)
        shown = self.deps.store.read(lambda tx: board(tx, signed.staff))
        return self._page(request, signed, shown, view=None)

    @access(Access.STAFF)
    def case(self, request: Request) -> Response:
        signed, number = self._person(request), request.path_params["number"]

        view = self.deps.store.read(lambda tx: see(tx, signed.staff, case_id=number))
        if view is None:
            raise TurnedAway(self.pages.fault("not_found", status=404))
        # Recorded before it is shown: nobody reads a conversation without a trace.
        self.deps.store.write(lambda tx: self._note_sight(tx, signed, view))
        shown = self.deps.store.read(lambda tx: board(tx, signed.staff))
        return self._page(request, signed, shown, view=view)

    @access(Access.STAFF)
    def file(self, request: Request) -> Response:
        """One file the citizen handed in; `?look` shows a picture instead of saving it."""
        signed, number, ref = self._person(request), request.path_params["number"], request.path_params["ref"]
        found = self.deps.store.read(lambda tx: see_file(tx, signed.staff, case_id=number, ref=ref))
        if found is None:
            raise TurnedAway(self.pages.fault("no_file", status=404))
        view, file, content = found
        about: dict[str, Json] = {"file": file.ref, "mime": file.mime, "size": file.size}
        self.deps.store.write(lambda tx: self._note_sight(tx, signed, view, action="file_seen", **about))
        return handed_in.answer(file, content, case_no=number, looked_at="look" in request.query_params)

    @access(Access.STAFF)
    def board_part(self, request: Request) -> Response:
        """The lists, as a page fetches them by itself."""
        signed = self._page_itself(request)
        shown = self.deps.store.read(lambda tx: board(tx, signed.staff))
        return self.pages.page("_board.html", board=shown, current=request.query_params.get("case", ""))

    @access(Access.STAFF)
    def messages_part(self, request: Request) -> Response:
        """What was said beyond `after`. 404: not (any more) theirs to see; 409: seen otherwise now, load the page."""
        signed, number = self._page_itself(request), request.path_params["number"]
        given = request.query_params.get("after", "0")
        after = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
        view = self.deps.store.read(lambda tx: see(tx, signed.staff, case_id=number, after=after))
        if view is None:
            return PlainTextResponse("404", status_code=404)
        if view.reach.value != request.query_params.get("reach"):
            return PlainTextResponse("409", status_code=409)
        return self.pages.page("_messages.html", view=view)

    @access(Access.STAFF)
    def claim(self, request: Request, form: Form) -> Response:
        signed, number = self._poster(request, form), request.path_params["number"]
        now = self.deps.clock.now()
        won = self._do(lambda tx: cases.claim(tx, number, by=signed.staff, now=now))
        if won or self._sees(signed, number):  # pressed twice: it is theirs already
            return go(_address(number))
        return go(DESK, note="taken")

    @access(Access.STAFF)
    def say(self, request: Request, form: Form) -> Response:
        signed, number = self._poster(request, form), request.path_params["number"]
        text, message_id = form.get("text", "").replace("\r\n", "\n").strip(), form.get("message_id", "")
        if not text or not 16 <= len(message_id) <= 64:
            return self._told(request, _address(number), note="empty")
        if len(text) > cases.LONGEST_MESSAGE:
            return self._told(request, _address(number), note="too_long")
        stamp, now = f"{signed.staff.id}:{message_id}", self.deps.clock.now()
        said = self._do(lambda tx: cases.say(tx, number, by=signed.staff, text=text, message_id=stamp, now=now))
        return self._told(request, _address(number) if said else DESK, note="" if said else "not_yours")

    @access(Access.STAFF)
    def hand_back(self, request: Request, form: Form) -> Response:
        signed, number = self._poster(request, form), request.path_params["number"]
        now = self.deps.clock.now()
        done = self._do(lambda tx: cases.hand_back(tx, number, by=signed.staff, now=now))
        return go(_address(number)) if done else go(DESK, note="not_yours")

    @access(Access.STAFF)
    def close(self, request: Request, form: Form) -> Response:
        signed, number = self._poster(request, form), request.path_params["number"]
        outcome, now = form.get("outcome", ""), self.deps.clock.now()
        if outcome not in self.deps.texts.outcomes:
            return go(_address(number), note="outcome_needed")
        done = self._do(lambda tx: cases.close(tx, number, by=signed.staff, outcome=outcome, now=now))
        return go(_address(number)) if done else go(DESK, note="not_yours")

    def _page(self, request: Request, signed: Signed, shown: Board, *, view: CaseView | None) -> Response:
        return self.pages.page(
            "desk.html",
            board=shown,
            view=view,
            signed=signed,
            message_id=self.deps.new_token(),
            current=view.case.no if view else "",
            note=self.pages.note(request.query_params.get("note")),
        )

    def _told(self, request: Request, path: str, *, note: str) -> Response:
        """The end of a post: for a browser the next page, for our script the bare outcome."""
        if not _by_script(request):
            return go(path, note=note)
        return PlainTextResponse(self.pages.note(note), status_code=409) if note else Response(status_code=204)

    def _note_sight(self, tx: Tx, signed: Signed, view: CaseView, *, action: str = "case_seen", **about: Json) -> None:
        audit.record(
            tx,
            actor=signed.staff.id,
            action=action,
            now=self.deps.clock.now(),
            conversation_id=view.case.conversation_id,
            detail={"case": view.case.no, "reach": view.reach.value, **about},
        )

    def _do(self, deed: Callable[[Tx], bool]) -> bool:
        done = self.deps.store.write(deed)
        self.deps.announce()
        return done

    def _sees(self, signed: Signed, number: str) -> bool:
        view = self.deps.store.read(lambda tx: see(tx, signed.staff, case_id=number))
        return view is not None and view.reach is Reach.HELD

    def _person(self, request: Request) -> Signed:
        """A signed-in person who did something."""
        signed = gate.signed_in(self.deps, request, level=FULL, touch=True)
        if signed is None:
            raise TurnedAway(_unauthorised() if _by_script(request) else go(SIGN_IN))
        return signed

    def _page_itself(self, request: Request) -> Signed:
        """An open page that asks on its own: keeps the cases in hand, but not the session, from running out."""
        signed = gate.signed_in(self.deps, request, level=FULL, touch=False)
        if signed is None:
            raise TurnedAway(_unauthorised())
        now = self.deps.clock.now()
        self.deps.store.write(lambda tx: cases.renew_leases(tx, signed.staff.id, now=now))
        return signed

    def _poster(self, request: Request, form: Form) -> Signed:
        signed = self._person(request)
        if not gate.form_is_ours(request, form, signed.token):
            status = 403
            note = self.pages.note("stale_form")
            plain = PlainTextResponse(note, status_code=status)
            raise TurnedAway(plain if _by_script(request) else self.pages.fault("stale_form", status=status))
        return signed


def _by_script(request: Request) -> bool:
    return request.headers.get("x-console-part") == "1"


def _unauthorised() -> Response:
    return PlainTextResponse("401", status_code=401)


def _address(number: str) -> str:
    return f"{DESK}/cases/{number}"
