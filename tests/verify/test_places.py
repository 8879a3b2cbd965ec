from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import woo_desk.verify
from woo_desk import texts
from woo_desk.domain.export import Residue, ResidueKind
from woo_desk.verify.places import grouped, in_words

ENGLISH = (
    "object", "laid out", "printed label", "legend", "spaces", "name table", "after its data",
    "encryption", "repaired", "not made", "trailer", "unknown kind", "comment", "nobody",
    "beyond", "unused", "characters", "pages", "revisions", "line ", "field ", "entry ", "shared",
    "paragraph", "cell ",
)  # fmt: skip
"""What the technical terms are made of, and no Dutch sentence is."""


def _constant(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values
        )
    return ""


def places() -> Iterator[str]:
    """Every place that the verifier can name, numbers filled in."""
    for path in sorted(Path(woo_desk.verify.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            found = [word.value for word in node.keywords if word.arg == "place"]
            if isinstance(node.func, ast.Name) and node.func.id == "Value":
                found += node.args[1:2]
            said = (_constant(each).replace("unused 7", "unused /Pattern") for each in found)
            yield from filter(None, said)


@pytest.mark.parametrize("place", sorted(set(places())))
def test_every_place_is_said_in_dutch(place: str) -> None:
    said = in_words(place, texts.text)
    assert said
    assert not [word for word in ENGLISH if word in said.replace("legenda", "")], said


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("object 12 /URI", "onderdeel 12 /URI"),
        ("object 7, unused /XObject", "onderdeel 7, niet gebruikt /XObject"),
        ("trailer /Info", "aan het eind van het bestand /Info"),
        ("line 3, field 2", "regel 3, veld 2"),
        ("content.xml cell 9", "content.xml cel 9"),
        ("sheet1.xml B7", "sheet1.xml B7"),
        ("$.files[0].path", "$.files[0].path"),
        ("ValueError", "ValueError"),
        ("", ""),
    ],
)
def test_a_place_in_words(place: str, expected: str) -> None:
    assert in_words(place, texts.text) == expected


def test_english_for_who_chose_that() -> None:
    texts.set_language("en")
    try:
        assert in_words("laid out again", texts.text) == "in lines that were laid out again"
    finally:
        texts.set_language(texts.DUTCH)


def test_one_line_for_each_kind_and_page_however_many_checks_found_it() -> None:
    one = Residue(ResidueKind.TEXT, "a.pdf", 0, place="object 1")
    again = Residue(ResidueKind.TEXT, "a.pdf", 0, place="object 1")
    other = Residue(ResidueKind.TEXT, "a.pdf", 0, place="object 2")
    bare = Residue(ResidueKind.TEXT, "a.pdf", 0)
    elsewhere = Residue(ResidueKind.TEXT, "a.pdf", 1)
    assert grouped([one, bare, again, other, elsewhere], texts.dutch_text) == [
        ("a.pdf", ResidueKind.TEXT, 0, "onderdeel 1; onderdeel 2"),
        ("a.pdf", ResidueKind.TEXT, 1, ""),
    ]
