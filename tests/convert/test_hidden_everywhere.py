"""Whatever a source hides stands on its pages and is listed: each kind of file, each hiding place.

Every cell of the table plants a word of its own. It has to be on the pages, the kind of hiding
place has to be listed, and the second reading of the source has to agree with the pages.
"""

from __future__ import annotations

import email.message
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers.intake import take_in
from tests.helpers.msgs import Msg, html_in_rtf
from tests.helpers.office import Sheet, docx, odf, paragraph, pptx, relations, run, xlsx
from woo_desk.domain.document import HiddenKind

H = HiddenKind
WORD = "geheimwoord"
SEEN = "zichtbaar"
_MAIN = "http://schemas.openxmlformats.org/"
_W = f'xmlns:w="{_MAIN}wordprocessingml/2006/main"'
_A = f'xmlns:a="{_MAIN}drawingml/2006/main" xmlns:p="{_MAIN}presentationml/2006/main"'
_XDR = f'xmlns:xdr="{_MAIN}drawingml/2006/spreadsheetDrawing" {_A}'
CORE = (
    f'<cp:coreProperties xmlns:cp="{_MAIN}package/2006/metadata/core-properties"'
    f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>{WORD}</dc:description>'
    "</cp:coreProperties>"
)
CUSTOM = (
    f'<Properties xmlns="{_MAIN}officeDocument/2006/custom-properties"'
    f' xmlns:vt="{_MAIN}officeDocument/2006/docPropsVTypes"><property name="Zaak" pid="2">'
    f"<vt:lpwstr>{WORD}</vt:lpwstr></property></Properties>"
)
APP = (
    f'<Properties xmlns="{_MAIN}officeDocument/2006/extended-properties"><Manager>{WORD}</Manager>'
    "</Properties>"
)


def word_part(kind: str, tag: str, inside: str) -> dict[str, str | bytes]:
    """A further part of a Word document, with its relation."""
    return {
        f"word/{kind}.xml": f"<w:{tag} {_W}>{inside}</w:{tag}>",
        "word/_rels/document.xml.rels": relations(("rx", kind, f"{kind}.xml")),
    }


def in_shape(tag: str, text: str) -> str:
    return (
        f"<{tag}:sp><{tag}:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></{tag}:txBody></{tag}:sp>"
    )


BODY = paragraph(SEEN)
DEL = f'<w:p><w:del w:author="W" w:date="2024-06-08T10:00:00Z"><w:r><w:delText>{WORD}</w:delText></w:r></w:del></w:p>'  # noqa: E501
INS = f'<w:p><w:ins w:author="W" w:date="2024-06-08T10:00:00Z">{run(WORD)}</w:ins></w:p>'
MOVED = (
    f'<w:p><w:moveFrom w:author="W" w:date="2024-06-08T10:00:00Z">{run(WORD)}</w:moveFrom></w:p>'
)
BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="mc" xmlns:wps="wps"><mc:Choice><w:drawing><wps:txbx>'
    f"<w:txbxContent>{paragraph(WORD)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r></w:p>"
)
ALT = (
    f'<w:p><w:r><w:drawing><wp:docPr xmlns:wp="wp" id="1" descr="{WORD}"/></w:drawing></w:r></w:p>'
)
NOTE = '<w:p><w:r><w:{}Reference w:id="2"/></w:r></w:p>'
WORD_CASES: dict[str, tuple[bytes, HiddenKind]] = {
    "comment": (
        docx(BODY, comments=f'<w:comment w:id="1" w:author="C">{paragraph(WORD)}</w:comment>'),
        H.COMMENT,
    ),
    "deleted": (docx(BODY + DEL), H.TRACKED_CHANGE),
    "inserted": (docx(BODY + INS), H.TRACKED_CHANGE),
    "moved": (docx(BODY + MOVED), H.TRACKED_CHANGE),
    "footnote": (
        docx(BODY + NOTE.format("footnote"),
             footnotes=f'<w:footnote w:id="2">{paragraph(WORD)}</w:footnote>'),
        H.NOTE,
    ),
    "endnote": (
        docx(BODY + NOTE.format("endnote"),
             extra=word_part("endnotes", "endnotes",
                             f'<w:endnote w:id="2">{paragraph(WORD)}</w:endnote>')),
        H.NOTE,
    ),
    "header": (docx(BODY, header=paragraph(WORD)), H.HEADER_FOOTER),
    "footer": (docx(BODY, footer=paragraph(WORD)), H.HEADER_FOOTER),
    "text box": (docx(BODY + BOX), H.TEXT_BOX),
    "hidden text": (docx(BODY + f"<w:p>{run(WORD, '<w:vanish/>')}</w:p>"), H.HIDDEN_TEXT),
    "alternative text": (docx(BODY + ALT), H.HIDDEN_TEXT),
    "properties": (docx(BODY, extra={"docProps/core.xml": CORE}), H.METADATA),
    "own properties": (docx(BODY, extra={"docProps/custom.xml": CUSTOM}), H.METADATA),
    "manager": (docx(BODY, extra={"docProps/app.xml": APP}), H.METADATA),
}  # fmt: skip


def book(extra: dict[str, str | bytes] | None = None, **options: object) -> bytes:
    return xlsx(Sheet("A", [[SEEN, "x"], ["y", WORD]], **options), extra=extra)  # type: ignore[arg-type]


def with_sheet_xml(inside: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook whose sheet holds further elements."""
    sheet = (
        f'<worksheet xmlns="{_MAIN}spreadsheetml/2006/main"'
        f' xmlns:r="{_MAIN}officeDocument/2006/relationships"><sheetData><row r="1">'
        f'<c r="A1" t="inlineStr"><is><t>{SEEN}</t></is></c></row></sheetData>{inside}</worksheet>'
    )
    return xlsx(Sheet("A", [["x"]]), extra={"xl/worksheets/sheet1.xml": sheet, **(extra or {})})


SHEET_BOX: dict[str, str | bytes] = {
    "xl/drawings/drawing1.xml": f"<xdr:wsDr {_XDR}><xdr:twoCellAnchor>{in_shape('xdr', WORD)}"
    "</xdr:twoCellAnchor></xdr:wsDr>",
    "xl/worksheets/_rels/sheet1.xml.rels": relations(("d1", "drawing", "../drawings/drawing1.xml")),
}
THREAD: dict[str, str | bytes] = {
    "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="tc"><threadedComment'
    f' ref="A1" personId="p" id="1"><text>{WORD}</text></threadedComment></ThreadedComments>',
    "xl/worksheets/_rels/sheet1.xml.rels": relations(
        ("t1", "threadedComment", "../threadedComments/threadedComment1.xml")
    ),
}
REVISION: dict[str, str | bytes] = {
    "xl/revisions/revisionLog1.xml": f'<revisions xmlns="{_MAIN}spreadsheetml/2006/main">'
    f'<rcc rId="1" sId="1"><oc r="A1" t="inlineStr"><is><t>{WORD}</t></is></oc></rcc></revisions>'
}
CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
XLSX_CASES: dict[str, tuple[bytes, HiddenKind]] = {
    "hidden sheet": (
        xlsx(Sheet("A", [[SEEN]]), Sheet("B", [[WORD]], state="hidden")), H.HIDDEN_SHEET,
    ),
    "very hidden sheet": (
        xlsx(Sheet("A", [[SEEN]]), Sheet("B", [[WORD]], state="veryHidden")), H.HIDDEN_SHEET,
    ),
    "hidden row": (book(hidden_rows=(2,)), H.HIDDEN_CELLS),
    "hidden column": (book(hidden_columns=(2,)), H.HIDDEN_CELLS),
    "comment": (xlsx(Sheet("A", [[SEEN]], comments={"A1": WORD})), H.COMMENT),
    "threaded comment": (with_sheet_xml("", THREAD), H.COMMENT),
    "header": (
        with_sheet_xml(f"<headerFooter><oddHeader>&amp;C{WORD}</oddHeader></headerFooter>"),
        H.HEADER_FOOTER,
    ),
    "footer": (
        with_sheet_xml(f"<headerFooter><oddFooter>&amp;L{WORD}</oddFooter></headerFooter>"),
        H.HEADER_FOOTER,
    ),
    "text box": (with_sheet_xml('<drawing r:id="d1"/>', SHEET_BOX), H.TEXT_BOX),
    "tracked change": (with_sheet_xml("", REVISION), H.TRACKED_CHANGE),
    "properties": (with_sheet_xml("", {"docProps/core.xml": CORE}), H.METADATA),
    "own properties": (with_sheet_xml("", {"docProps/custom.xml": CUSTOM}), H.METADATA),
}  # fmt: skip
COMMENT_PART: dict[str, bytes] = {
    "ppt/comments/comment1.xml": f'<p:cmLst {_A}><p:cm authorId="0" dt="2024-06-07"><p:text>{WORD}'
    "</p:text></p:cm></p:cmLst>".encode(),
    "ppt/slides/_rels/slide1.xml.rels": relations(
        ("c1", "comments", "../comments/comment1.xml")
    ).encode(),
}
MASTER: dict[str, bytes] = {
    "ppt/slides/_rels/slide1.xml.rels": relations(
        ("l1", "slideLayout", "../slideLayouts/slideLayout1.xml")
    ).encode(),
    "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {_A}><p:cSld><p:spTree>"
    f"{in_shape('p', WORD)}</p:spTree></p:cSld></p:sldLayout>".encode(),
}
PICTURE: dict[str, bytes] = {
    "ppt/slides/slide1.xml": f"<p:sld {_A}><p:cSld><p:spTree>{in_shape('p', SEEN)}<p:pic>"
    f'<p:nvPicPr><p:cNvPr id="2" descr="{WORD}"/></p:nvPicPr></p:pic></p:spTree></p:cSld>'
    "</p:sld>".encode(),
}
PPTX_CASES: dict[str, tuple[bytes, HiddenKind | None]] = {
    "hidden slide": (pptx([(SEEN, "", False), (WORD, "", True)]), H.HIDDEN_SLIDE),
    "notes": (pptx([(SEEN, WORD, False)]), H.NOTE),
    "comment": (pptx([(SEEN, "", False)], COMMENT_PART), H.COMMENT),
    "on the model": (pptx([(SEEN, "", False)], MASTER), None),
    "alternative text": (pptx([(SEEN, "", False)], PICTURE), H.HIDDEN_TEXT),
    "properties": (pptx([(SEEN, "", False)], {"docProps/core.xml": CORE.encode()}), H.METADATA),
    "own properties": (
        pptx([(SEEN, "", False)], {"docProps/custom.xml": CUSTOM.encode()}), H.METADATA,
    ),
}  # fmt: skip
P = f"<text:p>{SEEN}</text:p>"
ANNOTATION = (
    f"<office:annotation><dc:creator>K</dc:creator><text:p>{WORD}</text:p></office:annotation>"
)
REGION = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
    "<dc:creator>W</dc:creator><dc:date>2024-06-07</dc:date></office:change-info>"
    f"<text:p>{WORD}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
GONE = '<style:style style:name="V"><style:text-properties text:display="none"/></style:style>'
ODT_CASES: dict[str, tuple[bytes, HiddenKind]] = {
    "comment": (odf("text", f"<text:p>{SEEN}{ANNOTATION}</text:p>"), H.COMMENT),
    "deleted": (
        odf("text", f'{REGION}<text:p>{SEEN}<text:change text:change-id="c1"/></text:p>'),
        H.TRACKED_CHANGE,
    ),
    "note": (
        odf("text", f"<text:p>{SEEN}<text:note><text:note-citation>1</text:note-citation>"
            f"<text:note-body><text:p>{WORD}</text:p></text:note-body></text:note></text:p>"),
        H.NOTE,
    ),
    "header": (
        odf("text", P, styles=f"<style:header><text:p>{WORD}</text:p></style:header>"),
        H.HEADER_FOOTER,
    ),
    "footer": (
        odf("text", P, styles=f"<style:footer><text:p>{WORD}</text:p></style:footer>"),
        H.HEADER_FOOTER,
    ),
    "text box": (
        odf("text", f"{P}<text:p><draw:frame><draw:text-box><text:p>{WORD}</text:p>"
            "</draw:text-box></draw:frame></text:p>"),
        H.TEXT_BOX,
    ),
    "hidden text": (
        odf("text", f'{P}<text:p text:style-name="V">{WORD}</text:p>', automatic=GONE),
        H.HIDDEN_TEXT,
    ),
    "hidden section": (
        odf("text", f'{P}<text:section text:display="none"><text:p>{WORD}</text:p></text:section>'),
        H.HIDDEN_TEXT,
    ),
    "hidden paragraph": (
        odf("text", f'{P}<text:p><text:hidden-text text:condition="x" text:string-value="{WORD}"'
            ' text:is-hidden="true"/></text:p>'),
        H.HIDDEN_TEXT,
    ),
    "properties": (odf("text", P, author=WORD), H.METADATA),
}  # fmt: skip


def sheet_of(inside: str, attributes: str = "") -> str:
    return f'<table:table table:name="A"{attributes}>{inside}</table:table>'


ROW = f"<table:table-row>{CELL.format('', SEEN)}</table:table-row>"
GONE_SHEET = (
    '<style:style style:name="V"><style:table-properties table:display="false"/></style:style>'
)
COLUMNS = '<table:table-column/><table:table-column table:visibility="collapse"/>'
CELL_CHANGE = (
    '<table:tracked-changes><table:cell-content-change table:id="c1"><office:change-info>'
    "<dc:creator>W</dc:creator><dc:date>2024-06-07</dc:date></office:change-info><table:previous>"
    f"<table:change-track-table-cell><text:p>{WORD}</text:p></table:change-track-table-cell>"
    "</table:previous></table:cell-content-change></table:tracked-changes>"
)
ODS_CASES: dict[str, tuple[bytes, HiddenKind]] = {
    "hidden sheet": (
        odf("spreadsheet", sheet_of(ROW)
            + sheet_of(f"<table:table-row>{CELL.format('', WORD)}</table:table-row>",
                       ' table:style-name="V"'), automatic=GONE_SHEET),
        H.HIDDEN_SHEET,
    ),
    "hidden row": (
        odf("spreadsheet", sheet_of(
            f'{ROW}<table:table-row table:visibility="collapse">{CELL.format("", WORD)}'
            "</table:table-row>")),
        H.HIDDEN_CELLS,
    ),
    "filtered row": (
        odf("spreadsheet", sheet_of(
            f'{ROW}<table:table-row table:visibility="filter">{CELL.format("", WORD)}'
            "</table:table-row>")),
        H.HIDDEN_CELLS,
    ),
    "hidden column": (
        odf("spreadsheet", sheet_of(
            f"{COLUMNS}<table:table-row>{CELL.format('', SEEN)}{CELL.format('', WORD)}"
            "</table:table-row>")),
        H.HIDDEN_CELLS,
    ),
    "comment": (
        odf("spreadsheet", sheet_of(
            f"<table:table-row><table:table-cell>{ANNOTATION}<text:p>{SEEN}</text:p>"
            "</table:table-cell></table:table-row>")),
        H.COMMENT,
    ),
    "text box": (
        odf("spreadsheet", sheet_of(
            f"<table:shapes><draw:frame><draw:text-box><text:p>{WORD}</text:p></draw:text-box>"
            f"</draw:frame></table:shapes>{ROW}")),
        H.TEXT_BOX,
    ),
    "header": (
        odf("spreadsheet", sheet_of(ROW),
            styles=f"<style:header><text:p>{WORD}</text:p></style:header>"),
        H.HEADER_FOOTER,
    ),
    "tracked change": (
        odf("spreadsheet", f"{CELL_CHANGE}{sheet_of(ROW)}"), H.TRACKED_CHANGE,
    ),
    "properties": (odf("spreadsheet", sheet_of(ROW), author=WORD), H.METADATA),
}  # fmt: skip


def mail(**headers: str) -> email.message.EmailMessage:
    message = email.message.EmailMessage()
    message["From"] = "Jan <jan@ministerie.example>"
    message["To"] = "Piet <piet@ind.example>"
    message["Date"] = "Fri, 07 Jun 2024 14:03:00 +0200"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(f"{SEEN} in het bericht")
    return message


def alternatives(plain: str, html: str) -> bytes:
    message = mail()
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


EML_CASES: dict[str, tuple[bytes, HiddenKind]] = {
    "bcc": (mail(Bcc=f"{WORD}@x.example").as_bytes(), H.BCC),
    "plain body": (alternatives(f"{SEEN} {WORD}", f"<p>{SEEN}</p>"), H.OTHER_BODY),
    "html body": (
        alternatives(SEEN, f'<p>{SEEN}</p><div style="display:none">{WORD}</div>'), H.HIDDEN_TEXT,
    ),
}  # fmt: skip
MSG_CASES: dict[str, tuple[bytes, HiddenKind]] = {
    "bcc": (Msg(plain=SEEN, bcc=((WORD, "g@x.example"),)).build(), H.BCC),
    "plain body": (Msg(plain=WORD, html=f"<p>{SEEN}</p>".encode()).build(), H.OTHER_BODY),
    "plain body beside rtf": (Msg(plain=WORD, rtf=html_in_rtf(SEEN)).build(), H.OTHER_BODY),
    "hidden in html": (
        Msg(html=f'<p>{SEEN}</p><p style="display:none">{WORD}</p>'.encode()).build(),
        H.HIDDEN_TEXT,
    ),
}  # fmt: skip
Cases = Mapping[str, tuple[bytes, HiddenKind | None]]
KINDS: Mapping[str, Cases] = {
    "docx": WORD_CASES, "xlsx": XLSX_CASES, "pptx": PPTX_CASES, "odt": ODT_CASES,
    "ods": ODS_CASES, "eml": EML_CASES, "msg": MSG_CASES,
}  # fmt: skip
TABLE = {
    f"{kind}: {place}": (kind, content, hidden)
    for kind, cases in KINDS.items()
    for place, (content, hidden) in cases.items()
}


@pytest.mark.parametrize("case", TABLE)
def test_what_is_hidden_is_shown_and_listed(tmp_path: Path, case: str) -> None:
    kind, content, hidden = TABLE[case]
    taken = take_in(tmp_path, f"a.{kind}", content)
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    assert SEEN in taken.text
    assert WORD in taken.text
    assert hidden is None or hidden.value in taken.hidden


def test_heading_lines_of_a_message_are_listed_and_not_printed(tmp_path: Path) -> None:
    taken = take_in(tmp_path, "a.eml", mail(X_Mailer=WORD).as_bytes())
    assert (WORD in taken.text, WORD in taken.details) == (False, True)


INSIDE = b"ingesloten inhoud"
EMBEDDED: dict[str, bytes] = {
    "docx": docx(BODY, extra={"word/embeddings/x.bin": INSIDE}),
    "xlsx": xlsx(Sheet("A", [[SEEN]]), extra={"xl/embeddings/x.bin": INSIDE}),
    "pptx": pptx([(SEEN, "", False)], extra={"ppt/embeddings/x.bin": INSIDE}),
    "odt": odf("text", P, extra={"Object 1": INSIDE}),
    "ods": odf("spreadsheet", sheet_of(ROW), extra={"Object 1": INSIDE}),
}


@pytest.mark.parametrize("kind", EMBEDDED)
def test_what_is_embedded_is_a_document_of_its_own(tmp_path: Path, kind: str) -> None:
    taken = take_in(tmp_path, f"a.{kind}", EMBEDDED[kind])
    assert taken.result.problem is None
    assert [Path(child.path).read_bytes() for child in taken.result.children] == [INSIDE]
    assert H.ATTACHMENT.value in taken.hidden


def test_an_object_with_text_of_its_own(tmp_path: Path) -> None:
    """A sheet in an OpenDocument text lies in folders of its own."""
    inner = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>'
        f"<office:spreadsheet>{sheet_of(ROW.replace(SEEN, WORD))}</office:spreadsheet>"
        "</office:body></office:document-content>"
    ).encode()
    taken = take_in(tmp_path, "a.odt", odf("text", P, extra={"Object 1/content.xml": inner}))
    said = taken.text + " ".join(
        Path(child.path).read_bytes().decode("utf-8", "replace") for child in taken.result.children
    )
    assert WORD in said
