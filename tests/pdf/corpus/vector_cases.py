"""Channels in drawings: the name as outlines. The reviewer draws a box around them."""

from __future__ import annotations

import re

import pikepdf
import pymupdf

from tests.pdf.corpus.case import NAME, SIZE, Draft, case

AREA = (0, (38.0, 285.0, 160.0, 325.0))
"""Page space; the outlines stand on the line y = 190 in PDF coordinates."""


def outlines() -> str:
    """The letters of the name as paths, as MuPDF draws them."""
    with pymupdf.open() as document:
        page = document.new_page(width=SIZE[0], height=SIZE[1])
        page.insert_text((40, 310), NAME, fontsize=20)
        svg = page.get_svg_image(text_as_path=True)
    glyphs = dict(re.findall(r'<path id="(\S+)" d="([^"]*)"', svg))
    uses = re.findall(r'#(\S+?)"[^>]*transform="matrix\(([^)]*)\)"', svg)
    if not uses:
        uses = [(i, m) for m, i in re.findall(r'transform="matrix\(([^)]*)\)"[^>]*#(\S+?)"', svg)]
    out = [f"1 0 0 -1 0 {SIZE[1]} cm"]
    for name, matrix in uses:
        out.append(f"q {matrix.replace(',', ' ')} cm {_pdf_path(glyphs[name])}")
    return "\n".join(out)


def _pdf_path(d: str) -> str:
    operators = {"M": ("m", 2), "L": ("l", 2), "C": ("c", 6)}
    out, x, y = [], 0.0, 0.0
    for letter, body in re.findall(r"([A-Z])([^A-Z]*)", d):
        values = [float(v) for v in re.findall(r"-?[\d.]+(?:e-?\d+)?", body)]
        if letter == "Z":
            out.append("h")
        elif letter in "HV":
            for value in values:
                x, y = (value, y) if letter == "H" else (x, value)
                out.append(f"{x} {y} l")
        else:
            operator, count = operators[letter]
            for at in range(0, len(values), count):
                x, y = values[at + count - 2], values[at + count - 1]
                out.append(" ".join(str(v) for v in values[at : at + count]) + f" {operator}")
    return " ".join(out)


@case("outlines", "each letter as a filled path", areas=(AREA,))
def _outlines() -> bytes:
    drawing = outlines().replace("\n", " f Q\n").replace("cm f Q", "cm", 1)
    return Draft().content(f"q {drawing} f Q Q\n").bytes()


@case("outline_clip", "letters as a clip path under a fill", areas=(AREA,), in_place=False)
def _outline_clip() -> bytes:
    first, *letters = outlines().split("\n")
    clips = " ".join(f"{letter} W n 0 0 1000 1000 re f Q" for letter in letters)
    return Draft().content(f"q {first} {clips} Q\n").bytes()


@case("signature", "a signature as one curved stroke, four fifths of it covered", areas=(AREA,))
def _signature() -> bytes:
    stroke = "1 w 40 190 m 60 230 80 150 100 190 c 120 230 140 150 200 195 c S\n"
    return Draft().content(stroke).bytes()


@case("outline_form", "outlines in a form on two pages", areas=(AREA, (1, AREA[1])))
def _outline_form() -> bytes:
    draft = Draft()
    drawing = outlines().replace("\n", " f Q\n").replace("cm f Q", "cm", 1)
    form = draft.form(f"q {drawing} f Q Q")
    draft.resource("XObject", "Fm", form).content("/Fm Do\n")
    page = draft.second_page("/Fm Do")
    page.Resources.XObject = pikepdf.Dictionary(Fm=form)
    return draft.bytes()
