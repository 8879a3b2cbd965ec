"""Every value of the domain that people see has a text in `resources/texts/domain.toml`."""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from woo_desk.domain.checks import CheckKey
from woo_desk.domain.document import DatePrecision
from woo_desk.domain.dossier import BlockerKind
from woo_desk.domain.export import BoxStyle
from woo_desk.domain.finding import Proposal, Verdict
from woo_desk.domain.ground import GroundKind, LegalBasis
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.motivation import MotivationRule
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.resources import resource_path
from woo_desk.texts import all_texts, text

TABLES: Mapping[str, type[enum.StrEnum]] = {
    "judgement": Judgement,
    "scope": ScopeOutcome,
    "scope_reason": ScopeReason,
    "blocker": BlockerKind,
    "box_style": BoxStyle,
    "legal_basis": LegalBasis,
    "ground_kind": GroundKind,
    "origin": RedactionOrigin,
    "verdict": Verdict,
    "motivation_rule": MotivationRule,
    "proposal": Proposal,
    "date_precision": DatePrecision,
}


def shipped() -> dict[str, Any]:
    return tomllib.loads(resource_path("texts/domain.toml").read_text("utf-8"))


@pytest.mark.parametrize("table", TABLES)
def test_texts_and_values_match_one_to_one(table: str) -> None:
    told = {key.split(".")[1] for key in all_texts() if key.startswith(f"{table}.")}
    if table == "blocker":  # checks with one kind of their own, and one without a value
        told -= {"inconsistent", *CheckKey} - set(BlockerKind)
    assert told == {value.value for value in TABLES[table]}


@pytest.mark.parametrize("table", TABLES)
def test_two_values_never_read_the_same(table: str) -> None:
    texts = [text(f"{table}.{value.value}") for value in TABLES[table]]
    assert len(set(texts)) == len(texts)


def test_no_table_is_left_over() -> None:
    assert set(shipped()) == set(TABLES)


@pytest.mark.parametrize("kind", BlockerKind)
def test_a_blocker_says_what_is_wrong_and_what_to_do(kind: BlockerKind) -> None:
    wrong, what_now = text(f"blocker.{kind}"), text(f"blocker.{kind}.what_now")
    assert wrong.endswith(".")
    assert what_now.endswith(".")
    assert wrong != what_now


def test_judgements_are_the_texts_that_the_platform_accepts() -> None:
    """Anything else is read there as "niet openbaar", without a warning (domain report 4.3)."""
    assert [text(f"judgement.{value}") for value in Judgement] == [
        "Openbaar",
        "Deels openbaar",
        "Niet openbaar",
        "Reeds openbaar",
    ]
