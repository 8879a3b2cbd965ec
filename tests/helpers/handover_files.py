"""Files of every kind for a made-up handover: lines, a word that hides, and who made it."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable

from PIL import Image

from tests.helpers.msgs import Msg, html_in_rtf
from tests.helpers.office import Sheet, docx, odf, paragraph, pptx, xlsx
from tests.helpers.pdfs import simple_pdf, text_image

Make = Callable[[list[str], str, str], tuple[bytes, bool]]


def _docx(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    comment = f'<w:comment w:id="1" w:author="{person}">{paragraph(hidden)}</w:comment>'
    body = "".join(map(paragraph, lines)) + '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    return docx(body, comments=comment, author=person), True


def _xlsx(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    shown = Sheet("Cijfers", [[line, float(n)] for n, line in enumerate(lines)])
    return xlsx(shown, Sheet("Verborgen", [[hidden]], state="hidden"), author=person), True


def _pptx(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    return pptx([("\n".join(lines), hidden, False), (person, "", True)]), True


def _odt(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    note = f"<office:annotation><dc:creator>{person}</dc:creator><text:p>{hidden}</text:p>"
    return odf("text", f"{body}<text:p>{note}</office:annotation></text:p>", author=person), True


def _ods(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    def row(text: str, extra: str = "") -> str:
        cell = f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"
        return f"<table:table-row{extra}>{cell}</table:table-row>"

    rows = "".join(map(row, lines)) + row(hidden, ' table:visibility="collapse"')
    table = f'<table:table table:name="Blad">{rows}</table:table>'
    return odf("spreadsheet", table, author=person), True


def _html(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<!DOCTYPE html><title>{person}</title>{body}<p style='display:none'>{hidden}</p>"
    return page.encode(), True


def _msg(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    rtf = html_in_rtf(" ".join(lines))
    return Msg(
        subject=lines[0], rtf=rtf, bcc=((hidden, f"{hidden}@x.example"),),
        sender=(person, "a@x.nl"),
        message_id=f"<{hidden}@outlook.example>",
    ).build(), True  # fmt: skip


def _txt(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    return "\r\n".join([*lines, person]).encode("cp1252", "replace"), False


def _csv(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    return "\n".join(f"{n};{line};{person}" for n, line in enumerate(lines)).encode(), False


def _pdf(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    return simple_pdf([part for line in lines for part in textwrap.wrap(line, 80)]), False


def _ics(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    text = "\\n".join(lines)
    return (
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{lines[0]}\r\nORGANIZER;CN={person}:"
        f"mailto:x@y.example\r\nDESCRIPTION:{text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode(), False


def _png(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    return text_image(lines[0][:40], 400, 60), False


def _odp(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
    box = "".join(f"<text:p>{line}</text:p>" for line in lines)
    frame = f"<draw:frame><draw:text-box>{box}</draw:text-box></draw:frame>"
    notes = f"<presentation:notes><text:p>{hidden}</text:p></presentation:notes>"
    return odf("presentation", f"<draw:page>{frame}{notes}</draw:page>", author=person), True


def _picture(form: str) -> Make:
    def make(lines: list[str], hidden: str, person: str) -> tuple[bytes, bool]:
        out = io.BytesIO()
        picture = Image.open(io.BytesIO(text_image(lines[0][:40], 400, 60))).convert("RGB")
        picture.save(out, form)
        return out.getvalue(), False

    return make


KINDS: tuple[tuple[str, Make], ...] = (
    ("docx", _docx), ("docx", _docx), ("xlsx", _xlsx), ("pptx", _pptx), ("odt", _odt),
    ("ods", _ods), ("html", _html), ("msg", _msg), ("txt", _txt), ("csv", _csv), ("pdf", _pdf),
    ("pdf", _pdf), ("ics", _ics), ("png", _png),
    ("odp", _odp), ("tif", _picture("TIFF")), ("jpg", _picture("JPEG")),
)  # fmt: skip
"""Kinds of files, some more often than others, and who makes them: lines, hidden word, person."""
PICTURES = ("png", "tif", "jpg")
"""Kinds whose words have to be read from a picture."""
