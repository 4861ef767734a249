"""What is personal stays in the sealed columns and with the one it belongs to: planted in conversations on every
channel, with the logs at their most talkative, it turns up in no log line, metric, address or Redis value."""

import json
import re
import sqlite3
import threading
from importlib.resources import files

import httpx
import pytest
import yaml
from redis import Redis

from integrations.municipal.contract import load_contract
from tests.fakes.citizens import RestCitizen, SocketCitizen, TelegramCitizen, last_code, wait_for
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.faults.script import ESTIMATE, mobile, national_id, request_no
from tests.journeys.program import start_program
from tests.servers import own_valkey

pytestmark = pytest.mark.timeout(180)

NAME, STREET = "زمردخت شباویزان", "کوچه فیروزه‌دوزان"
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def city():
    people = range(3)
    return {
        "citizens": [{"name": f"{NAME} نمونه", "national_id": national_id(n), "mobile": mobile(n)} for n in people],
        "files": [
            {"owner": national_id(n), "request_no": request_no(n, 0), "type": "پروانه ساختمانی", "address": STREET}
            | {"district": 5, "stage": "صادرشده"}
            for n in people
        ],
    }


class Eavesdropper:
    """Everything the program says to Redis, byte by byte, as Redis sees it."""

    def __init__(self, url):
        self.heard = []
        self._redis = Redis.from_url(url, socket_timeout=None)  # five seconds of silence are no fault of Redis
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self):
        with self._redis.monitor() as monitor:
            for command in monitor.listen():
                self.heard.append(command["command"])
                if "good-bye" in command["command"]:
                    return

    def leave(self, url):
        with Redis.from_url(url) as redis:
            redis.publish("good-bye", "")
            kept = [key.decode() for key in redis.keys("*")]
        self._thread.join(30)
        assert not self._thread.is_alive(), "the good-bye was not heard, so other things may not have been"
        self._redis.close()
        return self.heard + kept


def converse(citizen, folder, number):
    """Sign in, register an inquiry, and say what should not be said to a bot."""
    lines = ["استعلام می‌خواهم", mobile(number), national_id(number), None, "2", request_no(number, 0), "بله"]
    lines += [f"من {NAME} هستم، {STREET}، پلاک ۷، شماره {mobile(number).translate(PERSIAN)}", "پرونده‌ام کجاست؟"]
    citizen.open()
    wait_for(citizen, 1)
    codes = []
    for line in lines:
        before = len(citizen.heard())
        if line is None:
            codes.append(last_code(folder, mobile(number)))
        citizen.say(line or codes[-1])
        assert len(wait_for(citizen, before + 1)) > before, line
    assert any(STREET in text for text in citizen.heard()), "it was really there to be betrayed"
    citizen.close()
    return codes


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What everybody but the citizen could read, by place; and what they must not find there."""
    folder = tmp_path_factory.mktemp("canary")
    valkey = own_valkey()
    ear = Eavesdropper(valkey.connection_url)
    with TelegramServer() as server:
        program = start_program(
            {
                "SHAHRYAR_LOG_LEVEL": "debug",
                "SHAHRYAR_REDIS_URL": valkey.connection_url,
                "SHAHRYAR_TELEGRAM_INTAKE": "polling",
                "SHAHRYAR_TELEGRAM_TOKEN": TOKEN,
                "SHAHRYAR_TELEGRAM_BASE_URL": server.base_url,
            },
            folder=folder,
        )
        try:
            assert httpx.post(f"{program.url}/dev/seed", json=city()).status_code == 200
            citizens = [RestCitizen(program.url), SocketCitizen(program.url), TelegramCitizen(server.world, 7_001)]
            codes = [code for n, citizen in enumerate(citizens) for code in converse(citizen, folder, n)]
            httpx.post(f"{program.url}/dev/backend", json={"fault": "reset"})
            unlucky = RestCitizen(program.url)
            for line in (*ESTIMATE, f"{STREET}، {mobile(1)}"):  # a call that fails is what gets logged
                unlucky.say(line)
            httpx.post(f"{program.url}/webhooks/rest/webhook", content=f"{{broken {mobile(1)}")
            places = {"metrics": httpx.get(f"{program.url}/metrics").text}
        finally:
            program.stop()
        places["log"] = program.log
        places["redis"] = "\n".join(ear.leave(valkey.connection_url))
        places["addresses"] = "\n".join(json.dumps(method) for method, _ in server.calls)
    places["database"] = "".join(_cells(folder / "shahryar.db"))
    valkey.stop()
    return places, codes


def _cells(path):
    with sqlite3.connect(path) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in database.execute(f"SELECT * FROM {table}"):
                yield from (f" {cell!r} " for cell in row)
    database.close()


@pytest.mark.parametrize("place", ["log", "metrics", "redis", "addresses", "database"])
def test_nothing_personal_is_found_in(told, place):
    places, codes = told
    text = places[place].translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789"))
    assert len(codes) == 3
    for number in range(3):
        assert mobile(number) not in text
        assert mobile(number)[1:] not in text
        assert national_id(number) not in text
        assert request_no(number, 0) not in text
    for code in codes:
        assert not re.search(rf"(?<![0-9a-f.]){code}(?![0-9a-f])", text), "a one-time code"
    for word in (*NAME.split(), STREET.rsplit(maxsplit=1)[-1]):
        assert word not in text
        assert json.dumps(word)[1:-1] not in text
    assert TOKEN.partition(":")[2] not in text


def test_the_places_were_looked_at_while_there_was_something_to_see(told):
    places, _ = told
    assert "shahryar_turns_total" in places["metrics"]
    assert '"level"' in places["log"]
    assert "PUBLISH" in places["redis"].upper()
    assert "sendMessage" in places["addresses"]
    assert "gAAAA" in places["database"]


def test_the_municipalitys_addresses_have_no_place_for_anything_personal():
    harmless = {"client_key", "district", "use", "topic", "mode", "type", "status", "booked", "cursor", "limit"}
    for operation in load_contract().values():
        assert set(re.findall(r"{(\w+)}", operation.path)) <= harmless
    document = yaml.safe_load(files("integrations.municipal").joinpath("openapi.yaml").read_text("utf-8"))
    shared = document["components"]["parameters"]
    written = [
        shared[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter
        for path in document["paths"].values()
        for part in path.values()
        for parameter in (part.get("parameters", []) if isinstance(part, dict) else part)
    ]
    named = {parameter["name"] for parameter in written if parameter["in"] in {"path", "query"}}
    assert named <= harmless
