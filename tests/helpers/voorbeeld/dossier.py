"""The whole example dossier: every file with its truth, and how both are written down."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from tests.helpers.voorbeeld import (
    chat,
    finishing,
    hidden,
    letters,
    lists,
    mail,
    memo,
    minutes,
    nota,
    pictures,
)
from tests.helpers.voorbeeld.paper import Paper
from tests.helpers.voorbeeld.truth import Hidden, Made

NOTA = "01 Nota tussenstand funderingsherstel.pdf"
CONCEPT = "02 Conceptnota tussenstand v0.4.pdf"
MAIL = "03 RE Cijfers Q1 voor de nota.pdf"
MINUTES = "04 Verslag projectoverleg 12 mei 2022.pdf"
CITIZEN = "05 Brief bewoner FH-2021-0387.pdf"
ANSWER = "06 Besluit FH-2021-0387.pdf"
QUARTERS = "07 Overzicht aanvragen per kwartaal.pdf"
CHAT = "08 Chat projectteam mei 2022.txt"
SCAN = "09 Scan bezoekverslag.pdf"
MEMO = "10 Memo_vdHeuvel_v2.pdf"
COPY = "11 Nota tussenstand (kopie DG).pdf"
START = "12 Startnotitie verkenning 2019.pdf"
KAMERBRIEF = "13 Kamerbrief verlenging regeling.pdf"
DEBATE = "14 Annotatie commissiedebat.pdf"
PRESENCE = "15 Presentielijst bewonersavond.pdf"
INSTRUCTION = "16 Werkinstructie FUNREG.pdf"


def build_dossier() -> list[Made]:
    """Every file of the example, in order of name."""
    made = [
        _nota(),
        _concept(),
        _drawn(MAIL, "e-mail", "2022-05-03", mail.draw, finishing.OUTLOOK),
        _minutes(),
        _drawn(CITIZEN, "brief", "2022-03-24", letters.draw_citizen, finishing.WRITER),
        _drawn(ANSWER, "brief", "2022-05-06", letters.draw_answer, finishing.SYSTEM, packed=True),
        _quarters(),
        _chat(),
        _scan(),
        _memo(),
        _copy(),
        _drawn(START, "notitie", "2019-09-18", memo.draw_start, finishing.WORD),
        _drawn(KAMERBRIEF, "Kamerbrief", "2022-06-03", letters.draw_kamerbrief, finishing.SYSTEM),
        _debate(),
        _drawn(PRESENCE, "presentielijst", "2022-06-09", lists.draw_presence, finishing.WRITER),
        _drawn(INSTRUCTION, "werkinstructie", "", pictures.draw_instruction, finishing.WORD),
    ]
    return sorted(made, key=lambda one: one.name)


def truth_json(dossier: list[Made]) -> str:
    """The record of everything planted, as it is kept beside the files."""
    record = {"made_with": made_with(), "files": [_as_json(made) for made in dossier]}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def made_with() -> dict[str, str]:
    """Versions of what the bytes depend on; with others, only texts and places are the same."""
    return {name: importlib.metadata.version(name) for name in ("pymupdf", "pikepdf", "pillow")}


def _as_json(made: Made) -> dict[str, Any]:
    plants = [{**asdict(plant), "core": plant.core} for plant in made.plants]
    for row in plants:
        row["boxes"] = [_rounded(box) for box in row["boxes"]]
    pixels = [{**asdict(one), "box": _rounded(one.box)} for one in made.pixels]
    return {
        "file": made.name,
        "kind": made.kind,
        "date": made.date,
        "pages": made.pages,
        "plants": plants,
        "hidden": [asdict(one) for one in made.hidden],
        "pixels": pixels,
        "stays": [asdict(one) for one in made.stays],
    }


def _rounded(box: tuple[float, float, float, float]) -> list[float]:
    return [round(value, 1) for value in box]


def _drawn(
    name: str,
    kind: str,
    date: str,
    draw: Callable[[Made], Paper],
    info: dict[str, str],
    *,
    packed: bool = False,
) -> Made:
    made = Made(name, kind=kind, date=date)
    doc = draw(made).finish()
    (finishing.packed_pdf if packed else finishing.plain_pdf)(made, doc, info)
    return made


def _nota() -> Made:
    made = Made(NOTA, kind="nota", date="2022-05-17")
    info = {**finishing.WORD, "author": "Heuvel, A.M. van den", "title": "Nota tussenstand"}
    finishing.plain_pdf(made, nota.draw(made, nota.FINAL).finish(), info)
    return made


def _copy() -> Made:
    """The same bytes under another name: what is true of the nota is true of this file."""
    made = _nota()
    made.name = COPY
    return made


def _concept() -> Made:
    made = Made(CONCEPT, kind="conceptnota", date="2022-04-21")
    info = {**finishing.SYSTEM, "author": "Talsma, J.W.", "title": "Conceptnota v0.4 (talsmaj1)"}
    finishing.packed_pdf(made, nota.draw(made, nota.CONCEPT).finish(), info)
    return made


def _minutes() -> Made:
    info = {**finishing.WRITER, "author": "Wojciech Przybylski", "title": "Verslag 12 mei"}
    return _drawn(MINUTES, "verslag", "2022-05-12", minutes.draw, info)


def _memo() -> Made:
    info = {**finishing.WORD, "author": "heuvela3", "title": "Memo_vdHeuvel_v2"}
    made = _drawn(MEMO, "memo", "2022-05-10", memo.draw_memo, info, packed=True)
    made.hidden.append(Hidden("file_name", "vdHeuvel"))
    return made


def _quarters() -> Made:
    made = Made(QUARTERS, kind="cijferoverzicht", date="2022-05-02")
    finishing.turned_pdf(made, lists.draw_quarters(made).finish(), finishing.CRYSTAL)
    return made


def _chat() -> Made:
    made = Made(CHAT, kind="chat", date="2022-05-16")
    made.data = chat.draw(made)
    return made


def _scan() -> Made:
    made = Made(SCAN, kind="verslag", date="2022-02-02")
    finishing.plain_pdf(made, pictures.draw_scan(made), finishing.SCANNER)
    return made


def _debate() -> Made:
    made = Made(DEBATE, kind="annotatie", date="2022-06-07")
    hidden.draw(made)
    return made
