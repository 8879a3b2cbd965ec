"""Pages whose words are pixels: a scanned form, and a page with a screenshot on it."""

from __future__ import annotations

import io
import math
import random

import pymupdf
from PIL import Image, ImageFilter

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.ministry import MINISTRY, labelled, page_number
from tests.helpers.voorbeeld.paper import BLUE, GREY, Look, Paper
from tests.helpers.voorbeeld.tables import table
from tests.helpers.voorbeeld.truth import Corners, Made, Pixels

SCAN_DPI = 130
SKEW_DEGREES = 0.7
"""Counter-clockwise."""


def draw_scan(made: Made) -> pymupdf.Document:
    """One page that is a grey, skewed picture of a filled-in form, and has no text at all."""
    drawn = Made(made.name)
    sheet = _form(drawn).finish()
    picture = _scanned(sheet[0])
    doc = pymupdf.open()
    page = doc.new_page(width=595.0, height=842.0)
    page.insert_image(page.rect, stream=picture)
    for plant in drawn.plants:
        if plant.must == "redact":
            for box in plant.boxes:
                made.pixels.append(Pixels(plant.type, plant.text, 0, _skewed(box)))
    made.pages = 1
    return doc


def _form(made: Made) -> Paper:
    paper = Paper(made, Look("mono", 10.5, 15.0), borders=(72.0, 90.0, 530.0, 780.0))
    paper.at(72.0, 66.0, "GRONDSLAG ADVIES B.V.", size=14.0, bold=True)
    paper.at(72.0, 82.0, "Bezoekverslag funderingsonderzoek", size=10.5)
    paper.rule(72.0, 92.0, 523.0, 92.0, weight=1.2)
    paper.y = 122.0
    rows = [
        ("Zaak", "FH-2021-0387"),
        ("Datum bezoek", "2 februari 2022"),
        ("Adres", f"{p.CITIZEN_ADDRESS}, {p.CITIZEN_TOWN}"),
        ("Bewoner", p.CITIZEN),
        ("Telefoon", p.CITIZEN_PHONE),
        ("Onderzoeker", p.SURVEYOR),
    ]
    labelled(paper, 72.0, rows, tab=110.0, size=10.5)
    paper.y += 16.0
    for text in (
        "Kelder bezocht van 10.15 tot 10.40 uur. Wanden vochtig tot 30 cm boven de vloer. "
        "Scheur in de achtergevel, breedte 4 tot 6 mm, lengte 1,8 m.",
        "Drie peilbuizen geplaatst (A1, A2, A3). Grondwater 41 cm boven de kop van de palen.",
        "Houtmonster genomen bij paal 7. Geen aantasting zichtbaar. Monster meegegeven aan het "
        "laboratorium onder nummer 22-0117.",
        "Buurman {b:A. Benhaddou} meldt dat de aanbouw uit 1994 op staal staat.",
        "Vervolg: rapport binnen vier weken naar {c:E. Vlinkstra}, ministerie.",
    ):
        paper.paragraph(text, after=9.0)
    paper.y += 30.0
    paper.at(72.0, paper.y, "Paraaf onderzoeker:  {i:BKr}")
    return paper


def _scanned(page: pymupdf.Page) -> bytes:
    pixmap = page.get_pixmap(dpi=SCAN_DPI, colorspace=pymupdf.csGRAY, alpha=False)
    clean = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    skewed = clean.rotate(SKEW_DEGREES, Image.Resampling.BICUBIC, fillcolor=255)
    soft = skewed.filter(ImageFilter.GaussianBlur(0.6)).point(lambda v: 30 + v * 212 // 255)
    grain = Image.frombytes("L", soft.size, random.Random(2022).randbytes(soft.width * soft.height))
    noisy = Image.blend(soft, grain, 0.035)
    stream = io.BytesIO()
    noisy.save(stream, "JPEG", quality=42, dpi=(SCAN_DPI, SCAN_DPI))
    return stream.getvalue()


def _skewed(box: Corners) -> Corners:
    """Where a box of the straight page lies after the turn around the middle of the page."""
    turn = math.radians(-SKEW_DEGREES)
    xs, ys = [], []
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            dx, dy = x - 297.5, y - 421.0
            xs.append(297.5 + dx * math.cos(turn) - dy * math.sin(turn))
            ys.append(421.0 + dx * math.sin(turn) + dy * math.cos(turn))
    return min(xs), min(ys), max(xs), max(ys)


SHOT = (82.0, 246.0, 512.0, 390.0)
"""Where the screenshot stands on its page."""


def draw_instruction(made: Made) -> Paper:
    """A working instruction with a screenshot: the user who is logged in stands in the pixels."""
    look = Look(size=9.5, leading=13.4)
    paper = Paper(made, look, borders=(79.0, 110.0, 515.0, 770.0), at_end=page_number)
    paper.at(79.0, 66.0, MINISTRY, size=9.0, colour=GREY)
    paper.at(79.0, 94.0, "Werkinstructie FUNREG – registreren van aanvragen", size=14.0, bold=True)
    paper.y = 122.0
    rows = [
        ("Versie", "1.3"),
        ("Beheer", f"{p.DEMIR.full} ({p.DEMIR.phone})"),
        ("Vragen", p.DESK_MAIL),
    ]
    labelled(paper, 79.0, rows, tab=60.0)
    paper.y += 10.0
    paper.heading("Stap 1. Zoek de aanvraag")
    paper.paragraph(
        "Open het werkblad en sorteer op datum van ontvangst. Controleer of de aanvraag al is "
        "toegewezen voordat u haar opent. Zie het voorbeeld hieronder.",
        stays=True,
    )
    _screenshot(paper)
    paper.at(82.0, 404.0, "Figuur 1. Werkblad met toegewezen aanvragen", size=8.0, colour=GREY)
    paper.y = 430.0
    paper.heading("Stap 2. Leg de datum van ontvangst vast")
    paper.bullets(
        [
            "Gebruik de datum van de ontvangststempel, niet die van de invoer.",
            "Twijfelt u, vraag het aan {c:Tesfalem} of {c:Wojciech}.",
            "Aanvragen zonder onderzoek van een erkend bureau krijgen status ‘onvolledig’.",
        ]
    )
    paper.heading("Stap 3. Draag over")
    paper.paragraph(
        "Wijs de aanvraag toe aan een behandelaar en zet de termijn op acht weken. Bij afwezigheid "
        "van een behandelaar neemt het loket contact op via " + p.GENERAL_PHONE + "."
    )
    return paper


def _screenshot(paper: Paper) -> None:
    width, height = SHOT[2] - SHOT[0], SHOT[3] - SHOT[1]
    drawn = Made(paper.made.name)
    screen = Paper(
        drawn, Look(size=8.5), size=(width, height), borders=(10.0, 50.0, width - 10, height)
    )
    screen.fill((0.0, 0.0, width, height), (0.97, 0.97, 0.98))
    screen.fill((0.0, 0.0, width, 24.0), BLUE)
    screen.at(10.0, 15.5, "FUNREG", bold=True, colour=(1.0, 1.0, 1.0))
    user = f"Ingelogd: {p.DEMIR.full} ({{u:{p.DEMIR.user_id}}})"
    screen.at(width - 10.0, 15.5, user, colour=(1.0, 1.0, 1.0), align="right")
    screen.y = 48.0
    rows = [
        ["Zaak", "Ontvangen", "Aanvrager", "Behandelaar"],
        ["FH-2021-0386", "08-10-2021", "{b:Østergård}", p.GRIFFIOEN.short],
        ["FH-2021-0387", "11-10-2021", p.CITIZEN_LAST, p.VLINKSTRA.short],
        ["FH-2021-0388", "11-10-2021", "{b:Benhaddou}", p.VLINKSTRA.short],
        ["FH-2021-0391", "13-10-2021", "{b:De Roo van Alderwerelt}", "niet toegewezen"],
    ]
    table(screen, rows, [88.0, 72.0, 140.0, 110.0], size=8.5)
    picture = screen.finish()[0].get_pixmap(dpi=144, alpha=False)
    paper.page.insert_image(pymupdf.Rect(SHOT), stream=picture.tobytes("png"))
    paper.page.draw_rect(pymupdf.Rect(SHOT), color=GREY, width=0.6)
    for plant in drawn.plants:
        for box in plant.boxes:
            place = (box[0] + SHOT[0], box[1] + SHOT[1], box[2] + SHOT[0], box[3] + SHOT[1])
            paper.made.pixels.append(Pixels(plant.type, plant.text, paper.page_index, place))
