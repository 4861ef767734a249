from types import SimpleNamespace

from bot.channels.web.routes import router
from bot.channels.web.texts import load_texts
from bot.guard import MARK, Access
from bot.settings import Settings


def marks(settings):
    routes = router(SimpleNamespace(settings=settings, texts=load_texts())).routes
    return {
        (route.path, tuple(sorted(getattr(route, "methods", None) or ()))): getattr(route.endpoint, MARK)
        for route in routes
    }


def test_every_route_is_marked_with_its_gate():
    found = marks(Settings(rest_enabled=True))
    assert found["/ws/chat", ()] is Access.VISITOR
    assert found["/chat", ("GET",)] is Access.ANYONE
    assert found["/chat", ("POST",)] is Access.VISITOR
    assert found["/webhooks/rest/webhook", ("POST",)] is Access.REST
    assert found["/widget.js", ("GET", "HEAD")] is Access.ANYONE
    assert all(isinstance(mark, Access) for mark in found.values())


def test_rest_is_not_there_unless_enabled():
    assert not [path for path, _ in marks(Settings()) if "rest" in path]
