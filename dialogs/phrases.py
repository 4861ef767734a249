"""The texts the program says itself, outside any service, with what each is given. `check` holds
`texts/common.fa.yaml` to it in both directions."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.events import WHY_REFUSED
from dialogs.validators import VALIDATORS

UNSUPPORTED = (
    *("sticker", "voice", "video", "location", "contact", "edited", "poll"),
    *("empty", "emoji", "too_long", "unreadable", "other"),
)

_TITLE = ("title",)
ENGINE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *(
                "greeting_new",
                "greeting_returning",
                "menu",
                "anything_else",
                "closing",
                "go_ahead",
                "ask_away",
                "goodbye",
                "noted",
                "not_known",
                "several_fit",
                "one_at_a_time",
                "hold",
                "asked_back",
                "unknown_word",
                "crisis",
                "danger",
                "card_number",
                "swapped",
                "calm_boundary",
                "not_yours",
                "satisfaction",
                "satisfied",
                "unsatisfied",
                "meant_which_amount",
                "sorry",
                "restarted",
                "hello",
                "thanks",
                "chitchat",
                "about_me",
            ),
            *("answer_yes", "answer_no", "human", "continue", "cancel", "clarification_none"),
            *(
                "nothing_to_cancel",
                "cancel_too_late",
                "from_home",
                "flow_changed",
                "flow_gone",
                "expired",
                "restart_confirm",
                "restart_kept",
            ),
            *("nothing_to_repeat", "explain_fallback", "explain_confirm", "back_not_possible", "skip_not_possible"),
            *(
                "skipped",
                "dont_know_hint",
                "correct_what",
                "confirm_change",
                "not_this_one",
                "none_of_list",
                "cannot_change",
                "clarification",
            ),
            *("cannot_handle_1", "cannot_handle_2", "cannot_handle_3", "out_of_scope", "not_available_yet"),
            *("out_of_scope_meanwhile", "not_ours_again", "not_yes_or_no", "words_wanted"),
            *("invalid", "choose_one", "ambiguous_value", "attempts_used", "still_processing", "call_checking"),
            *(
                "call_unavailable",
                "call_rejected",
                "identity_expired",
                "stale_button",
                "file_not_needed",
                "file_needed",
                "file_kept",
                "file_next",
                "file_let_go",
                "files_left",
                "file_coming",
                "file_refused_too_many",
                *(f"file_refused_{why}" for why in WHY_REFUSED),
            ),
            *("location_for_what", "location_not_needed", "location_outside", "location_shared"),
            *(
                "internal_error",
                "internal_error_stuck",
                "internal_error_not_confirmed",
                "handoff_failed",
                "still_waiting",
                "left_queue",
                "meanwhile",
                "another_report",
                "desk_phone",
                *("asks_queue", "all_of_them", "asks_place_in_line", "asks_bot", "asks_desk_phone", "asks_telling"),
                *("asks_another", "asks_remote", "asks_no_visit", "asks_papers", "asks_us"),
                *("asks_joint", "asks_attorney", "asks_tenant", "asks_kin"),
                *("asks_hold", "asks_none", "asks_only_told", "asks_change", "asks_add", "asks_off", "before_off"),
                *("asks_number", "asks_number_beside", "asks_withdraw", "asks_no_more", "asks_withdrawable"),
                *("asks_register_again", "asks_paid", "asks_sign_in", "asks_sign_in_alone"),
                *("asks_sign_in_answer", "asks_mobile_answer"),
                "points_to_property",
                "forgotten",
            ),
            *(f"unsupported_{kind}" for kind in UNSUPPORTED),
            *(f"invalid_{name}" for name in VALIDATORS),
        ),
        (),
    ),
    **dict.fromkeys(
        (
            "cancelled",
            "cancelled_after_call",
            "cancelled_sent",
            "resume",
            "goodbye_kept",
            "taken_as",
            "clarification_one",
        ),
        _TITLE,
    ),
    **dict.fromkeys(
        ("resume_offer", "queued_too", "queued_next", "too_deep", "sign_in_failed", "sign_in_serves"), _TITLE
    ),
    **dict.fromkeys(("late_done", "late_rejected", "late_not_done"), _TITLE),
    **dict.fromkeys(
        ("handoff_waiting", "handoff_waiting_offline", "handoff_still", "handoff_still_offline"),
        ("case_no", "position"),
    ),
    **dict.fromkeys(("staff_joined", "staff_released", "staff_closed"), ("staff",)),
    **dict.fromkeys(("meant_amount", "meant_code", "meant_district_no", "meant_nine"), ("value",)),
    **dict.fromkeys(("meant_district", "meant_other_district"), ("name", "value")),
    "meant_which_district": ("name",),
    "wrong_file": ("kinds",),
    "file_too_big": ("most_mb",),
    "news": ("line",),
    "news_several": ("notices",),
    "news_waited": ("request_no", "title", "days", "todo"),
    "queued": ("title", "first"),
    "queued_in_doubt": ("title", "first"),
    **dict.fromkeys(("corrected", "meant_carried"), ("label", "value")),
    "corrected_plain": ("value",),
    "told_beside": ("lines",),
}
OPTIONAL_PREFIXES = ("slot_", "invalid_", "asks_")
"""Names of slots, particular complaints, and what services share to answer in between: used when they are there."""
OUTSIDE = frozenset({"flood", "second_tab"})
"""Said by the channels, not by the engine."""
