from __future__ import annotations

import itertools
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from tests.helpers.letters import AFTER, BEFORE, WITH_NAME, letter, marks_of
from tests.helpers.pdfs import PdfBuilder, scanned_pdf, simple_pdf
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.redact import Redacted, redact_pdf

NAMES = ("P. Bos", "E.M. de Vries-Oosterkamp", "Jan Willem van der Lubbe", "A. Aa")


def run(pdf: bytes, marks: tuple[Mark, ...], output: Path, terms: tuple[str, ...] = ()) -> Redacted:
    return redact_pdf(pdf, marks, terms, style=BoxStyle.BLACK, title="t", output=output)


def words_of(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [word for page in document for word in page.get_text().split() if word != "5.1.2e"]


def outputs(paragraph: str, folder: Path, *, justified: bool, before: str = BEFORE) -> set[bytes]:
    found = set()
    for name in NAMES:
        made = letter([before, paragraph.format(name), AFTER], [name], justified=justified)
        result = run(made.pdf, made.marks, folder / "uit.pdf", (name,))
        assert result.fallbacks == ()
        found.add((folder / "uit.pdf").read_bytes())
    return found


@pytest.mark.parametrize("justified", [True, False])
@pytest.mark.parametrize(
    "paragraph",
    [
        WITH_NAME,
        "{} heeft daarover gebeld. " + WITH_NAME[49:],
        "Over de uitvoering van de regeling en over de gevolgen ervan voor het werk is vorige "
        "week ({}) gesproken, en toen is het volgende besloten.",
        "Geachte {},",
        "Groet van {}",
    ],
    ids=["midden", "begin", "einde van een regel", "aanhef", "einde"],
)
def test_every_name_gives_the_same_file(paragraph: str, justified: bool, tmp_path: Path) -> None:
    assert len(outputs(paragraph, tmp_path, justified=justified)) == 1


def test_without_the_option_the_files_differ(tmp_path: Path) -> None:
    files = set()
    for name in NAMES:
        made = letter([BEFORE, WITH_NAME.format(name)], [name], hides_width=False)
        run(made.pdf, made.marks, tmp_path / "uit.pdf", (name,))
        files.add((tmp_path / "uit.pdf").read_bytes())
    assert len(files) == len(NAMES)


def test_words_stay_in_order_and_several_names_on_a_line_have_one_width(tmp_path: Path) -> None:
    text = "Er spraken {}, {} en {} met de minister over dit ene punt van de hele lijst."
    made = letter([BEFORE, text.format(*NAMES), AFTER], NAMES[:3], justified=True)
    result = run(made.pdf, made.marks, tmp_path / "uit.pdf", NAMES[:3])
    said = text.replace("{}", "").split()
    assert words_of(tmp_path / "uit.pdf") == [*BEFORE.split(), *said, *AFTER.split()]
    boxes = [box for mark in result.written for box in mark.boxes]
    assert len(boxes) == 3
    assert len({round(box.width, 1) for box in boxes}) == 1
    assert result.moved


def test_what_a_wide_gap_pushes_out_is_told_as_moved(tmp_path: Path) -> None:
    """The comma of "Beste Bo," went beyond the old end of its line, and the file was refused."""
    made = letter([BEFORE, "Beste Bo,", AFTER], ["Bo"])
    result = run(made.pdf, made.marks, tmp_path / "uit.pdf", ("Bo",))
    with pymupdf.open(tmp_path / "uit.pdf") as document:
        words = document[0].get_text("words")
    [comma] = [word for word in words if word[4] == ","]
    assert comma[0] >= made.marks[0].boxes[0].x1 + 5
    assert any(moved.box.x0 <= comma[0] and comma[2] <= moved.box.x1 for moved in result.moved)


def test_a_name_over_two_rows_becomes_one_box(tmp_path: Path) -> None:
    start = "Over de uitvoering van de regeling en de gevolgen is overlegd met de directeur Jan "
    made = letter([start + "Oosterkamp die het ermee eens was.", AFTER, BEFORE], ["Jan Oosterkamp"])
    assert len(made.marks[0].boxes) == 2
    result = run(made.pdf, made.marks, tmp_path / "uit.pdf", ("Oosterkamp",))
    assert result.fallbacks == ()
    assert [len(mark.boxes) for mark in result.written] == [1]


def test_a_name_marked_twice_moves_with_its_twin(tmp_path: Path) -> None:
    made = letter([BEFORE, WITH_NAME.format(NAMES[0])], NAMES[:1])
    result = run(made.pdf, made.marks * 2, tmp_path / "uit.pdf", NAMES[:1])
    assert result.fallbacks == ()
    assert result.written[0].boxes == result.written[1].boxes


def test_another_redaction_on_the_line_moves_along(tmp_path: Path) -> None:
    text = "Bel voor vragen met Jan Oosterkamp op 06-12345678 of met het loket van de directie."
    made = letter([BEFORE, text, AFTER], ["Jan Oosterkamp"])
    phone = marks_of(made.pdf, ["06-12345678"], hides_width=False, label="5.1.2.e")
    result = run(made.pdf, (*made.marks, *phone), tmp_path / "uit.pdf", ("Oosterkamp",))
    (box,) = (mark.boxes[0] for mark in result.written if not mark.hides_width)
    assert box.x0 < phone[0].boxes[0].x0
    assert box.width == pytest.approx(phone[0].boxes[0].width, abs=0.2)
    assert "12345678" not in " ".join(words_of(tmp_path / "uit.pdf"))


@pytest.mark.parametrize("words", [9, 10, 11, 12], ids=lambda words: f"{words} woorden ervoor")
def test_an_account_number_of_several_words_stays_within_the_column(
    words: int, tmp_path: Path
) -> None:
    """Each of its words got a box as wide as the whole number, out of both margins (a letter)."""
    number = "NL02 ABNA 0123 4567 89"
    start = " ".join(["rekening"] * words)
    text = f"Jan Oosterkamp vroeg {start} {number} te gebruiken voor wat nog betaald moet worden."
    made = letter([BEFORE, text, AFTER], ["Jan Oosterkamp"])
    account = marks_of(made.pdf, [number], hides_width=False, label="5.1.2.e")
    result = run(made.pdf, (*made.marks, *account), tmp_path / "uit.pdf", (number, "Oosterkamp"))
    with pymupdf.open(stream=made.pdf, filetype="pdf") as document:
        left = min(word[0] for word in document[0].get_text("words"))
        right = max(word[2] for word in document[0].get_text("words"))
    (mark,) = (mark for mark in result.written if not mark.hides_width)
    rows = sorted(mark.boxes, key=lambda box: box.y0)
    assert all(left - 2 <= box.x0 and box.x1 <= right + 2 for box in rows)
    assert all(first.y0 < second.y0 - 5 for first, second in itertools.pairwise(rows))
    whole = sum(box.width for box in account[0].boxes)
    assert sum(box.width for box in rows) == pytest.approx(whole, abs=6)
    assert not {"ABNA", "0123", "4567", "89"} & set(words_of(tmp_path / "uit.pdf"))


def test_nothing_of_the_old_line_is_left_in_the_content(tmp_path: Path) -> None:
    made = letter([WITH_NAME.format(NAMES[1])], NAMES[1:2], justified=True)
    run(made.pdf, made.marks, tmp_path / "uit.pdf")
    with pikepdf.open(tmp_path / "uit.pdf") as written:
        content = written.pages[0].Contents[0].read_bytes()
    assert content.count(b"BT") == 2  # the other is the space with which the builder begins
    assert b" Td" not in content
    assert content.count(b"TJ") == 1
    assert b"0 Tw" in content
    assert content.count(b"Tw") == 1


def _cell(builder: PdfBuilder) -> tuple[bytes, Mark]:
    pdf = builder.build()
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        (area,) = document[0].search_for("Jan Oosterkamp")
    return pdf, Mark(0, (Box(*area),), "5.1.2e", hides_width=True)


@pytest.mark.parametrize(
    "builder",
    [
        PdfBuilder().page().text("Jan Oosterkamp zegt iets", 300, 300, angle=30),
        PdfBuilder().page().text("Gebeld met Jan Oosterkamp vandaag").raw(
            b"q 0.5 w 72 768 m 260 768 l S Q"
        ),
        PdfBuilder().page().text("Met Jan Oosterkamp", 72, 72).text("kolom", 150, 72),
        PdfBuilder().page().text("Jan Oosterkamp", 320, 500),
    ],
    ids=["schuin", "streep eronder", "geen ruimte", "niets om aan te houden"],
)  # fmt: skip
def test_where_it_cannot_be_done_the_page_is_named(builder: PdfBuilder, tmp_path: Path) -> None:
    pdf, mark = _cell(builder)
    result = run(pdf, (mark,), tmp_path / "uit.pdf", ("Oosterkamp",))
    assert result.fallbacks == ("width:1",)
    assert result.moved == ()
    assert result.written == (mark,)


def test_on_a_scan_the_page_is_named(tmp_path: Path) -> None:
    pdf = scanned_pdf([["Met Jan Oosterkamp gebeld"]])
    mark = Mark(0, (Box(90, 60, 180, 76),), "5.1.2e", hides_width=True)
    assert run(pdf, (mark,), tmp_path / "uit.pdf").fallbacks == ("width:1",)


def test_text_in_a_form_stays_and_the_page_is_named(tmp_path: Path) -> None:
    pdf = simple_pdf(["Gebeld met Jan Oosterkamp vandaag", "Nog een regel"])
    with pymupdf.open(stream=pdf, filetype="pdf") as source, pymupdf.open() as document:
        document.new_page().show_pdf_page(source[0].rect, source, 0)
        pdf = document.tobytes()
    marks = marks_of(pdf, ["Jan Oosterkamp"])
    result = run(pdf, marks, tmp_path / "uit.pdf", ("Oosterkamp",))
    assert result.fallbacks == ("width:1",)
    assert "vandaag" in words_of(tmp_path / "uit.pdf")


def test_a_table_keeps_its_columns(tmp_path: Path) -> None:
    builder = PdfBuilder().page()
    for row, name in enumerate(NAMES):
        builder.text(name, 72, 100 + 16 * row).text("akkoord", 250, 100 + 16 * row)
    pdf = builder.build()
    result = run(pdf, marks_of(pdf, NAMES), tmp_path / "uit.pdf", NAMES)
    boxes = [box for mark in result.written for box in mark.boxes]
    assert result.fallbacks == ()
    assert {(box.x0, round(box.width, 1)) for box in boxes} == {(72.0, round(boxes[0].width, 1))}
    with pymupdf.open(tmp_path / "uit.pdf") as document:
        lefts = [word[0] for word in document[0].get_text("words") if word[4] == "akkoord"]
    assert lefts == pytest.approx([250] * 4, abs=0.1)


def test_labels_in_front_of_a_row_are_not_its_text(tmp_path: Path) -> None:
    builder = PdfBuilder().page()
    for row, (label, value) in enumerate(
        [("Van", "Jan Oosterkamp, afdeling Uitvoering van de regeling, team aanvragen"),
         ("Aan", "Piet Bos; team Uitvoering en Toezicht, afdeling bezwaar en beroep"),
         ("Datum", "10 mei 2022")]
    ):  # fmt: skip
        builder.text(label, 72, 100 + 16 * row).text(value, 140, 100 + 16 * row)
    pdf = builder.build()
    run(pdf, marks_of(pdf, ["Jan Oosterkamp", "Piet Bos"]), tmp_path / "uit.pdf")
    with pymupdf.open(tmp_path / "uit.pdf") as document:
        tops = {word[4]: round(word[1]) for word in document[0].get_text("words")}
    assert tops["Datum"] == tops["mei"]
    assert tops["Van"] == tops["aanvragen"]
