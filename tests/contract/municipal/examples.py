"""The examples of `docs/municipal-examples.md`: commands and the answers they get, read, run in order, and written anew
when the contract changes (`python -m tests.contract.municipal.examples`)."""

import asyncio
import contextlib
import io
import json
import re
import shlex
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import httpx

from integrations.municipal.__main__ import main
from integrations.reference.app import mount
from integrations.reference.database import Database
from integrations.reference.seed import seed

PAGE = Path(__file__).parents[3] / "docs/municipal-examples.md"
EXAMPLE = re.compile(
    r"```sh\npython -m integrations\.municipal (?P<command>[^`]+)\n```\n\n```json\n(?P<answer>[^`]*)```"
)
# Saturday 1405-09-07, ten o'clock: the day the page was run on.
DAY = datetime(2026, 11, 28, 6, 30, tzinfo=UTC)
KEYS = {
    "SHAHRYAR_MUNICIPAL_KEY": "a key for the examples, long enough",
    "MUNICIPAL_STAFF_KEY": "staff examples",
}
# Made by chance, anew in each run.
CHANCE = re.compile(r"(?<=/gateway/)[0-9a-f]{32}|(?<=\"check_code\": \")[0-9]{8}")


def examples(text):
    """(operation, arguments, the answer on the page) in the order of the page."""
    return [
        (found["command"].split()[0], shlex.split(found["command"]), found["answer"])
        for found in EXAMPLE.finditer(text)
    ]


class Town:
    """The demo city as it is on the day of the page. What a command says with `{authority}` or `{check_code}` is filled
    from the last answer that had one."""

    def __init__(self, folder):
        self._database = Database(f"sqlite:///{folder}/examples.db")
        demo = json.loads(files("integrations.reference").joinpath("demo.json").read_text("utf-8"))
        self._now = DAY
        seed(self._database, demo, now=DAY)
        keys = list(KEYS.values())
        self._app = mount(self._database, keys[0], self._clock, staff_key=keys[1])
        self._made = {}

    def _clock(self):
        return self._now

    def run(self, arguments):
        said = io.StringIO()
        filled = [re.sub(r"\{(authority|check_code)\}", lambda name: self._made[name[1]], text) for text in arguments]
        with contextlib.redirect_stdout(said):
            main(filled, transport=Through(self._app), clock=self._clock)
        for name, pattern in (("authority", r"/gateway/([0-9a-f]{32})"), ("check_code", r'"check_code": "([0-9]{8})"')):
            if found := re.search(pattern, said.getvalue()):
                self._made[name] = found[1]
        self._now += timedelta(seconds=1)
        return CHANCE.sub(lambda found: "0" * len(found[0]), said.getvalue())

    def close(self):
        self._database.close()


class Through(httpx.BaseTransport):
    """From the command into the app, without a socket."""

    def __init__(self, app):
        self._app = app

    def handle_request(self, request):
        return asyncio.run(self._answer(request))

    async def _answer(self, request):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self._app), base_url="http://examples.test") as http:
            found = await http.request(
                request.method, request.url, content=request.read(), headers=dict(request.headers)
            )
        return httpx.Response(found.status_code, headers={"Content-Type": "application/json"}, content=found.content)


def write_anew():
    """Runs every command of the page and puts the answer it gets below it."""
    import os

    os.environ.update(KEYS)
    with tempfile.TemporaryDirectory() as folder:
        town = Town(folder)

        def again(found):
            answer = town.run(shlex.split(found["command"]))
            return f"```sh\npython -m integrations.municipal {found['command']}\n```\n\n```json\n{answer}```"

        PAGE.write_text(EXAMPLE.sub(again, PAGE.read_text("utf-8")), "utf-8")
        town.close()


if __name__ == "__main__":
    sys.exit(write_anew())
