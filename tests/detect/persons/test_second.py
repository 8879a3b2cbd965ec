"""The second opinion: sees names in no list, asks only, and leaves alone what the rules know."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from woo_desk.detect.persons.find import find_persons
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.model import SIZE, load_model
from woo_desk.detect.persons.scores import SHOWN
from woo_desk.resources import resource_path

MODEL = resource_path("models") / "persons.bin.gz"


def shown(text: str, lists: Lists) -> dict[str, float]:
    hits = find_persons(text, lists).hits
    return {text[h.start : h.end]: h.score for h in hits if h.score >= SHOWN}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zie ook de mail van Tjelvinde van maandag.", "Tjelvinde"),
        ("Een gesprek tussen Tjelvinde en haar moeder.", "Tjelvinde"),
        ("Vanmiddag sluit Qendra Brandvliet aan.", "Brandvliet"),
    ],
)
def test_sees_names_in_no_list_and_only_asks(text: str, name: str, lists: Lists) -> None:
    found = shown(text, lists)
    assert name in " ".join(found)
    assert max(found.values()) < 0.75
    assert name not in " ".join(shown(text, replace(lists, model=None)))


@pytest.mark.parametrize(
    "text",
    [
        "De Gezinsherenigingsrichtlijn en de RANOV-regeling gelden in Bonaire en China.",
        "Het advies van de RvS en de AVIM is overgenomen.",
        "VERSLAG VAN DE STUURGROEP IN HET KORT",
        "Wij lezen de motie van Omtzigt en de brief aan Ter Apel.",
        "Daarom is de Vreemdelingencirculaire aangepast. Waarbij dan ook. Hetzelfde geldt.",
        "Het Anna van Buerenplein ligt bij het Willem II-terrein.",
    ],
)
def test_leaves_alone_what_is_no_name(text: str, lists: Lists) -> None:
    assert set(shown(text, lists)) == set(shown(text, replace(lists, model=None)))


@pytest.mark.parametrize("code", ["Tjelvinde016a91f3", "Tjelvinde20240117"])
def test_letters_of_a_code_are_no_name(code: str, lists: Lists) -> None:
    """Half of it was redacted, and then found again by the verifier in every other code."""
    assert shown(f"Een gesprek tussen {code} en haar moeder.", lists) == {}


def test_number_of_a_footnote_does_not_hide_a_name(lists: Lists) -> None:
    assert "Tjelvinde" in shown("Een gesprek tussen Tjelvinde2 en haar moeder.", lists)


def test_every_reason_is_told(lists: Lists) -> None:
    (hit,) = find_persons("Een gesprek tussen Tjelvinde en haar moeder.", lists).hits
    assert hit.why_key == "why.person.model"


def test_what_only_the_model_sees_teaches_other_pages_nothing(lists: Lists) -> None:
    assert find_persons("Een gesprek tussen Tjelvinde en haar moeder.", lists).learnt == ()
    assert find_persons("Vanmiddag sluit Qendra Brandvliet aan.", lists).learnt == ()


def test_a_broken_model_is_refused(tmp_path: Path) -> None:
    head, _, weights = gzip.decompress(MODEL.read_bytes()).partition(b"\n")
    assert len(weights) == SIZE
    path = tmp_path / "m.bin.gz"
    path.write_bytes(gzip.compress(head + b"\n" + weights[:-1]))
    with pytest.raises(ValueError, match="size"):
        load_model(path)
    path.write_bytes(MODEL.read_bytes()[:-100])
    with pytest.raises((OSError, EOFError, ValueError)):
        load_model(path)


def test_is_small() -> None:
    assert MODEL.stat().st_size < 15_000_000
