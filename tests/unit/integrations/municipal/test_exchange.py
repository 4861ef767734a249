import httpx
import pytest

from integrations.municipal.exchange import Exchange, Failure, Patience

QUICK = Patience(attempts=3, wait=0.001, breaker_failures=100)


class Script(httpx.AsyncBaseTransport):
    """Answers or raises what it is told, in order; the last for ever."""

    def __init__(self, *steps):
        self.steps = list(steps)
        self.asked = 0

    async def handle_async_request(self, request):
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        self.asked += 1
        if isinstance(step, Exception):
            raise step
        return httpx.Response(step) if isinstance(step, int) else step


async def outcome(*steps, patience=QUICK):
    script = Script(*steps)
    exchange = Exchange("http://m.test", transport=script, patience=patience)
    answer = await exchange.answer(lambda: exchange.request("GET", "/x", headers={}))
    await exchange.close()
    return answer, script.asked


@pytest.mark.parametrize("error", [httpx.ConnectError(""), httpx.ConnectTimeout(""), httpx.PoolTimeout("")])
async def test_what_was_never_sent_is_surely_not_done(error):
    assert await outcome(error) == (Failure(maybe_done=False, retry_after=None), 3)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout(""),
        httpx.ReadError(""),
        httpx.WriteError(""),
        httpx.WriteTimeout(""),
        httpx.RemoteProtocolError(""),
    ],
)
async def test_what_broke_after_sending_is_perhaps_done(error):
    assert await outcome(error) == (Failure(maybe_done=True, retry_after=None), 3)


async def test_a_later_attempt_that_did_nothing_does_not_undo_an_earlier_doubt():
    answer, _ = await outcome(httpx.ReadTimeout(""), httpx.ConnectError(""))
    assert answer == Failure(maybe_done=True, retry_after=None)


async def test_a_later_answer_settles_it():
    answer, asked = await outcome(httpx.ReadTimeout(""), 200)
    assert (answer.status_code, asked) == (200, 2)


async def test_answers_below_500_are_not_repeated():
    answer, asked = await outcome(409)
    assert (answer.status_code, asked) == (409, 1)


async def test_5xx_is_perhaps_done_but_503_and_429_are_surely_not():
    assert await outcome(500) == (Failure(maybe_done=True, retry_after=None), 3)
    assert await outcome(503) == (Failure(maybe_done=False, retry_after=None), 3)
    named = httpx.Response(429, headers={"Retry-After": "9"})
    assert await outcome(named) == (Failure(maybe_done=False, retry_after=9.0), 1)


async def test_an_open_breaker_sends_nothing_and_remembers_the_doubt():
    patience = Patience(attempts=5, wait=0.001, breaker_failures=2, breaker_seconds=60)
    answer, asked = await outcome(httpx.ReadTimeout(""), patience=patience)
    assert (answer, asked) == (Failure(maybe_done=True, retry_after=60), 2)


async def test_each_attempt_is_built_anew():
    built = []
    exchange = Exchange("http://m.test", transport=Script(500, 200), patience=QUICK)

    def make():
        built.append(len(built))
        return exchange.request("GET", "/x", headers={"n": str(len(built))})

    await exchange.answer(make)
    await exchange.close()
    assert built == [0, 1]
