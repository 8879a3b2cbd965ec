"""The lists, read once for all tests of persons."""

from __future__ import annotations

import pytest

from woo_desk.detect.persons.lists import Lists, load_lists


@pytest.fixture(scope="session")
def lists() -> Lists:
    return load_lists()
