"""The catalogue of grounds that ships, and what a maintainer's mistake in it leads to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from woo_desk.domain.ground import GroundKind, LegalBasis, UnknownGroundError
from woo_desk.domain.ids import GroundCode
from woo_desk.resources import resource_path
from woo_desk.usecases.grounds import load_grounds, read_grounds

ONE_OF_EACH_BASIS = """
[[ground]]
code = "5.1.2e"
label = "5.1.2.e"
short_text = "kort"
full_text = "lang"
kind = "relative"
bases = ["woo"]
needs_motivation = true
five_year_rule = true

[[ground]]
code = "persoonsgegevens"
label = "persoonsgegevens"
short_text = "kort"
full_text = "lang"
kind = "legend"
bases = ["art68"]
needs_motivation = false
five_year_rule = false
"""


def test_the_shipped_catalogue_is_read_once() -> None:
    assert load_grounds() is load_grounds()


def test_codes_of_the_receiving_platform_are_all_there(shared: Path) -> None:
    facts = json.loads((shared / "grounds.json").read_text("utf-8"))
    woo = {ground.code for ground in load_grounds().of_basis(LegalBasis.WOO)}
    of_platform = set(facts["_meta"]["platform_api_allowed"])
    wob = {row["canonical_label"] for row in facts["wob_legacy"]}
    assert of_platform - wob - {"dubbel"} <= woo


def test_five_year_rule_is_as_studied(shared: Path) -> None:
    facts = json.loads((shared / "grounds.json").read_text("utf-8"))["grounds"]
    expected = {row["canonical_label"]: row["five_year_rule_5_3"] for row in facts}
    for ground in load_grounds().of_basis(LegalBasis.WOO):
        assert ground.five_year_rule == expected[ground.code], ground.code


def test_printed_label_differs_from_the_code_by_one_dot_at_most() -> None:
    for ground in load_grounds():
        assert re.sub(r"\.(?=[a-i]$)", "", ground.label) == ground.code


@pytest.mark.parametrize(
    ("code", "kind", "label"),
    [
        ("5.1.1d", GroundKind.ABSOLUTE, "5.1.1.d"),
        ("5.1.2e", GroundKind.RELATIVE, "5.1.2.e"),
        ("5.1.5", GroundKind.RESIDUAL, "5.1.5"),
        ("5.2", GroundKind.SPECIAL, "5.2"),
        ("buiten reikwijdte", GroundKind.LEGEND, "buiten reikwijdte"),
    ],
)
def test_ground_has_the_kind_that_the_law_gives_it(code: str, kind: GroundKind, label: str) -> None:
    ground = load_grounds().get(GroundCode(code))
    assert (ground.kind, ground.label) == (kind, label)


def test_only_lid_5_is_residual() -> None:
    residual = [ground.code for ground in load_grounds() if ground.kind is GroundKind.RESIDUAL]
    assert residual == ["5.1.5"]


def test_art_68_has_no_label_of_the_woo() -> None:
    labels = [ground.label for ground in load_grounds().of_basis(LegalBasis.ART_68_GW)]
    assert labels == ["belang van de staat", "persoonsgegevens", "buiten reikwijdte"]


def test_unknown_code_is_an_error() -> None:
    with pytest.raises(UnknownGroundError):
        load_grounds().get(GroundCode("5.1.2z"))


def test_codes_are_listed_in_the_order_of_the_law() -> None:
    codes = [GroundCode(code) for code in ("5.2", "5.1.2e", "5.1.1e", "5.1.2e")]
    assert load_grounds().sorted_codes(codes) == ("5.1.1e", "5.1.2e", "5.2")


def test_shipped_texts_are_sentences_of_our_own_length() -> None:
    for ground in load_grounds():
        assert len(ground.short_text) <= 60, ground.code
        assert ground.full_text.endswith("."), ground.code


def test_a_sound_text_is_read() -> None:
    assert [ground.code for ground in read_grounds(ONE_OF_EACH_BASIS)] == [
        "5.1.2e",
        "persoonsgegevens",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('code = "persoonsgegevens"', 'code = "5.1.2e"', "twice"),
        ('label = "persoonsgegevens"', 'label = "5.1.2.e"', "twice"),
        ('label = "persoonsgegevens"', 'label = "5.1.2e"', "under art. 68"),
        ('bases = ["art68"]', 'bases = ["woo"]', "no ground for art68"),
        ('bases = ["woo"]', "bases = []", "no legal basis"),
        ('short_text = "kort"', 'short_text = " kort"', "space around"),
        ("needs_motivation = true", "needs_motivation = false", "lid 3"),
        ("five_year_rule = false", "five_year_rule = true", "art. 5.3"),
        ('kind = "legend"', 'kind = "legende"', "legende"),
        ("five_year_rule = false", "", "five_year_rule"),
        ("five_year_rule = false", "five_year_rule = false\nnote = 1", "unknown fields"),
        ('code = "5.1.2e"', "code = 5.1", "str"),
    ],
)
def test_a_mistake_in_the_file_is_refused(right: str, wrong: str, complaint: str) -> None:
    assert right in ONE_OF_EACH_BASIS
    with pytest.raises(ValueError, match=re.escape(complaint)):
        read_grounds(ONE_OF_EACH_BASIS.replace(right, wrong))


def test_the_shipped_file_holds_no_field_that_the_catalogue_lacks() -> None:
    text = resource_path("grounds.toml").read_text("utf-8")
    assert [ground.code for ground in read_grounds(text)] == [g.code for g in load_grounds()]
