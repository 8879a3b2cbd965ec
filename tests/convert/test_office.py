"""Everything in an Office file is on its pages, and what its readers do not see is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.cfb import compound_file
from tests.helpers.intake import take_in
from tests.helpers.office import Sheet, docx, odf, paragraph, pptx, relations, run, xlsx
from tests.helpers.pdfs import text_image
from woo_desk.convert.docx_runs import RunReader
from woo_desk.convert.xlsx_values import Formats
from woo_desk.convert.xml import parse_xml
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.printout import Ink

INSERTED = '<w:ins w:author="Eva Invoeger" w:date="2024-06-07T10:00:00Z">{}</w:ins>'
DELETED = (
    '<w:del w:author="Wim Wisser" w:date="2024-06-08T10:00:00Z"><w:r><w:delText>'
    "{}</w:delText></w:r></w:del>"
)
BOX = (
    "<w:p><w:r><w:pict><txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></txbx></w:pict>"
    "</w:r></w:p>"
)


def rich_docx() -> bytes:
    note = '<w:footnoteReference w:id="2"/>'
    body = (
        f"<w:p>{run('Gewone tekst ')}{INSERTED.format(run('invoegwoord'))}"
        f"{DELETED.format('wiswoord')}{run('verborgenwoord', '<w:vanish/>')}"
        f'<w:r><w:commentReference w:id="7"/></w:r><w:r>{note}</w:r></w:p>'
        f"{BOX.format(run('kaderwoord'))}"
        f"<w:tbl><w:tr><w:tc>{paragraph('celwoord')}</w:tc><w:tc>{paragraph('tweede')}</w:tc></w:tr>"
        "</w:tbl>"
    )
    return docx(
        body,
        header=paragraph("kopwoord Datum: 7 juni 2024"),
        footer=paragraph("voetwoord"),
        comments=f'<w:comment w:id="7" w:author="Coba">{paragraph("opmerkwoord")}</w:comment>'
        f'<w:comment w:id="8" w:author="Dirk">{paragraph("loswoord")}</w:comment>',
        footnotes=f'<w:footnote w:id="2">{paragraph("nootwoord")}</w:footnote>',
        author="Anna Auteur",
        editor="Bas Bewerker",
        extra={"word/embeddings/oleObject1.bin": b"%PDF-1.4 los", "word/vbaProject.bin": b"x"},
    )


def test_word_document_with_everything_that_hides(tmp_path: Path) -> None:
    taken = take_in(tmp_path, "nota.docx", rich_docx())
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    for word in (
        "Gewone", "invoegwoord", "wiswoord", "verborgenwoord", "opmerkwoord", "loswoord",
        "nootwoord", "kaderwoord", "kopwoord", "voetwoord", "celwoord", "Anna Auteur",
        "Bas Bewerker",
    ):  # fmt: skip
        assert word in taken.text, word
    for marked in (
        "invoegwoord[ingevoegd door Eva Invoeger, 2024-06-07]",
        "wiswoord[verwijderd door Wim Wisser, 2024-06-08]",
        "[begin verborgen tekst]verborgenwoord[einde verborgen tekst]",
        "[opmerking 7 van Coba, :] opmerkwoord",
        "[koptekst] kopwoord", "[voettekst] voetwoord", "[tekstvak] kaderwoord",
        "[voetnoot 2] nootwoord", "[het bestand bevat programmacode",
    ):  # fmt: skip
        assert marked in taken.text, marked
    assert taken.hidden == {
        "metadata", "tracked_change", "comment", "hidden_text", "note", "header_footer",
        "text_box", "attachment", "script",
    }  # fmt: skip
    assert taken.child("oleObject1.bin") == b"%PDF-1.4 los"


def test_an_embedded_ole_object_is_unwrapped(tmp_path: Path) -> None:
    native = b"\0" * 4 + b"\x02\0" + b"brief.txt\0" + b"C:\\brief.txt\0" + b"\0\0\x03\0"
    native += (4).to_bytes(4, "little") + b"tmp\0" + (5).to_bytes(4, "little") + b"inhou"
    wrapped = compound_file({"\x01Ole10Native": native})
    taken = take_in(tmp_path, "a.docx", docx("<w:p/>", extra={"word/embeddings/o.bin": wrapped}))
    assert taken.child("brief.txt") == b"inhou"


def test_lists_keep_their_numbers(tmp_path: Path) -> None:
    numbers = (
        '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0">'
        '<w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )

    def item(text: str, level: int) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr>{run(text)}</w:p>"

    body = item("Informatie", 0) + item("onder", 1) + item("ook", 1) + item("Slot", 0)
    taken = take_in(tmp_path, "a.docx", docx(body, extra={"word/numbering.xml": numbers}))
    assert taken.text == "5. Informatie 5a) onder 5b) ook 6. Slot"


def test_a_picture_that_cannot_be_shown_is_named(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:embed="p1"/></w:drawing></w:r></w:p>'
        '<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:embed="p2"/></w:drawing></w:r></w:p>'
    )
    extra: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(
            ("p1", "image", "media/a.emf"), ("p2", "image", "media/b.png")
        ),
        "word/media/a.emf": b"geen plaatje",
        "word/media/b.png": text_image("Jansen", 100, 20),
    }
    taken = take_in(tmp_path, "a.docx", docx(body, extra=extra))
    assert taken.result.warnings == (IntakeProblem.PART_LEFT_OUT,)
    assert "[afbeelding a.emf kon niet worden getoond]" in taken.text
    assert not any(page.text_reliable for page in taken.result.pages), "a person has to look"


def test_text_that_a_converter_forgets_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check on the check: the second reading of the source does not follow the first."""
    real = RunReader._sign

    def forgetful(self: RunReader, child: object, ink: Ink) -> object:
        return [] if getattr(child, "text", "") == "vergeten" else real(self, child, ink)  # type: ignore[arg-type]

    monkeypatch.setattr(RunReader, "_sign", forgetful)
    taken = take_in(tmp_path, "a.docx", docx(paragraph("blijft") + paragraph("vergeten")))
    assert "vergeten" not in taken.text
    assert taken.result.warnings == (IntakeProblem.TEXT_LOST,)


def test_workbook_with_everything_that_hides(tmp_path: Path) -> None:
    content = xlsx(
        Sheet(
            "Zichtbaar",
            [["kop", "geheimkolom"], ["rijwoord", "x"], ["verborgenrij", 12.5], ["f", "uit"]],
            hidden_rows=(3,),
            hidden_columns=(2,),
            comments={"A1": "celopmerking"},
            formulas={"B4": 'IF(A1="formulewoord","uit","")'},
        ),
        Sheet("Verstopt", [["zeergeheim"]], state="veryHidden"),
        author="Karin Auteur",
        extra={"xl/pivotCache/pivotCacheDefinition1.xml": '<p><s v="draaiwoord"/></p>'},
    )
    taken = take_in(tmp_path, "boek.xlsx", content)
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    for shown in (
        "B [verborgen kolom]", "3 [verborgen rij]", "verborgenrij", "12,5", "geheimkolom",
        "[opmerking bij A1 van Karin:] celopmerking", "formulewoord",
        "Verstopt [verborgen werkblad]", "zeergeheim", "draaiwoord", "Karin Auteur",
    ):  # fmt: skip
        assert shown in taken.text, shown
    assert taken.hidden == {"metadata", "hidden_sheet", "hidden_cells", "comment"}
    assert "Zichtbaar: rij 3" in taken.details


def test_strings_that_no_cell_shows_are_shown(tmp_path: Path) -> None:
    strings = "<sst><si><t>gezien</t></si><si><t>achtergebleven</t></si></sst>"
    taken = take_in(
        tmp_path, "a.xlsx", xlsx(Sheet("A", [["gezien"]]), extra={"xl/sharedStrings.xml": strings})
    )
    assert "Tekst die in het bestand staat maar in geen enkele cel] achtergebleven" in taken.text


def test_a_wide_sheet_is_printed_in_bands(tmp_path: Path) -> None:
    row: list[str | float] = [f"kolom{n} met wat tekst" for n in range(26)]
    taken = take_in(tmp_path, "a.xlsx", xlsx(Sheet("Breed", [row] * 3)))
    assert taken.result.warnings == ()
    assert all(f"kolom{n} met" in taken.text for n in range(26))
    assert {(page.width, page.height) for page in taken.result.pages} == {(842.0, 595.0)}


@pytest.mark.parametrize(
    ("raw", "style", "shown"),
    [
        ("45450", "1", "07-06-2024"),
        ("45450.5", "2", "07-06-2024 12:00"),
        ("0.25", "3", "25%"),
        ("12345678", "4", "012345678"),
        ("0.1", "0", "0,1"),
        ("0.30000000000000004", "0", "0,3"),
        ("123456782", "0", "123456782"),
        ("x", "0", "x"),
        ("99999999999", "1", "99999999999"),
    ],
)
def test_values_look_as_in_the_program(raw: str, style: str, shown: str) -> None:
    styles = parse_xml(
        b'<s><numFmts><numFmt numFmtId="170" formatCode="dd-mm-yyyy hh:mm"/>'
        b'<numFmt numFmtId="171" formatCode="000000000"/></numFmts><cellXfs><xf numFmtId="0"/>'
        b'<xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="9"/><xf numFmtId="171"/>'
        b"</cellXfs></s>"
    )
    assert Formats(styles, from_1904=False).shown(raw, style) == shown


def test_presentation_with_everything_that_hides(tmp_path: Path) -> None:
    content = pptx(
        [("Zichtbare dia", "notitiewoord", False), ("geheime dia", "", True)],
        extra={"ppt/embeddings/blad.xlsx": xlsx(Sheet("A", [["diep"]]))},
    )
    taken = take_in(tmp_path, "dia.pptx", content)
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    assert "[notities van de spreker] notitiewoord" in taken.text
    assert "[dia 2][verborgen dia] geheime dia" in taken.text
    assert taken.hidden == {"note", "hidden_slide", "attachment"}
    assert [child.name for child in taken.result.children] == ["blad.xlsx"]


def test_opendocument_text(tmp_path: Path) -> None:
    region = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<office:change-info><dc:creator>Wim</dc:creator><dc:date>2024-06-07</dc:date>"
        "</office:change-info><text:p>wiswoord</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    body = (
        f"{region}<text:h>Kop</text:h><text:p>Tekst<text:s text:c='3'/>hier<office:annotation>"
        "<dc:creator>Kees</dc:creator><text:p>kanttekening</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>nootwoord"
        '</text:p></text:note-body></text:note><text:change text:change-id="c1"/></text:p>'
        '<text:p text:style-name="V">verborgenwoord</text:p>'
        "<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>cel</text:p></table:table-cell>"
        "<table:table-cell><text:p>cel2</text:p></table:table-cell></table:table-row></table:table>"
    )
    hidden = (
        '<style:style style:name="V"><style:text-properties text:display="none"/></style:style>'
    )
    taken = take_in(
        tmp_path,
        "brief.odt",
        odf("text", body, automatic=hidden, author="Olga Auteur",
            styles="<style:header><text:p>kopwoord</text:p></style:header>"),
    )  # fmt: skip
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    for word in ("kanttekening", "nootwoord", "wiswoord", "verborgenwoord", "• punt", "cel2",
                 "[koptekst] kopwoord", "Olga Auteur",
                 "[verwijderd door Wim, 2024-06-07]"):  # fmt: skip
        assert word in taken.text, word
    assert taken.hidden == {
        "metadata", "comment", "note", "tracked_change", "hidden_text", "header_footer",
    }  # fmt: skip


def test_opendocument_sheets(tmp_path: Path) -> None:
    hidden = (
        '<style:style style:name="V"><style:table-properties table:display="false"/></style:style>'
    )
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    body = (
        '<table:table table:name="Een"><table:table-row table:visibility="collapse">'
        + cell.format("", "geheimerij")
        + cell.format(' table:number-columns-repeated="3"', "vaker")
        + '</table:table-row></table:table><table:table table:name="Twee" table:style-name="V">'
        f"<table:table-row>{cell.format('', 'geheimblad')}</table:table-row></table:table>"
    )
    taken = take_in(tmp_path, "a.ods", odf("spreadsheet", body, automatic=hidden))
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    assert "1 [verborgen rij] geheimerij vaker vaker vaker" in taken.text
    assert "Twee [verborgen werkblad]" in taken.text
    assert taken.hidden == {"hidden_sheet", "hidden_cells"}
