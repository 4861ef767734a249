"""One turn: one inbound, one transaction. Understands, advances the dialog, runs what belongs inside the
transaction, writes transcript, outbox, calls, timer and state. No network here; who calls it is `bot.worker`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot.actions.base import Actions, Subject
from bot.channels.base import Kind, Reply
from bot.errors import BotError, Code, Defect
from bot.failpoints import hit
from bot.storage import calls, cases, conversations, inbox, messages, outbox, timers
from bot.storage.conversations import Conversation
from bot.storage.inbox import Waiting
from bot.storage.messages import Message
from bot.storage.store import Tx
from bot.transcript import SECRET, citizen_text
from dialogs.effects import Ask, Call, Effect, Outcome, Quote, Say, WakeAt
from dialogs.events import CallAnswered, Event
from dialogs.state import State
from nlu.types import Understander
