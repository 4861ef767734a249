"""Which unit tests are slow: those that say so (`pytestmark`), and those that need something learned from data."""

import pytest

LEARNED = {"harvested", "tables", "tiny_model", "foreign_model", "own"}
"""Fixtures that learn: tables of words, small models."""


def pytest_collection_modifyitems(items):
    for item in items:
        if LEARNED.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
