"""A letter in the package: a leak planted in each place where a docx can hold words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.letters import Block, BlockKind, Letter, LetterKind
from woo_desk.publication.letter_docx import write_letter
from woo_desk.verify.folder import verify_folder

NAME = "Kwartelmans"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter(*words: str) -> Letter:
    blocks = [Block(BlockKind.TEXT, each) for each in words]
    table = Block(BlockKind.TABLE, rows=(("Nr.", "Wat"), ("0001", "nota")))
    return Letter(LetterKind.DECISION, "Besluit", (*blocks, table))


def kinds(folder: Path, *terms: str) -> set[Kind]:
    checked = verify_folder(folder, terms or (NAME,), ())
    return {residue.kind for each in checked for residue in each.residues}


def planted(path: Path, part: str, old: str, new: str) -> None:
    """Rewrite one part of the package."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as goal:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            goal.writestr(name, data)
    path.write_bytes(target.getvalue())


def test_a_letter_of_ours_is_clean_whatever_is_looked_for_beside_it(tmp_path: Path) -> None:
    write_letter(letter("Geachte heer,"), tmp_path / "a.docx")
    assert kinds(tmp_path, NAME, "Light", "Accent", "Cambria", "Intense") == set()


@pytest.mark.parametrize("words", [NAME, f"van {NAME}.", "Kwartel\nmans".replace("\n", "")])
def test_words_in_a_paragraph(tmp_path: Path, words: str) -> None:
    write_letter(letter(words), tmp_path / "a.docx")
    assert kinds(tmp_path) == {Kind.CELL}


def test_words_in_a_cell_and_in_the_properties(tmp_path: Path) -> None:
    table = Block(BlockKind.TABLE, rows=(("a",), (NAME,)))
    write_letter(Letter(LetterKind.NOTE, "x", (table,)), tmp_path / "a.docx")
    assert kinds(tmp_path) == {Kind.CELL}
    write_letter(Letter(LetterKind.NOTE, NAME, ()), tmp_path / "a.docx")
    assert kinds(tmp_path) == {Kind.CELL}


@pytest.mark.parametrize(
    "leak",
    [
        "<w:r><w:t>Kwartel</w:t></w:r><w:r><w:t>mans</w:t></w:r>",
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{NAME}</w:t></w:r>",
        f"<w:del w:id='1'><w:r><w:delText>{NAME}</w:delText></w:r></w:del>",
        f"<w:r><w:instrText> AUTHOR {NAME} </w:instrText></w:r>",
        f"<w:bookmarkStart w:id='1' w:name='{NAME}'/>",
        f"<!-- {NAME} -->",
    ],
)
def test_words_that_a_reader_does_not_see(tmp_path: Path, leak: str) -> None:
    path = tmp_path / "a.docx"
    write_letter(letter("plaats"), path)
    planted(path, "word/document.xml", "<w:r><w:t>plaats</w:t></w:r>", leak)
    assert kinds(tmp_path) == {Kind.CELL}


@pytest.mark.parametrize("part", ["word/comments.xml", "word/media/a.png", "customXml/item1.xml"])
def test_a_part_that_a_letter_does_not_need(tmp_path: Path, part: str) -> None:
    path = tmp_path / "a.docx"
    write_letter(letter("x"), path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"<a/>")
    assert kinds(tmp_path) == {Kind.CELL}


@pytest.mark.parametrize("mark", ["<w:ins w:id='1'/>", "<w:drawing/>", "<w:altChunk/>"])
def test_an_element_that_a_letter_does_not_need(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.docx"
    write_letter(letter("plaats"), path)
    planted(path, "word/document.xml", "<w:t>plaats</w:t>", mark)
    assert kinds(tmp_path) == {Kind.CELL}


def test_a_template_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_letter(letter("x"), path)
    link = '<Relationship Id="rIdX" Type="x" Target="file:///x" TargetMode="External"/>'
    planted(path, "word/_rels/document.xml.rels", "</Relationships>", f"{link}</Relationships>")
    assert kinds(tmp_path) == {Kind.CELL}
