"""The shipped example is what the generator makes: nobody changed a file or a truth by hand."""

from __future__ import annotations

import functools
import json

import pymupdf
import pytest

from tests.helpers.voorbeeld.decisions import decisions_toml
from tests.helpers.voorbeeld.dossier import build_dossier, made_with, truth_json
from tests.helpers.voorbeeld.truth import Made
from woo_desk.resources import resource_path

AGAIN = "run: python -m tests.helpers.voorbeeld"


@functools.cache
def example() -> tuple[Made, ...]:
    return tuple(build_dossier())


def test_the_folder_holds_the_dossier_and_nothing_else() -> None:
    beside = {"README.md", "waarheid.json", "besluiten.toml"}
    shipped = {path.name for path in resource_path("voorbeeld").iterdir()}
    assert shipped == {made.name for made in example()} | beside, AGAIN


def test_the_truth_is_up_to_date() -> None:
    shipped = json.loads(resource_path("voorbeeld/waarheid.json").read_text("utf-8"))
    assert shipped["files"] == json.loads(truth_json(list(example())))["files"], AGAIN


def test_the_decisions_are_up_to_date() -> None:
    shipped = resource_path("voorbeeld/besluiten.toml").read_text("utf-8")
    assert shipped == decisions_toml(list(example())), AGAIN


def test_the_pages_read_the_same() -> None:
    for made in example():
        shipped = resource_path(f"voorbeeld/{made.name}").read_bytes()
        assert texts(made.name, shipped) == texts(made.name, made.data), f"{made.name}: {AGAIN}"


def texts(name: str, data: bytes) -> list[str]:
    if name.endswith(".txt"):
        return [data.decode("utf-8")]
    return [page.get_text() for page in pymupdf.open(stream=data, filetype="pdf")]


def test_the_bytes_are_the_same() -> None:
    """Holds for the versions that the files were made with; others may compress differently."""
    shipped = json.loads(resource_path("voorbeeld/waarheid.json").read_text("utf-8"))
    if shipped["made_with"] != made_with():
        pytest.skip(f"made with {shipped['made_with']}, here is {made_with()}")
    for made in example():
        assert resource_path(f"voorbeeld/{made.name}").read_bytes() == made.data, (
            f"{made.name}: {AGAIN}"
        )
