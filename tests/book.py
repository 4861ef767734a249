"""The book of the real services, loaded once in a process: tests only read it."""

from bot.wiring.program import DIALOGS
from dialogs.book import load_book

BOOK = load_book(DIALOGS)
