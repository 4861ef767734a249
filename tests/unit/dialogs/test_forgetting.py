"""Nothing of the citizen stays in the state of a conversation that was forgotten."""

from dialogs.codec import state_to_json
from dialogs.draft import Draft
from dialogs.forgetting import forget
from dialogs.state import Carried, Frame, Mode
from tests.unit.dialogs.conftest import NOW


def test_no_word_of_the_citizen_stays(talk):
    talk.to_confirm()
    state = talk.state._replace(
        queued=("price",),
        shelved=Frame("register", 1, slots={"request_no": "1234567"}),
        carried=Carried(("price",), {"request_no": "1234567"}),
        news=({"line": "1234567"},),
        files=({"ref": "1234567"},),
        in_line=True,
        mode=Mode.BOT,
    )
    draft = Draft(talk.book, state, NOW)
    forget(draft)
    after, effects = draft.finish()
    text = str(state_to_json(after))
    assert "1234567" not in text
    assert "09130000000" not in text
    assert (after.stack, after.identity, after.queued, after.in_line) == ((), None, (), False)
    assert next(getattr(effect, "key", "") for effect in effects) == "common.forgotten"
