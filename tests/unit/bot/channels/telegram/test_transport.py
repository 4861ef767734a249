from bot.channels.telegram.transport import FloodWaitError, keyboard, send_fields
from bot.envelopes import Button

YES = Button("بله", "/press:1:0")


def test_a_text_goes_out_plain_so_that_nothing_in_it_can_become_markup():
    fields = send_fields("7", "<b>*متن*</b>", ())
    assert (fields["chat_id"], fields["text"]) == ("7", "<b>*متن*</b>")
    assert "parse_mode" not in fields
    assert "reply_markup" not in fields
    assert fields["link_preview_options"] == {"is_disabled": True}


def test_buttons_keep_their_rows():
    assert keyboard([[YES, YES], [YES]]) == {
        "inline_keyboard": [
            [{"text": "بله", "callback_data": "/press:1:0"}] * 2,
            [{"text": "بله", "callback_data": "/press:1:0"}],
        ]
    }
    assert send_fields("7", "x", [[YES]])["reply_markup"] == keyboard([[YES]])


def test_a_wait_carries_its_seconds():
    assert FloodWaitError(12.5).seconds == 12.5
