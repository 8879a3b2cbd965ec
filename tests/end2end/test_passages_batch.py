"""A run without a person redacts a passage wherever it stands, with the real workers."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.geometry import Box
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.passage_answers import redact_every_passage
from woo_desk.usecases.passages import find_passages
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.review import add_redaction
from woo_desk.usecases.scope import decide_scope
from woo_desk.workers.engine import EngineOptions, ProcessEngine

SAID = "de gekozen aanpak is volgens ons te duur en veel te laat besproken"


def test_what_is_redacted_in_one_document_is_in_the_other(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(simple_pdf([[f"Stuk {name}", SAID]]))
    session = create_dossier(
        tmp_path / "zaak.woodossier", "Proef", LegalBasis.WOO, user="tester", clock=FixedClock()
    )
    engine = ProcessEngine(EngineOptions(workers=1))
    with session.file:
        run_blocking(add_documents(session, [tmp_path / "a.pdf", tmp_path / "b.pdf"]), engine)
        run_blocking(detect_documents(session), engine)
        first, second = (document.id for document in session.file.documents())
        decide_scope(session, [first, second], ScopeOutcome.IN_SCOPE)
        ground = load_policy(LegalBasis.WOO).default_ground
        add_redaction(session, first, 0, (Box(72, 72, 200, 84),), (ground,), text="te duur")
        assert len(find_passages(session)) == 1
        assert run_blocking(redact_every_passage(session, RedactionOrigin.BATCH), engine) == 1
        engine.close()
        (made,) = session.file.redactions(second)
        assert (made.text, made.origin, made.ground_codes) == (
            "te duur",
            RedactionOrigin.BATCH,
            (ground,),
        )
        assert find_passages(session) == ()
