"""Every key that the code names has a text, every text is named, and placeholders get values."""

from __future__ import annotations

import enum
import re
import string
from collections.abc import Iterable, Mapping

import pytest

from tests.house.text_keys import (
    HOLE,
    constants,
    desk_errors,
    literals_passed_to,
    matches,
    said,
    templates,
)
from woo_desk.domain import document, dossier, export, finding, ground, judgement, redaction, scope
from woo_desk.settings import SETTINGS
from woo_desk.texts import all_texts

TEXTS = all_texts()
AREAS = {key.split(".")[0] for key in TEXTS}
KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")

ENUMS: Mapping[str, type[enum.StrEnum]] = {
    "blocker": dossier.BlockerKind,
    "box_style": export.BoxStyle,
    "date_precision": document.DatePrecision,
    "entity": finding.EntityType,
    "ground_kind": ground.GroundKind,
    "hidden": document.HiddenKind,
    "judgement": judgement.Judgement,
    "legal_basis": ground.LegalBasis,
    "origin": redaction.RedactionOrigin,
    "outcome": export.CheckOutcome,
    "problem": document.IntakeProblem,
    "proposal": finding.Proposal,
    "residue": export.ResidueKind,
    "role": finding.Role,
    "second_demand": export.SecondReaderDemand,
    "scope": scope.ScopeOutcome,
    "scope_reason": scope.ScopeReason,
    "verdict": finding.Verdict,
}
"""Keys that are made from the values of an enum."""


def wordings(key: str) -> Iterable[str]:
    entry = TEXTS[key]
    return entry.values() if isinstance(entry, Mapping) else [entry]


def placeholders(key: str) -> set[str]:
    names = {name for w in wordings(key) for _, name, _, _ in string.Formatter().parse(w) if name}
    return names | ({"count"} if isinstance(TEXTS[key], Mapping) else set())


@pytest.mark.parametrize(("prefix", "kind"), ENUMS.items(), ids=ENUMS)
def test_every_value_of_an_enum_has_a_text(prefix: str, kind: type[enum.StrEnum]) -> None:
    missing = [
        f"{prefix}.{value.value}" for value in kind if f"{prefix}.{value.value}" not in TEXTS
    ]
    assert not missing, missing


@pytest.mark.parametrize("prefix", ["problem", "blocker"])
def test_what_stops_the_user_says_what_to_do(prefix: str) -> None:
    missing = [v.value for v in ENUMS[prefix] if f"{prefix}.{v.value}.what_now" not in TEXTS]
    assert not missing, missing


def test_every_key_said_has_a_text_and_its_values() -> None:
    wrong = []
    for call in said():
        if HOLE in call.key:
            if not any(matches(call.key, key) for key in TEXTS):
                wrong.append(f"{call.place}: no text like {call.key.replace(HOLE, '{}')}")
        elif call.key not in TEXTS:
            wrong.append(f"{call.place}: no text {call.key}")
        elif call.arguments is not None and not placeholders(call.key) <= call.arguments:
            missing = placeholders(call.key) - call.arguments
            wrong.append(f"{call.place}: {call.key} needs {sorted(missing)}")
    assert not wrong, "\n".join(wrong)


def test_every_error_has_two_texts_and_their_values() -> None:
    wrong = []
    for call in desk_errors():
        for key in (f"error.{call.key}", f"error.{call.key}.what_now"):
            if key not in TEXTS:
                wrong.append(f"{call.place}: no text {key}")
            elif call.arguments is not None and not placeholders(key) <= call.arguments:
                wrong.append(f"{call.place}: {key} needs {sorted(placeholders(key))}")
    assert not wrong, "\n".join(wrong)


def test_every_constant_that_looks_like_a_key_is_one() -> None:
    """A key may also be the beginning of keys: "gui.welcome" for f"{key}.heading"."""
    wrong = [
        f"{place}: {value}"
        for value, place in constants().items()
        if KEY.fullmatch(value)
        and value.split(".")[0] in AREAS
        and not value.endswith((".toml", ".json", ".pdf", ".csv", ".xlsx", ".txt"))
        and not any(key == value or key.startswith(f"{value}.") for key in TEXTS)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("function", "prefix"), [("Stage", "stage."), ("step", "step."), ("transact", "")]
)
def test_every_stage_and_step_has_a_name(function: str, prefix: str) -> None:
    found = literals_passed_to(function)
    missing = {key: place for key, place in found.items() if f"{prefix}{key}" not in TEXTS}
    assert not missing, missing


def test_every_setting_has_a_name_and_an_explanation() -> None:
    keys = [key for s in SETTINGS for key in (s.text_key, f"{s.text_key}.help")]
    assert [key for key in keys if key not in TEXTS] == []


def test_every_text_is_named_somewhere() -> None:
    known, anchored, suffixes = set(constants()), [], []
    for template in filter(lambda found: HOLE in found, templates()):
        head, *_, tail = template.split(HOLE)
        if KEY.fullmatch(f"{head}x") and head.split(".")[0] in AREAS:
            anchored.append(template)
        elif template.count(HOLE) == 1 and not head and re.fullmatch(r"(\.[a-z_]+)+", tail):
            suffixes.append(tail)

    def is_named(key: str) -> bool:
        area, _, rest = key.partition(".")
        by_value = area in ENUMS and rest in set(ENUMS[area])
        by_tail = area in ("error", "stage", "step", "setting") and rest in known
        if key in known or by_value or by_tail or any(matches(a, key) for a in anchored):
            return True
        return any(key.endswith(s) and is_named(key.removesuffix(s)) for s in suffixes)

    def is_begun(key: str) -> bool:  # "gui.welcome" in the code, f"{key}.heading" beside it
        return any(key.endswith(s) and key.removesuffix(s) in known for s in suffixes)

    settings = {key for s in SETTINGS for key in (s.text_key, f"{s.text_key}.help")}
    settings |= {f"{s.text_key}.choice.{choice}" for s in SETTINGS for choice in s.choices}
    unused = [k for k in TEXTS if k not in settings and not is_named(k) and not is_begun(k)]
    assert not unused, "\n".join(unused)


def test_texts_are_clean() -> None:
    wrong = [
        key
        for key in TEXTS
        for wording in wordings(key)
        if not wording.strip() or wording != wording.strip()
    ]
    assert not wrong, wrong


def test_plurals_have_both_forms_with_the_same_values() -> None:
    for key, entry in TEXTS.items():
        if isinstance(entry, Mapping):
            forms = [
                {name for _, name, _, _ in string.Formatter().parse(entry[form]) if name}
                - {"count"}
                for form in ("one", "other")
            ]
            assert forms[0] == forms[1], key
