"""Office documents built in code, as small as they can be, with what hides in real ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/"
_R = f'xmlns:r="{_MAIN}officeDocument/2006/relationships"'
_W = f'xmlns:w="{_MAIN}wordprocessingml/2006/main" {_R}'
_S = f'xmlns="{_MAIN}spreadsheetml/2006/main" {_R}'
_A = f'xmlns:a="{_MAIN}drawingml/2006/main" xmlns:p="{_MAIN}presentationml/2006/main" {_R}'
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_MAIN}package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{author}</dc:creator>'
    "<cp:lastModifiedBy>{editor}</cp:lastModifiedBy></cp:coreProperties>"
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(
                zipfile.ZipInfo(name, (2024, 6, 7, 12, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def relations(*rows: tuple[str, str, str]) -> str:
    """A part with relations: id, last word of the type, target."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_MAIN}officeDocument/2006/relationships/{kind}"'
        f' Target="{target}"/>'
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{_MAIN}package/2006/relationships">{inside}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p>{run(text)}</w:p>"


def docx(
    body: str,
    *,
    header: str = "",
    footer: str = "",
    comments: str = "",
    footnotes: str = "",
    author: str = "",
    editor: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word document; `body` and the others hold its XML."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    rows = []
    for kind, inside, tag in (("header", header, "hdr"), ("footer", footer, "ftr"),
                              ("comments", comments, "comments"),
                              ("footnotes", footnotes, "footnotes")):  # fmt: skip
        if inside:
            parts[f"word/{kind}.xml"] = f"<w:{tag} {_W}>{inside}</w:{tag}>"
            rows.append((f"r{kind}", kind, f"{kind}.xml"))
    parts["word/_rels/document.xml.rels"] = relations(*rows)
    if author or editor:
        parts["docProps/core.xml"] = _CORE.format(author=author, editor=editor)
    return package({**parts, **(extra or {})})


@dataclass
class Sheet:
    """One sheet of a workbook."""

    name: str
    rows: Sequence[Sequence[str | float]]
    state: str = ""
    hidden_rows: tuple[int, ...] = ()
    """1-based."""
    hidden_columns: tuple[int, ...] = ()
    """1-based."""
    comments: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)


def xlsx(*sheets: Sheet, author: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook with shared strings."""
    strings: dict[str, int] = {}
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    listed, rows = "", []
    for number, sheet in enumerate(sheets, start=1):
        state = f' state="{sheet.state}"' if sheet.state else ""
        listed += f'<sheet name="{escape(sheet.name)}" sheetId="{number}"{state} r:id="r{number}"/>'
        rows.append((f"r{number}", "worksheet", f"worksheets/sheet{number}.xml"))
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet, strings)
        if sheet.comments:
            inside = "".join(
                f'<comment ref="{place}" authorId="0"><text><t>{escape(words)}</t></text></comment>'
                for place, words in sheet.comments.items()
            )
            parts[f"xl/comments{number}.xml"] = (
                f"<comments {_S}><authors><author>Karin</author></authors>"
                f"<commentList>{inside}</commentList></comments>"
            )
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relations(
                ("c1", "comments", f"../comments{number}.xml")
            )
    parts["xl/workbook.xml"] = f"<workbook {_S}><sheets>{listed}</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = relations(*rows)
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    parts["xl/sharedStrings.xml"] = f"<sst {_S}>{shared}</sst>"
    if author:
        parts["docProps/core.xml"] = _CORE.format(author=author, editor=author)
    return package({**parts, **(extra or {})})


def _sheet(sheet: Sheet, strings: dict[str, int]) -> str:
    columns = "".join(f'<col min="{n}" max="{n}" hidden="1"/>' for n in sheet.hidden_columns)
    rows = ""
    for number, row in enumerate(sheet.rows, start=1):
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        cells = ""
        for at, value in enumerate(row):
            place = f"{chr(65 + at)}{number}"
            formula = sheet.formulas.get(place)
            known = f"<f>{escape(formula)}</f>" if formula else ""
            if isinstance(value, str):
                key = strings.setdefault(value, len(strings))
                cells += f'<c r="{place}" t="s">{known}<v>{key}</v></c>'
            else:
                cells += f'<c r="{place}">{known}<v>{value}</v></c>'
        rows += f'<row r="{number}"{hidden}>{cells}</row>'
    cols = f"<cols>{columns}</cols>" if columns else ""
    return f"<worksheet {_S}>{cols}<sheetData>{rows}</sheetData></worksheet>"


def pptx(
    slides: Sequence[tuple[str, str, bool]], extra: Mapping[str, bytes] | None = None
) -> bytes:
    """A presentation: text, notes and whether it is hidden, for each slide."""
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    listed, rows = "", []
    for number, (text, notes, hidden) in enumerate(slides, start=1):
        show = ' show="0"' if hidden else ""
        parts[f"ppt/slides/slide{number}.xml"] = _slide("sld", text, show)
        listed += f'<p:sldId id="{255 + number}" r:id="r{number}"/>'
        rows.append((f"r{number}", "slide", f"slides/slide{number}.xml"))
        if notes:
            parts[f"ppt/notesSlides/notes{number}.xml"] = _slide("notes", notes, "")
            parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations(
                ("n1", "notesSlide", f"../notesSlides/notes{number}.xml")
            )
    parts["ppt/presentation.xml"] = (
        f"<p:presentation {_A}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    )
    parts["ppt/_rels/presentation.xml.rels"] = relations(*rows)
    return package({**parts, **(extra or {})})


def _slide(tag: str, text: str, show: str) -> str:
    lines = "".join(f"<a:p><a:r><a:t>{escape(t)}</a:t></a:r></a:p>" for t in text.split("\n"))
    return (
        f"<p:{tag} {_A}{show}><p:cSld><p:spTree><p:sp><p:txBody>{lines}</p:txBody></p:sp>"
        f"</p:spTree></p:cSld></p:{tag}>"
    )


_ODF_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"),
                        ("style", "style"), ("meta", "meta"), ("draw", "drawing"),
                        ("manifest", "manifest"), ("presentation", "presentation"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odf(
    kind: str, body: str, *, styles: str = "", automatic: str = "", author: str = "",
    manifest: str = "", extra: Mapping[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """An OpenDocument file; `kind` is "text", "spreadsheet" or "presentation"."""
    parts: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {_ODF_NAMES}><office:automatic-styles>"
        f"{automatic}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF_NAMES}><office:master-styles>"
        f"{styles}</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF_NAMES}><office:meta>"
        f"<dc:creator>{escape(author)}</dc:creator></office:meta></office:document-meta>",
    }
    if manifest:
        parts["META-INF/manifest.xml"] = (
            f"<manifest:manifest {_ODF_NAMES}>{manifest}</manifest:manifest>"
        )
    return package({**parts, **(extra or {})})
