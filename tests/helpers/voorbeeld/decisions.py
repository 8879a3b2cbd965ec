"""What the reviewer of the example decides and detection cannot: `besluiten.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.helpers.voorbeeld import dossier as d
from tests.helpers.voorbeeld.truth import Made, Pixels

HEAD = """\
# Decisions of the reviewer of the example dossier, for what detection cannot decide.
# Made by `python -m tests.helpers.voorbeeld`; edit the generator, not this file.
#
# Order of the demonstration: intake of all files in this folder except README.md, waarheid.json
# and this one, in order of name; detection; then this file; then confirming what is proposed.
#
# [dossier]        fields as in domain.dossier.Dossier; basis is a LegalBasis, dates are TOML dates.
# [[file]]         one table per file, in order of name:
#   name           file name in this folder.
#   title          title for the inventory; free of personal data (absent: keep the one of intake).
#   kind           document kind in Dutch (absent: keep the one of intake).
#   date           date of the document; absent together with date_precision: keep that of intake.
#   date_precision DatePrecision; "unknown" has no date.
#   outcome        ScopeOutcome.
#   reason         ScopeReason.
#   note           text that may be printed in the inventory, "" for none.
#   public_link    present: judgement "already_public" with this link; `public_reason` says why.
#   looked_at      0-based indexes of pages that the reviewer has looked at.
#   [[file.box]]   a manual redaction: page_index (0-based), box [x0, y0, x1, y1] in page space
#                  (unrotated points, origin top left, y down), grounds (codes), text (the words
#                  under the box; may be empty).
#   [[file.search]] redact every occurrence of `text` on any page of this file, with `grounds`:
#                  what the reviewer finds by reading and redacts by searching.
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one file."""

    name: str
    title: str
    kind: str = ""
    date: str = ""
    date_precision: str = ""
    outcome: str = "in_scope"
    reason: str = "none"
    note: str = ""
    public_link: str = ""
    public_reason: str = ""
    search: Sequence[str] = ()


# WHY by search: a civil servant with the surname of a member of parliament, in the same documents.
# Who is meant is for a person to say.
NAMESAKE = ("Floor Ouwehand", "F.J. Ouwehand", "FOu")

DECISIONS = (
    Decision(
        d.NOTA,
        "Nota tussenstand regeling funderingsherstel Oostwetering",
        search=NAMESAKE[:1],
    ),
    Decision(
        d.CONCEPT,
        "Conceptnota tussenstand regeling funderingsherstel, versie 0.4",
        note="Conceptversie met voorlopige cijfers.",
        search=NAMESAKE[:1],
    ),
    Decision(
        d.MAIL,
        "E-mailwisseling over de cijfers voor de nota",
        search=(*NAMESAKE[:1], "gebremt1"),
    ),
    Decision(
        d.MINUTES,
        "Verslag projectoverleg funderingsherstel 12 mei 2022",
        search=NAMESAKE,
    ),
    Decision(d.CITIZEN, "Brief van een bewoner over aanvraag FH-2021-0387"),
    Decision(d.ANSWER, "Besluit op aanvraag FH-2021-0387"),
    Decision(
        d.QUARTERS,
        "Overzicht aanvragen per kwartaal, peildatum 31 maart 2022",
        search=(*NAMESAKE[:1], "00418827", "00420561", "00425390", "00431178", "demirog1"),
    ),
    Decision(
        d.CHAT,
        "Chat projectteam, mei 2022",
        kind="chat",
        date="2022-05-16",
        date_precision="exact",
        # WHY: first names and a nickname alone, in a chat: a reader knows, a recogniser may not.
        search=("Maaike", "JW", "Floor"),
    ),
    Decision(
        d.SCAN,
        "Bezoekverslag funderingsonderzoek FH-2021-0387 (scan)",
        kind="verslag",
        date="2022-02-02",
        date_precision="exact",
    ),
    Decision(d.MEMO, "Memo over bijdrage voor herstel dat al is uitgevoerd"),
    Decision(
        d.COPY,
        "Nota tussenstand regeling funderingsherstel (kopie)",
        outcome="duplicate",
        reason="duplicate",
        note="Gelijk aan document 0001.",
    ),
    Decision(
        d.START,
        "Startnotitie verkenning funderingsschade veengebied",
        outcome="out_of_scope",
        reason="period",
        note="Van 18 september 2019, dus van voor de gevraagde periode.",
    ),
    Decision(
        d.KAMERBRIEF,
        "Kamerbrief verlenging regeling funderingsherstel Oostwetering",
        public_link="https://www.waterstaatwonen.nl/kamerstukken/2022/06/03/verlenging-regeling",
        public_reason="Op 3 juni 2022 naar de Tweede Kamer gestuurd en toen gepubliceerd.",
    ),
    Decision(
        d.DEBATE,
        "Annotatie voor het commissiedebat van 8 juni 2022",
        kind="annotatie",
        search=NAMESAKE[:1],
    ),
    Decision(
        d.PRESENCE,
        "Presentielijst bewonersavond 9 juni 2022",
        kind="presentielijst",
        search=("ABh", "TWS", "CRA", "LØs", "BKr"),
    ),
    Decision(
        d.INSTRUCTION,
        "Werkinstructie FUNREG",
        kind="werkinstructie",
        date_precision="unknown",
    ),
)


def decisions_toml(dossier: Sequence[Made]) -> str:
    """The text of `besluiten.toml`."""
    made = {one.name: one for one in dossier}
    parts = [HEAD, _dossier_table()]
    parts += [_file_table(decision, made[decision.name]) for decision in DECISIONS]
    return "\n".join(parts)


def _dossier_table() -> str:
    return """\
[dossier]
title = "Woo-verzoek regeling funderingsherstel Oostwetering"
organisation = "Ministerie van Waterstaat en Wonen"
inquiry_number = "WOO-2022-0417"
basis = "woo"
scope_from = 2022-01-01
scope_until = 2022-08-31
scope_note = "Alle stukken over de uitvoering van de Tijdelijke regeling funderingsherstel \
Oostwetering, van 1 januari tot en met 31 augustus 2022."
"""


def _file_table(decision: Decision, made: Made) -> str:
    rows = ["[[file]]", _row("name", decision.name), _row("title", decision.title)]
    if decision.kind:
        rows.append(_row("kind", decision.kind))
    if decision.date:
        rows.append(f"date = {decision.date}")
    if decision.date_precision:
        rows.append(_row("date_precision", decision.date_precision))
    rows += [_row(key, getattr(decision, key)) for key in ("outcome", "reason", "note")]
    if decision.public_link:
        rows += [_row(key, getattr(decision, key)) for key in ("public_link", "public_reason")]
    pages = sorted({one.page_index for one in made.pixels})
    if pages:
        rows.append(f"looked_at = {pages}")
    for pixels in made.pixels:
        rows += ["", *_box(pixels)]
    for text in decision.search:
        rows += ["", "[[file.search]]", _row("text", text), 'grounds = ["5.1.2e"]']
    return "\n".join(rows) + "\n"


def _box(pixels: Pixels) -> list[str]:
    # WHY grown: a person draws around the words, not on their edge.
    x0, y0, x1, y1 = pixels.box
    box = [round(x0 - 2.0, 1), round(y0 - 2.0, 1), round(x1 + 2.0, 1), round(y1 + 2.0, 1)]
    return [
        "[[file.box]]",
        f"page_index = {pixels.page_index}",
        f"box = {box}",
        'grounds = ["5.1.2e"]',
        _row("text", pixels.text),
    ]


def _row(key: str, value: str) -> str:
    return f'{key} = "{value}"'
