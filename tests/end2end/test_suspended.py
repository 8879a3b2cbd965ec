"""A third party objects: its document has a row and no file until two weeks after the decision."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pymupdf

from tests.end2end.test_publication import csv_rows, export
from tests.end2end.test_whole_line import ready
from tests.helpers.pdfs import simple_pdf
from tests.publication.samples import SETTINGS
from woo_desk.domain.export import Format
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.third_party import ViewOutcome
from woo_desk.usecases.procedure import put_event
from woo_desk.usecases.publication import change_publication_settings, record_publication
from woo_desk.usecases.session import Session
from woo_desk.usecases.third_parties import add_third_party, record_view

DECIDED = dt.date(2026, 6, 1)
FORMATS = frozenset({Format.INVENTORY_CSV, Format.PAGE_MAP, Format.DOSSIER, Format.PLATFORM})


@dataclass
class SetClock:
    """Says the day that it was set to."""

    day: dt.date

    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(12), dt.UTC)


def test_a_document_waits_two_weeks_and_then_comes_last(tmp_path: Path) -> None:
    sources = []
    for number, words in enumerate(("Het plan.", "Bakkerij De Zon levert brood.", "De weg."), 1):
        sources.append(tmp_path / f"{number}.pdf")
        sources[-1].write_bytes(simple_pdf([words, "Besproken met de raad."]))
    made = ready(tmp_path / "d.woodossier", *sources)
    clock = SetClock(DECIDED)
    session = Session(made.file, made.user, clock)
    with session.file:
        change_publication_settings(session, dataclasses.replace(SETTINGS, decision_day=DECIDED))
        put_event(session, ProcedureEventKind.DECIDED, DECIDED)
        party = add_third_party(session, "Bakkerij De Zon")
        assert [passage.document_id for passage in party.passages] == [
            session.file.documents()[1].id
        ]
        answer = dataclasses.replace(
            party, asked_on=dt.date(2026, 5, 1), answered_on=dt.date(2026, 5, 4),
            outcome=ViewOutcome.OBJECTS,
        )  # fmt: skip
        record_view(session, answer)

        first = export(session, tmp_path / "uit", formats=FORMATS)
        rows = csv_rows(first / "inventarislijst.csv")
        assert [row["Opgeschort"] for row in rows] == ["", "ja", ""]
        assert [row["Bestand"] for row in rows] == [
            "documenten/0001.pdf", "", "documenten/0003.pdf",
        ]  # fmt: skip
        assert rows[1]["Beoordeling"] == "Openbaar"
        sheet = openpyxl.load_workbook(first / "platform" / "productierapport.xlsx").active
        head, *values = sheet.iter_rows(values_only=True)
        told = [dict(zip(head, value, strict=True)) for value in values]
        assert [row["Opgeschort"] or "" for row in told] == ["", "ja", ""]
        for path in first.rglob("*"):
            if path.suffix == ".pdf":
                with pymupdf.open(path) as document:
                    assert "levert brood" not in "".join(page.get_text() for page in document)
        record_publication(session)

        clock.day = dt.date(2026, 6, 15)  # the last of the two weeks
        assert not (
            export(session, tmp_path / "uit", formats=FORMATS) / "documenten/0002.pdf"
        ).exists()
        clock.day = dt.date(2026, 6, 16)
        later = export(session, tmp_path / "uit", formats=FORMATS)
        assert (later / "documenten" / "0002.pdf").exists()
        parts = json.loads((later / "bladzijden.json").read_bytes())["documents"]
        assert [(part["number"], part["first_page"]) for part in parts] == [
            ("0001", 1), ("0003", 2), ("0002", 3),
        ]  # fmt: skip


def test_it_waits_for_the_judge_and_not_for_an_objection_that_was_followed(tmp_path: Path) -> None:
    source = tmp_path / "1.pdf"
    source.write_bytes(simple_pdf(["Bakkerij De Zon levert brood."]))
    other = tmp_path / "2.pdf"
    other.write_bytes(simple_pdf(["De weg."]))
    made = ready(tmp_path / "d.woodossier", source, other)
    session = Session(made.file, made.user, SetClock(dt.date(2026, 12, 1)))
    with session.file:
        put_event(session, ProcedureEventKind.DECIDED, DECIDED)
        party = add_third_party(session, "Bakkerij De Zon")
        answer = dataclasses.replace(
            party, asked_on=dt.date(2026, 5, 1), answered_on=dt.date(2026, 5, 4),
            outcome=ViewOutcome.OBJECTS, relief=True,
        )  # fmt: skip
        record_view(session, answer)
        public = export(session, tmp_path / "uit", formats=FORMATS - {Format.PLATFORM})
        assert [path.name for path in (public / "documenten").iterdir()] == ["0002.pdf"]
        record_view(session, dataclasses.replace(answer, followed=True))
        public = export(session, tmp_path / "uit", formats=FORMATS - {Format.PLATFORM})
        assert len(list((public / "documenten").iterdir())) == 2
