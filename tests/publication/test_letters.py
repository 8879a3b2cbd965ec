"""Templates are data, and a letter is the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from woo_desk.domain.letters import Block, BlockKind, Letter, LetterKind
from woo_desk.errors import UsageError
from woo_desk.publication.letter_docx import write_letter
from woo_desk.publication.letter_template import (
    Material,
    fill,
    read_template,
    shipped_template,
)

FILLED = Material(
    {"naam": "Vos", "leeg": ""},
    {"rijen": [{"a": "1", "b": "x"}, {"a": "2", "b": "y"}], "niets": []},
    {"besluit.eigen": "Eigen woorden."},
)


def made(sections: str, kind: LetterKind = LetterKind.DECISION) -> Letter:
    return fill(kind, read_template(kind, f'titel = "Aan {{naam}}"\n{sections}'), FILLED)


def test_a_section_has_heading_text_list_and_table() -> None:
    letter = made(
        '[[sectie]]\nsleutel="a"\nkop="Kop {naam}"\ntekst="een\\n\\ntwee"\nlijst="rijen"\n'
        'regel="{a}: {naam}"\ntabel="rijen"\nkolommen=[["A","{a}"],["B","{b}"]]\n',
    )
    assert letter.title == "Aan Vos"
    assert letter.blocks == (
        Block(BlockKind.TITLE, "Aan Vos"),
        Block(BlockKind.HEADING, "Kop Vos"),
        Block(BlockKind.TEXT, "een"),
        Block(BlockKind.TEXT, "twee"),
        Block(BlockKind.ITEM, "1: Vos"),
        Block(BlockKind.ITEM, "2: Vos"),
        Block(BlockKind.TABLE, rows=(("A", "B"), ("1", "x"), ("2", "y"))),
    )


def test_a_section_is_left_out_when_there_is_nothing_to_tell() -> None:
    sections = (
        '[[sectie]]\nsleutel="a"\nals="niets"\nkop="x"\n[[sectie]]\nsleutel="b"\nals="leeg"\n'
    )
    assert len(made(sections).blocks) == 1


def test_what_is_lacking_is_marked_and_named() -> None:
    letter = made('[[sectie]]\nsleutel="a"\nkop="Zoekslag"\nnodig="leeg"\ntekst="{leeg}"\n')
    assert letter.gaps == ("Zoekslag",)
    assert "Nog invullen" in letter.blocks[-1].text


def test_a_dossier_has_words_of_its_own() -> None:
    letter = made('[[sectie]]\nsleutel="eigen"\neigen_tekst=true\ntekst="iets"\n')
    assert letter.blocks[-1].text == "Eigen woorden."
    assert letter.gaps == ()


@pytest.mark.parametrize(
    "wrong",
    [
        '[[sectie]]\nsleutel="a"\ntekst="{onbekend}"\n',
        '[[sectie]]\nsleutel="a"\ntekst="{naam.__class__}"\n',
        '[[sectie]]\nsleutel="a"\ntekst="{naam!r}"\n',
        '[[sectie]]\nsleutel="a"\ntekst="{naam:>9}"\n',
        '[[sectie]]\nsleutel="a"\ntekst="los { haakje"\n',
        '[[sectie]]\nsleutel="a"\nlijst="onbekend"\n',
        '[[sectie]]\nsleutel="a"\nverkeerd=1\n',
        "[[sectie]]\n",
        "geen toml",
    ],
)
def test_a_template_that_is_wrong_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError) as error:
        made(wrong)
    assert error.value.key == "template_wrong"


@pytest.mark.parametrize("kind", list(LetterKind))
def test_our_own_templates_can_be_read(kind: LetterKind) -> None:
    assert read_template(kind, shipped_template(kind)).sections


def test_the_note_has_the_sections_of_a_decision_note() -> None:
    headings = [
        section.heading
        for section in read_template(LetterKind.NOTE, shipped_template(LetterKind.NOTE)).sections
    ]
    wanted = (
        "Aanleiding", "Geadviseerd besluit", "Kernpunten", "Politieke context", "Krachtenveld",
        "Informatie die niet openbaar gemaakt kan worden",
    )  # fmt: skip
    for name in wanted:
        assert any(heading.endswith(name) for heading in headings)


def test_the_same_letter_is_the_same_bytes_and_can_be_read_back(tmp_path: Path) -> None:
    letter = Letter(
        LetterKind.NOTE,
        "Nota",
        (
            Block(BlockKind.HEADING, "Kop"),
            Block(BlockKind.TEXT, "regel een\nregel twee\x00"),
            Block(BlockKind.PAGE),
            Block(BlockKind.TABLE, rows=(("a", "b"), ("1", "2"))),
        ),
    )
    for name in ("a.docx", "b.docx"):
        write_letter(letter, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    back = docx.Document(str(tmp_path / "a.docx"))
    assert [p.text for p in back.paragraphs if p.text.strip()] == ["Kop", "regel een\nregel twee"]
    assert [[cell.text for cell in row.cells] for row in back.tables[0].rows] == [
        ["a", "b"], ["1", "2"],
    ]  # fmt: skip
    assert back.core_properties.author == ""
    assert back.core_properties.title == "Nota"


def test_a_house_style_gives_its_header_and_not_its_words(tmp_path: Path) -> None:
    house = docx.Document()
    house.add_paragraph("oude tekst")
    house.sections[0].header.paragraphs[0].text = "Ministerie"
    house.save(str(tmp_path / "huisstijl.docx"))
    letter = Letter(LetterKind.NOTE, "Nota", (Block(BlockKind.TEXT, "nieuw"),))
    write_letter(letter, tmp_path / "a.docx", (tmp_path / "huisstijl.docx").read_bytes())
    back = docx.Document(str(tmp_path / "a.docx"))
    assert [p.text for p in back.paragraphs] == ["nieuw"]
    assert back.sections[0].header.paragraphs[0].text == "Ministerie"


def test_a_house_style_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_letter(Letter(LetterKind.NOTE, "x", ()), tmp_path / "a.docx", b"geen docx")
