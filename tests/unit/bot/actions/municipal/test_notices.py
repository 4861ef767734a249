"""What a conversation follows, as its turns change it. What is kept and told: the contract tests of the storage."""

from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.municipal.notices import follow, followed, notice_actions, unfollow
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import inbox
from bot.storage.store import open_store
from dialogs.ports import Accepted, Identity, Rejected, Unavailable

NOW = datetime(2025, 10, 12, tzinfo=UTC)
ME = Identity(2, "09130000001", "9991000003", NOW, NOW)


class Feed:
    """Two pages, then its end."""

    def __init__(self, pages=2):
        self.pages = pages
        self.asked = []

    async def notices(self, citizen, *, cursor=None, limit=50):
        self.asked.append(cursor)
        page = int(cursor or 0) + 1
        if page > self.pages:
            return Unavailable()
        following = str(page) if page < self.pages else None
        return Accepted({"items": [], "next_cursor": following, "last_cursor": str(page)})


@pytest.fixture
def do(tmp_path):
    store = open_store(Settings(var_dir=tmp_path))
    receipt = store.write(lambda tx: inbox.put(tx, Inbound("web", "someone", "1", Kind.JOINED), now=NOW))

    def run(action, identity=ME, **args):
        subject = Subject(receipt.conversation_id, identity, NOW, "trace")
        return store.write(lambda tx: action(tx, args, subject))

    yield run
    store.close()


def test_a_file_is_followed_once_and_shown_and_ended(do):
    assert do(follow, request_no="۱۴۰۴", title="پروانه", cursor="a").data == {"new": True}
    assert do(follow, request_no="1404", title="پروانه", cursor="b").data == {"new": False}
    shown = do(followed).data
    assert shown == {
        "files": [{"request_no": "1404", "type_label": "پروانه"}], "count": 1,
        "everything": False, "any": True, "of_them": True,
    }  # fmt: skip
    assert do(unfollow, request_no="99") == Rejected("not_followed")
    assert do(unfollow, request_no="1404").data == {"count": 1, "left": False}
    assert do(followed).data["any"] is False


def test_everything_is_a_topic_of_its_own(do):
    do(follow, request_no="all", cursor=None)
    do(follow, request_no="1404", cursor=None)
    shown = do(followed).data
    assert (shown["everything"], shown["count"]) == (True, 1)
    assert do(unfollow, request_no="1404").data == {"count": 1, "left": True}
    assert do(unfollow, request_no="all").data == {"count": 1, "left": False}


def test_nobody_follows_without_being_known_and_anybody_may_end_it(do):
    assert do(follow, None, request_no="1404", cursor=None) == Unavailable()
    do(follow, request_no="1404", cursor=None)
    assert do(unfollow, None, request_no="all").data == {"count": 1, "left": False}


async def test_a_new_subscription_begins_at_the_end_of_the_feed():
    feed = Feed()
    found = await notice_actions(feed)["municipal.notices_end"]({}, Subject("c", ME, NOW, "t"), key="k")
    assert (found.data, feed.asked) == ({"cursor": "2"}, [None, "1"])
    found = await notice_actions(Feed(pages=0))["municipal.notices_end"]({}, Subject("c", ME, NOW, "t"), key="k")
    assert found == Unavailable()
