"""What a second export costs: `python -m tests.benchmarks.again [DOCUMENTS] [PAGES]`.

Short documents, so that what is the same for every document weighs as much as it can. Each has
numbers that are redacted everywhere, and a name of its own that is redacted later in one of them.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from tests.benchmarks.installed import as_installed
from tests.benchmarks.meter import Meter
from tests.benchmarks.pipeline import BUNDLE, export_cost, private_folder
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session, SystemClock
from woo_desk.usecases.sweep import find_words, redact_places
from woo_desk.workers.engine import LocalEngine
from woo_desk.workers.garbage import settle

DOCUMENTS, PAGES = 1_000, 1
PLAIN = "Over de voortgang van het dossier is met de betrokken afdelingen overleg gevoerd."


def main(documents: int, pages: int) -> None:
    settle()  # as a worker does
    with private_folder() as folder:
        session = _dossier(folder, documents, pages)
        with session.file:
            first = _export(session, folder, "first export", None)
            for name in ("nothing", "ground", "word"):
                if name == "ground":
                    _change_ground(session)
                if name == "word":
                    _redact_word(session)
                _export(session, folder, f"after a change of {name}", first)


def _dossier(folder: Path, documents: int, pages: int) -> Session:
    files = []
    for number in range(documents):
        path = folder / f"{number:05d}.pdf"
        page = [f"Zaak Zonneveld{number}", "BSN 123456782", f"Bel 06-{10_000_000 + number}"]
        path.write_bytes(simple_pdf([page + [PLAIN] * 20 for _ in range(pages)]))
        files.append(path)
    session = create_dossier(
        folder / "x.woodossier", "Proef", LegalBasis.WOO, user="bench", clock=SystemClock()
    )
    run_blocking(add_files(session, files), LocalEngine())
    run_blocking(detect_documents(session), LocalEngine())
    decide_scope(session, [d.id for d in session.file.documents()], ScopeOutcome.IN_SCOPE)
    confirm_findings(session, [f for state in session.file.states() for f in state.findings])
    return session


def _export(session: Session, folder: Path, what: str, first: Meter | None) -> Meter:
    meter = Meter()
    flow = export_package(session, folder / "uit", ExportProfile(hold_back_unready=True))
    run_blocking(flow, LocalEngine(), meter)
    meter.end()
    told = ", ".join(f"{name} {spent:.2f}" for name, spent in meter.cpu.items() if spent >= 0.01)
    bundle, rest = sum(meter.cpu[name] for name in BUNDLE), sum(meter.cpu.values())
    share = "" if first is None else (
        f" = {100 * export_cost(meter) / export_cost(first):.1f} % of the first in its stages,"
        f" {100 * (rest - bundle) / sum(first.cpu.values()):.1f} % of all of it with planning"
    )  # fmt: skip
    print(f"{what}: {rest - bundle:.2f} s CPU and {bundle:.2f} s for the bundle{share}\n   {told}")
    return meter


def _change_ground(session: Session) -> None:
    """One box says another ground; the same words are redacted."""
    redaction = next(r for state in session.file.states() for r in state.redactions)
    with session.step("change_grounds") as tx:
        tx.put(dataclasses.replace(redaction, ground_codes=(GroundCode("5.1.2i"),)))


def _redact_word(session: Session) -> None:
    """A word that stood readable in the first document."""
    document = session.file.documents()[0]
    places = find_words(session, document.id, "Zonneveld0", (GroundCode("5.1.2e"),))
    run_blocking(redact_places(session, places, RedactionOrigin.SEARCH), LocalEngine())


if __name__ == "__main__":
    as_installed("tests.benchmarks.again")
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [DOCUMENTS, PAGES][len(given) :]))
