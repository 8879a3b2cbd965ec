"""One detector for all tests of this folder: reading the lists takes a second."""

from __future__ import annotations

import pytest

from woo_desk.detect.analyse import Detector
from woo_desk.detect.persons.lists import Lists
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.policy import Policy
from woo_desk.usecases.policies import load_policy


@pytest.fixture(scope="session")
def detector() -> Detector:
    return Detector()


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(LegalBasis.WOO)


@pytest.fixture(scope="session")
def lists(detector: Detector) -> Lists:
    return detector.lists
