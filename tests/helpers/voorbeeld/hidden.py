"""A note for a debate that carries everything a reader of its pages does not see."""

from __future__ import annotations

import io
import re

import pikepdf
import pymupdf

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.finishing import WORD, opened, saved, set_info
from tests.helpers.voorbeeld.ministry import MINISTRY, labelled, page_number
from tests.helpers.voorbeeld.paper import GREY, Look, Paper
from tests.helpers.voorbeeld.truth import Hidden, Made

# WHY names of their own: each must be found in one hiding place only, or a test that looks for it
# would pass on the strength of another. None of them is printed on any page of the dossier.
AUTHOR = "Jelmer Houtsmuller"
COMMENTER = "Noortje Vredeveldt"
ATTACHED = "Quirijn Aalberse"
BOOKMARKED = "Ilse Tuijnenburg"
LAYERED = "Dirk-Willem Schaaphok"
REVISED = "Roderick Pannekeet"
INVISIBLE = "Fenna Kloosterziel"
OUTSIDE = "Sietse Bouwknegt"
DATE = "D:20220607091500+02'00'"


def draw(made: Made) -> None:
    """Draws the pages, hides things in them and fills in the bytes."""
    doc = _pages(made).finish()
    marked = doc[0].search_for("De doorlooptijd is zeventien weken")[0]
    _hide_in_pages(doc)
    info = {
        "author": AUTHOR,
        "title": f"Annotatie commissiedebat ({AUTHOR})",
        "subject": "Commissiedebat 8 juni 2022",
        **WORD,
    }
    with opened(doc) as pdf:
        set_info(pdf, made, info)
        _annotate(pdf, marked)
        _attach(pdf)
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Annotatie", 0))
            outline.root.append(pikepdf.OutlineItem(f"Inbreng {BOOKMARKED}", 1))
        _add_line(pdf, f"Opsteller: {REVISED}")
        made.data = saved(pdf, packed=False)
    made.data += _revision(made.data, "Opsteller: Directie Bodem en Ondergrond")
    made.hidden += [
        Hidden("metadata", AUTHOR),
        Hidden("annotation", COMMENTER, 0),
        Hidden("attachment", ATTACHED),
        Hidden("bookmark", BOOKMARKED),
        Hidden("layer", LAYERED, 0),
        Hidden("invisible_text", INVISIBLE, 1),
        Hidden("outside_page", OUTSIDE, 1),
        Hidden("old_revision", REVISED, 0),
    ]


def _pages(made: Made) -> Paper:
    look = Look(size=9.5, leading=13.6)
    paper = Paper(made, look, borders=(79.0, 110.0, 500.0, 760.0), at_end=page_number)
    paper.at(79.0, 66.0, MINISTRY, size=9.0, colour=GREY)
    paper.at(79.0, 94.0, "Annotatie commissiedebat Water en Wonen", size=14.0, bold=True)
    paper.y = 122.0
    rows = [
        ("Debat", "8 juni 2022, 10.00 uur, Troelstrazaal"),
        ("Voorzitter", "{o:Bergkamp} (D66)"),
        ("Contact", f"{p.OUWEHAND.full}, {p.OUWEHAND.gsm}"),
        ("Paraaf", f"{p.ZIJLMANS.mark} {p.HEUVEL.mark}"),
    ]
    labelled(paper, 79.0, rows, tab=70.0)
    paper.y += 26.0
    for heading, text in _TOPICS[:3]:
        paper.heading(heading)
        paper.paragraph(text)
    paper.new_page()
    for heading, text in _TOPICS[3:]:
        paper.heading(heading)
        paper.paragraph(text)
    return paper


_TOPICS = (
    (
        "1. Verlenging van de regeling",
        "U kunt melden dat de aanvraagtermijn wordt verlengd tot en met 31 december 2022. Het lid "
        "{o:Becker} (VVD) zal naar verwachting vragen of het plafond dan toereikend is.",
    ),
    (
        "2. Wachttijden",
        "De doorlooptijd is zeventien weken. Het streven is terug te gaan naar twaalf weken in het "
        "vierde kwartaal. Mevrouw {c:Griffioen} houdt de cijfers per week bij.",
    ),
    (
        "3. Landelijke aanpak",
        "Minister {o:De Jonge} komt voor het zomerreces met een brief. Staatssecretaris "
        "{o:Heijnen} is gevraagd naar de samenhang met het peilbeheer.",
    ),
    (
        "4. Vragen en antwoorden",
        "Vraag: waarom is de bijdrage niet gelijk aan de werkelijke kosten? Antwoord: de regeling "
        "is een tegemoetkoming. De gemiddelde bijdrage is € 23.400, ongeveer veertig procent van "
        "de kosten van herstel.",
    ),
    (
        "5. Achtergrond bij een individuele zaak",
        "In de media is aandacht voor de zaak van mevrouw {b:Wiebenga-Smallenbroek}. U gaat niet "
        "in op individuele zaken. Feitelijke informatie kan worden opgevraagd bij "
        + p.VLINKSTRA.mail
        + " of bij het secretariaat, "
        + p.DIRECTORATE_MAIL
        + ".",
    ),
)


def _hide_in_pages(doc: pymupdf.Document) -> None:
    """A layer that is switched off, text without ink, and text beside the visible page."""
    layer = doc.add_ocg("Werkaantekeningen", on=False)
    note = {"fontname": "helv", "fontsize": 8}
    doc[0].insert_text((330.0, 60.0), f"nog bespreken met {LAYERED}", oc=layer, **note)
    doc[1].insert_text((79.0, 700.0), f"nagezien door {INVISIBLE}", render_mode=3, **note)
    doc[1].insert_text((-180.0, 400.0), f"knipsel {OUTSIDE}", **note)


def _annotate(pdf: pikepdf.Pdf, marked: pymupdf.Rect) -> None:
    """A sticky note and a highlight over `marked`, both signed and with a comment."""
    x0, x1 = round(marked.x0), round(marked.x1)
    top, foot = round(842 - marked.y0), round(842 - marked.y1)
    sticky = {
        "/Type": pikepdf.Name.Annot,
        "/Subtype": pikepdf.Name.Text,
        "/Rect": [505, 640, 523, 658],
        "/Name": pikepdf.Name.Comment,
        "/T": COMMENTER,
        "/Contents": f"{COMMENTER}: klopt dit percentage nog?",
        "/M": DATE,
        "/C": [1, 0.85, 0],
    }
    highlight = {
        "/Type": pikepdf.Name.Annot,
        "/Subtype": pikepdf.Name.Highlight,
        "/Rect": [x0, foot, x1, top],
        "/QuadPoints": [x0, top, x1, top, x0, foot, x1, foot],
        "/T": COMMENTER,
        "/Contents": "aanscherpen",
        "/M": DATE,
        "/C": [1, 1, 0],
    }
    annotations = [pdf.make_indirect(pikepdf.Dictionary(a)) for a in (sticky, highlight)]
    pdf.pages[0].Annots = pikepdf.Array(annotations)


def _attach(pdf: pikepdf.Pdf) -> None:
    text = f"Belronde bewoners\n{ATTACHED}: belt terug na 17.00 uur\n".encode()
    pdf.attachments["belronde.txt"] = pikepdf.AttachedFileSpec(
        pdf,
        text,
        filename="belronde.txt",
        description="",
        mime_type="text/plain",
        creation_date=DATE,
        mod_date=DATE,
    )


def _add_line(pdf: pikepdf.Pdf, line: str) -> None:
    """A line in a stream of its own on the first page, so that it can be replaced later."""
    page = pdf.pages[0]
    page.Resources.Font["/Rev"] = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    page.contents_add(pdf.make_stream(_line_stream(line)))


def _line_stream(line: str) -> bytes:
    return f"q BT /Rev 8 Tf 0.35 g 79 32 Td ({line}) Tj ET Q\n".encode("cp1252")


def _revision(base: bytes, line: str) -> bytes:
    """An incremental update that replaces the line; the old one stays in the file."""
    # WHY by content: qpdf numbers objects anew on saving.
    marker = REVISED.encode("cp1252")
    with pikepdf.Pdf.open(io.BytesIO(base)) as pdf:
        number = next(
            obj.objgen[0]
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Stream) and marker in obj.read_bytes()
        )
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
        info = pdf.trailer.Info.objgen[0]
    body = _line_stream(line)
    start = len(base) + 1
    new = b"\n%d 0 obj\n<< /Length %d >>\nstream\n%sendstream\nendobj\n" % (number, len(body), body)
    previous = int(re.findall(rb"startxref\s+(\d+)", base)[-1])
    xref_at = len(base) + len(new)
    tail = (
        f"xref\n{number} 1\n{start:010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R "
        f"/Info {info} 0 R /Prev {previous} >>\nstartxref\n{xref_at}\n%%EOF\n"
    )
    return new + tail.encode("ascii")
