from __future__ import annotations

import re
from pathlib import Path

import page
import pikepdf
import pymupdf
import pytest

from tests.helpers.pdfa import pdfa_findings
from tests.helpers.pdfs import PdfBuilder, scanned_pdf, simple_pdf
from tests.pdf import test_corpus
from tests.pdf.corpus import CASES
from tests.pdf.corpus.leaks import places
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.errors import ResidueFound, SourceError, UsageError
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import Redacted, redact_pdf

NAME = "Oosterkamp"
LINES = [
    "Geachte heer, mevrouw,",
    f"Vandaag sprak ik {NAME} over de zaak.",
    "Met vriendelijke groet",
]


def marks_on(pdf: bytes, word: str = NAME, label: str = "5.1.2e") -> list[Mark]:
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return [
            Mark(index, (Box(*area),), label)
            for index, sheet in enumerate(document)
            for area in sheet.search_for(word)
        ]


def run(
    pdf: bytes,
    marks: list[Mark],
    output: Path,
    terms: tuple[str, ...] = (NAME,),
    style: BoxStyle = BoxStyle.BLACK,
) -> Redacted:
    return redact_pdf(pdf, marks, terms, style=style, title="Document 0001", output=output)


def text_of(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(sheet.get_text() for sheet in document)


def test_removes_the_name_and_keeps_every_other_word(tmp_path: Path) -> None:
    pdf = simple_pdf(LINES, metadata={"author": NAME})
    output = tmp_path / "uit.pdf"
    result = run(pdf, marks_on(pdf), output)
    assert places(output.read_bytes(), NAME) == []
    left = " ".join(text_of(output).split())
    for word in " ".join(LINES).replace(NAME, "").split():
        assert word in left
    assert (result.pages, result.fallbacks) == (1, ())
    assert result.bytes == output.stat().st_size
    assert list(tmp_path.glob("*.pdf")) == [output]


def test_label_is_in_the_file_for_eyes_and_for_screen_readers(tmp_path: Path) -> None:
    pdf = simple_pdf(LINES)
    output = tmp_path / "uit.pdf"
    run(pdf, marks_on(pdf), output)
    assert "5.1.2e" in text_of(output)
    with pikepdf.open(output) as written:
        layer = written.pages[0].Contents[-1].read_bytes()
    spoken = "gelakt: 5.1.2e".encode("utf-16-be").hex().upper().encode()
    assert re.search(rb"/Span <</MCID \d+ /ActualText <FEFF" + spoken + rb">>> BDC", layer)
    assert layer.rstrip().endswith(b"EMC")


def test_same_decisions_give_the_same_bytes(tmp_path: Path) -> None:
    pdf = simple_pdf([LINES, LINES])
    marks = marks_on(pdf)
    first = run(pdf, marks, tmp_path / "een.pdf")
    second = run(pdf, marks, tmp_path / "twee.pdf")
    assert first.sha256 == second.sha256
    assert (tmp_path / "een.pdf").read_bytes() == (tmp_path / "twee.pdf").read_bytes()


@pytest.mark.parametrize("style", list(BoxStyle))
def test_box_is_one_tone_in_every_style(style: BoxStyle, tmp_path: Path) -> None:
    pdf = simple_pdf(LINES)
    output = tmp_path / "uit.pdf"
    (mark,) = marks_on(pdf)
    run(pdf, [mark], output, style=style)
    tone = {BoxStyle.BLACK: 0, BoxStyle.WHITE_FRAMED: 255, BoxStyle.GREY: 191}[style]
    with pymupdf.open(output) as document:
        box = mark.boxes[0]
        area = pymupdf.Rect(box.x0 + 1, box.y0 + 1, box.x0 + 6, box.y1 - 1)
        picture = document[0].get_pixmap(clip=area, dpi=144, colorspace=pymupdf.csGRAY)
    assert all(abs(sample - tone) <= 1 for sample in picture.samples)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_pages_keep_their_turn_and_lose_the_name(rotation: int, tmp_path: Path) -> None:
    pdf = simple_pdf(LINES, rotation=rotation)
    output = tmp_path / "uit.pdf"
    run(pdf, marks_on(pdf), output)
    assert places(output.read_bytes(), NAME) == []
    with pymupdf.open(output) as document:
        assert document[0].rotation == rotation
        assert "groet" in document[0].get_text()


def test_term_that_survives_elsewhere_leaves_no_file(tmp_path: Path) -> None:
    pdf = simple_pdf([[f"Hier {NAME}"], [f"Ook hier {NAME}"]])
    output = tmp_path / "uit.pdf"
    with pytest.raises(ResidueFound) as failure:
        run(pdf, marks_on(pdf)[:1], output)
    assert failure.value.values == {"page": 2}
    assert NAME not in str(failure.value)
    assert list(tmp_path.iterdir()) == []


def test_failure_leaves_an_earlier_good_file_alone(tmp_path: Path) -> None:
    pdf = simple_pdf(LINES)
    output = tmp_path / "uit.pdf"
    run(pdf, marks_on(pdf), output)
    before = output.read_bytes()
    with pytest.raises(ResidueFound):
        run(pdf, [], output)
    assert output.read_bytes() == before


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def report(done: int, total: int) -> None:
        if done > total // 2:
            raise Stop

    with pytest.raises(Stop):
        redact_pdf(
            simple_pdf([LINES, LINES]), [], [], style=BoxStyle.BLACK, title="t",
            output=tmp_path / "uit.pdf", report=report,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_mark_on_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as failure:
        run(simple_pdf(LINES), [Mark(4, (Box(0, 0, 9, 9),), "5.1.2e")], tmp_path / "uit.pdf")
    assert failure.value.values == {"page": 5, "count": 1}


@pytest.mark.parametrize("bad", [b"", b"%PDF-1.7 niets", b"gewone tekst"])
def test_what_is_no_pdf_is_a_named_problem(bad: bytes, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        run(bad, [], tmp_path / "uit.pdf")


def test_password_is_a_named_problem(tmp_path: Path) -> None:
    builder = PdfBuilder().page().text("geheim")
    with pytest.raises(SourceError) as failure:
        run(builder.build(user_password="wachtwoord"), [], tmp_path / "uit.pdf")
    assert failure.value.key == "encrypted"


def test_annotations_of_the_source_are_not_published(tmp_path: Path) -> None:
    pdf = (
        PdfBuilder().page().lines(LINES).note(NAME).link((72, 60, 200, 80), "https://x.nl").build()
    )
    output = tmp_path / "uit.pdf"
    run(pdf, marks_on(pdf), output)
    assert places(output.read_bytes(), NAME) == []
    with pikepdf.open(output) as written:
        assert "/Annots" not in written.pages[0].obj


def test_only_allowed_keys_are_written(tmp_path: Path) -> None:
    pdf = simple_pdf(LINES)
    output = tmp_path / "uit.pdf"
    run(pdf, marks_on(pdf), output)
    with pikepdf.open(output) as written:
        assert set(written.Root.keys()) == {
            "/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang", "/ViewerPreferences",
            "/StructTreeRoot", "/MarkInfo",
        }  # fmt: skip
        assert set(written.pages[0].obj.keys()) == {
            "/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Tabs",
        }  # fmt: skip
        assert str(written.Root.Lang) == "nl-NL"
        assert "/Info" not in written.trailer


def test_table_lines_beside_and_through_the_box_stay(tmp_path: Path) -> None:
    builder = PdfBuilder().page().lines(LINES)
    grid = b"0.8 w 60 700 m 500 700 l S 60 790 440 0.8 re f 300 600 m 300 800 l S\n"
    pdf = builder.raw(grid).build()
    marks = [*marks_on(pdf), Mark(0, (Box(280, 100, 320, 150),), "5.1.2e")]
    output = tmp_path / "uit.pdf"
    run(pdf, marks, output)
    with pymupdf.open(output) as document:
        boxes = [drawing["rect"] for drawing in document[0].get_drawings()]
    assert any(rect.width > 430 and rect.height < 1 for rect in boxes)
    assert any(rect.height > 190 and rect.width < 1 for rect in boxes)


def test_letters_of_the_name_are_not_left_in_the_font(tmp_path: Path) -> None:
    pdf = simple_pdf(["aaa Qxjz bbb"])
    output = tmp_path / "uit.pdf"
    run(pdf, marks_on(pdf, "Qxjz"), output, terms=("Qxjz",))
    with pikepdf.open(output) as written:
        names = [str(o.CharSet) for o in written.objects
                 if isinstance(o, pikepdf.Dictionary) and "/CharSet" in o]  # fmt: skip
    assert names == ["/a/b/space"]


def test_scan_stays_small_and_loses_its_pixels(tmp_path: Path) -> None:
    pdf = scanned_pdf([LINES, LINES])
    box = Box(60, 60, 300, 120)
    output = tmp_path / "uit.pdf"
    result = run(pdf, [Mark(0, (box,), "5.1.2e")], output, terms=())
    assert result.bytes <= 1.5 * len(pdf) + 30_000
    with pikepdf.open(output) as written:
        pictures = [
            pikepdf.PdfImage(image).as_pil_image().convert("L")
            for sheet in written.pages
            for image in sheet.obj.Resources.XObject.values()
            if isinstance(image, pikepdf.Stream)
        ]
    scale = pictures[0].width / 595
    part = (62 * scale, 62 * scale, 298 * scale, 118 * scale)
    assert pictures[0].crop(part).getextrema() == (0, 0)
    assert pictures[1].crop(part).getextrema() == (0, 255)


@pytest.mark.parametrize("style", list(BoxStyle))
def test_output_is_pdfa_2b_by_two_validators(style: BoxStyle, tmp_path: Path) -> None:
    pdf = PdfBuilder().page().lines(LINES).image_text("plaatje", (72, 300, 300, 340)).build()
    output = tmp_path / "uit.pdf"
    run(pdf, marks_on(pdf), output, style=style)
    assert pdfa_findings(output) == []
    independent = page.validate_pdf_bytes(output.read_bytes(), profile="2a")
    assert [failure.message for failure in independent.failures] == []


def test_real_case_keeps_every_letter_outside_the_boxes(shared: Path, tmp_path: Path) -> None:
    pdf = (shared / "case-nareis" / "conceptnota.pdf").read_bytes()
    marks = marks_on(pdf, "Nareis")
    output = tmp_path / "uit.pdf"
    result = run(pdf, marks, output, terms=())
    with pymupdf.open(stream=pdf, filetype="pdf") as before, pymupdf.open(output) as after:
        for old, new in zip(before, after, strict=True):
            kept = re.sub(r"\s|nareis", "", old.get_text(), flags=re.IGNORECASE)
            left = re.sub(r"\s|5\.1\.2e|nareis", "", new.get_text(), flags=re.IGNORECASE)
            assert kept == left
    assert marks
    assert result.fallbacks == ()
    assert result.bytes <= 1.5 * len(pdf)


def test_drawings_that_cannot_be_written_become_a_picture_under_the_text(tmp_path: Path) -> None:
    (case,) = (case for case in CASES if case.id == "pattern")
    pdf = prepare_pdf(case.build()).pdf
    output = tmp_path / "uit.pdf"
    result = run(pdf, test_corpus.marks_on(pdf, (NAME,)), output)
    assert result.fallbacks == ("background:1",)
    assert places(output.read_bytes(), NAME) == []
    with pymupdf.open(output) as document:
        words = {word[4]: word for word in document[0].get_text("words")}
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        wanted = {word[4]: word for word in document[0].get_text("words")}
    for word in case.kept:
        assert words[word][0] == pytest.approx(wanted[word][0], abs=2)
        assert words[word][2] == pytest.approx(wanted[word][2], abs=2)
        assert words[word][3] == pytest.approx(wanted[word][3], abs=4)
    assert pdfa_findings(output) == []
