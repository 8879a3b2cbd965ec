"""Killed at any moment, in a bulk decision, detection or export: what was entered is still there.

`WOO_DESK_KILLS` sets how many times (6 in the suite); the moments follow from a seed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.command import start
from tests.helpers.pdfs import simple_pdf
from tests.helpers.processes import is_alive, wait_until
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome
from woo_desk.publication.package import check_package
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier, open_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.workers.engine import EngineOptions, ProcessEngine

KILLS = int(os.environ.get("WOO_DESK_KILLS", "6"))
SEED = 20_261_122
LONGEST_S = {"decide": 3.0, "detect": 6.0, "export": 12.0}
"""Of each kind of work, start-up included."""

WORK = """
import sys
from pathlib import Path
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.session import SystemClock
from woo_desk.domain.export import ExportProfile
from woo_desk.workers.engine import EngineOptions, ProcessEngine

def main():
    kind, dossier, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    session = open_dossier(dossier, user="tester", clock=SystemClock())
    print("open", flush=True)
    if kind == "decide":
        found = [f for d in session.file.documents() for f in session.file.findings(d.id)]
        for turn in range(500):
            (confirm_findings if turn % 2 else keep_findings)(session, found)
            print("step", session.file.undo_status().step, flush=True)
        return
    engine = ProcessEngine(EngineOptions(workers=2))
    if kind == "detect":
        ids = [d.id for d in session.file.documents()]
        run_blocking(detect_documents(session, ids), engine)
    else:
        run_blocking(export_package(session, target, ExportProfile()), engine)
    engine.close()

if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ready for export: searched, decided, confirmed."""
    folder = tmp_path_factory.mktemp("zaak")
    sources = []
    for number in range(4):
        pages = [
            [f"Stuk {number}, blad {n}. Bel 06-1234{number}{n:03d} met Willemijn Przybylski."]
            for n in range(6)
        ]
        sources.append(folder / f"{number}.pdf")
        sources[-1].write_bytes(simple_pdf(pages))
    path = folder / "zaak.woodossier"
    session = create_dossier(path, "Proef", LegalBasis.WOO, user="tester", clock=FixedClock())
    engine = ProcessEngine(EngineOptions(workers=2))
    with session.file:
        run_blocking(add_documents(session, sources), engine)
        run_blocking(detect_documents(session), engine)
        engine.close()
        documents = [document.id for document in session.file.documents()]
        decide_scope(session, documents, ScopeOutcome.IN_SCOPE)
        found = [f for each in documents for f in session.file.findings(each)]
        assert len(found) > 20
        confirm_findings(session, found)
    return path


@dataclass(frozen=True)
class Decided:
    """What was decided about one document."""

    decision: ScopeDecision | None
    reviewed: frozenset[FindingId]
    redacted: frozenset[FindingId | None]
    findings: int


def decisions_in(path: Path) -> tuple[int, dict[DocumentId, Decided]]:
    """Step, and every decision, of a dossier that opens and is whole."""
    session = open_dossier(path, user="tester", clock=FixedClock())
    with session.file:
        session.file.check()
        decided = {
            state.document.id: Decided(
                state.decision,
                frozenset(state.reviewed),
                frozenset(box.finding_id for box in state.redactions),
                len(state.findings),
            )
            for state in session.file.states()
        }
        return session.file.undo_status().step, decided


def killed(kind: str, path: Path, target: Path, after_s: float, script: Path) -> list[str]:
    """Start the work, kill it and everything it started, and return what it said."""
    with start(kind, path, target, program=(sys.executable, str(script))) as process:
        time.sleep(after_s)
        is_over = process.poll() is not None
        if not is_over:
            os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
    assert wait_until(lambda: not is_alive(process.pid))
    assert "Traceback" not in err, err
    return out.splitlines()


@pytest.mark.parametrize("turn", range(KILLS))
def test_nothing_is_lost_and_nothing_is_half(dossier: Path, tmp_path: Path, turn: int) -> None:
    dice = random.Random(SEED + turn)
    kind = list(LONGEST_S)[turn % len(LONGEST_S)]
    script = tmp_path / "werk.py"
    script.write_text(WORK, "utf-8")
    target = tmp_path / "uit"
    before = decisions_in(dossier)
    said = killed(kind, dossier, target, dice.uniform(0.5, LONGEST_S[kind]), script)
    step, after = decisions_in(dossier)
    if kind == "decide":
        steps = [int(line.split()[1]) for line in said if line.startswith("step")]
        told = max(steps, default=before[0])
        assert told <= step <= told + 1, "a step that was told is gone"
        found = sum(each.findings for each in after.values())
        assert sum(len(each.reviewed) for each in after.values()) == found
        redacted = sum(len(each.redacted) for each in after.values())
        assert redacted in (0, found), "half a bulk decision"
    else:
        assert (step, after) == before
    if (target / "publicatie").exists():
        check_package(target / "publicatie")
