"""`woo-desk redact`: a file without what had to go, or no file at all."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest

from tests.cli.conftest import Run, Said
from tests.helpers.pdfs import simple_pdf
from tests.helpers.readers import everything_in, plain, texts_of
from woo_desk.errors import ExitCode

NAME = "Sanne Voorbeeld"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    path.write_bytes(
        simple_pdf(
            [["Geachte heer,", f"Met groet, {NAME}"], ["Tweede blad"]],
            metadata={"author": NAME},
        )
    )
    return path


def box_of(path: Path, words: str) -> list[float]:
    with pymupdf.open(path) as document:
        found = [
            pymupdf.Rect(word[:4]) for word in document[0].get_text("words") if word[4] in words
        ]
    whole = found[0]
    for other in found[1:]:
        whole |= other
    return list(whole)


def redact(run: Run, source: Path, boxes: object, *more: str | Path) -> Said:
    listed = source.with_name("vakken.json")
    listed.write_text(boxes if isinstance(boxes, str) else json.dumps(boxes), "utf-8")
    out = source.with_name("uit.pdf")
    return run("redact", source, "--boxes", listed, "--out", out, *more)


def terms(source: Path, content: str) -> Path:
    path = source.with_name("termen.txt")
    path.write_text(content, "utf-8")
    return path


def test_the_words_are_gone_from_every_byte(run: Run, source: Path) -> None:
    boxes = [{"page": 0, "box": box_of(source, NAME), "ground": "5.1.2e"}]
    said = redact(run, source, boxes, "--terms", terms(source, f"{NAME}\n\n"))
    assert said.code == ExitCode.DONE, said.err
    out = source.with_name("uit.pdf")
    assert plain("Voorbeeld") not in everything_in(out)
    for text in texts_of(out).values():
        assert "Geachte heer" in text
        assert "Tweede blad" in text
        assert "5.1.2.e" in text.replace("\n", "")
    assert "uit.pdf" in said.out


def test_a_term_that_survives_elsewhere_leaves_no_file(run: Run, source: Path) -> None:
    boxes = [{"page": 0, "box": box_of(source, NAME), "ground": "5.1.2e"}]
    said = redact(run, source, boxes, "--terms", terms(source, "Tweede blad"))
    assert said.code == ExitCode.RESIDUE_FOUND
    assert "bladzijde 2" in said.err
    assert "Tweede blad" not in said.err + said.out
    assert not source.with_name("uit.pdf").exists()
    assert list(source.parent.glob("*.deel")) == []


def test_an_older_file_stays_when_the_new_one_is_refused(run: Run, source: Path) -> None:
    source.with_name("uit.pdf").write_bytes(b"older")
    said = redact(run, source, [], "--terms", terms(source, "Tweede blad"))
    assert said.code == ExitCode.RESIDUE_FOUND
    assert source.with_name("uit.pdf").read_bytes() == b"older"


@pytest.mark.parametrize(
    "boxes",
    [
        "geen json",
        {"page": 0},
        [{"page": 0, "box": [0, 0, 9], "ground": "5.1.2e"}],
        [{"page": -1, "box": [0, 0, 9, 9], "ground": "5.1.2e"}],
        [{"page": 0, "box": [0, 0, 9, 9], "ground": "9.9.9"}],
        [{"page": 0, "box": [0, 0, 9, 9], "ground": "5.1.2e", "pagina": 3}],
        [{"page": 0, "box": ["0", 0, 9, 9], "ground": "5.1.2e"}],
        [{"page": 0, "box": [5, 5, 5, 9], "ground": "5.1.2e"}],
    ],
)
def test_a_list_of_boxes_that_is_none(run: Run, source: Path, boxes: object) -> None:
    said = redact(run, source, boxes)
    assert said.code == ExitCode.BAD_USAGE
    assert "geen geldige lijst met vakken" in said.err
    assert not source.with_name("uit.pdf").exists()


def test_a_page_that_is_not_there(run: Run, source: Path) -> None:
    said = redact(run, source, [{"page": 2, "box": [0, 0, 9, 9], "ground": "5.1.2e"}])
    assert said.code == ExitCode.BAD_USAGE
    assert "pagina die het document niet heeft" in said.err


@pytest.mark.parametrize("box", [[600, 0, 700, 9], [0, 900, 9, 999], [-9, -9, -1, -1]])
def test_a_box_beside_the_page(run: Run, source: Path, box: list[float]) -> None:
    said = redact(run, source, [{"page": 0, "box": box, "ground": "5.1.2e"}])
    assert said.code == ExitCode.BAD_USAGE
    assert "buiten die bladzijde" in said.err
    assert not source.with_name("uit.pdf").exists()


def test_terms_that_are_no_text(run: Run, source: Path) -> None:
    path = source.with_name("termen.txt")
    path.write_bytes(b"\xff\xfe\xff")
    said = redact(run, source, [], "--terms", path)
    assert said.code == ExitCode.BAD_USAGE
    assert "kan niet als tekst worden gelezen" in said.err


def test_a_target_that_cannot_be_written(run: Run, source: Path) -> None:
    boxes = source.with_name("vakken.json")
    boxes.write_text("[]", "utf-8")
    said = run("redact", source, "--boxes", boxes, "--out", source.parent / "weg" / "uit.pdf")
    assert said.code == ExitCode.BAD_USAGE
    assert "kan niet worden geschreven" in said.err


def test_a_source_that_is_broken(run: Run, source: Path) -> None:
    source.write_bytes(b"%PDF-1.7 en verder niets")
    said = redact(run, source, [])
    assert said.code == ExitCode.DONE_WITH_PROBLEMS
    assert "beschadigd" in said.err
