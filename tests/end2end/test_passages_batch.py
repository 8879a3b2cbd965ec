"""A run without a person redacts a passage wherever it stands, with the real workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.consistency import OpenPlace
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export_plan import find_open_places
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.passage_answers import redact_every_passage, redact_everywhere
from woo_desk.usecases.passages import find_passages
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.review import add_redaction
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_places
from woo_desk.workers.engine import EngineOptions, ProcessEngine

SAID = "de gekozen aanpak is volgens ons te duur en veel te laat besproken"


@contextmanager
def read_in(folder: Path, **pages: list[str]) -> Iterator[tuple[Session, ProcessEngine]]:
    """A dossier of documents of one page, read, searched and in scope."""
    for name, lines in pages.items():
        (folder / f"{name}.pdf").write_bytes(simple_pdf([lines]))
    session = create_dossier(
        folder / "zaak.woodossier", "Proef", LegalBasis.WOO, user="tester", clock=FixedClock()
    )
    engine = ProcessEngine(EngineOptions(workers=1))
    with session.file:
        run_blocking(add_documents(session, [folder / f"{name}.pdf" for name in pages]), engine)
        run_blocking(detect_documents(session), engine)
        ids = [document.id for document in session.file.documents()]
        decide_scope(session, ids, ScopeOutcome.IN_SCOPE)
        yield session, engine
        engine.close()


def test_what_is_redacted_in_one_document_is_in_the_other(tmp_path: Path) -> None:
    with read_in(tmp_path, a=["Stuk a", SAID], b=["Stuk b", SAID]) as (session, engine):
        first, second = (document.id for document in session.file.documents())
        ground = load_policy(LegalBasis.WOO).default_ground
        add_redaction(session, first, 0, (Box(72, 72, 200, 84),), (ground,), text="te duur")
        assert len(find_passages(session)) == 1
        assert run_blocking(redact_every_passage(session, RedactionOrigin.BATCH), engine) == 1
        (made,) = session.file.redactions(second)
        assert (made.text, made.origin, made.ground_codes) == (
            "te duur",
            RedactionOrigin.BATCH,
            (ground,),
        )
        assert find_passages(session) == ()


def test_a_word_that_goes_with_its_passage_goes_everywhere(tmp_path: Path) -> None:
    """It went in small letters, which was a new word, open in 39 places: no package at all."""
    lines = ["De naam Zeester voor dit werk is volgens ons te duur en veel te laat"]
    others = [lines[0].replace("Zeester", "zeester"), "Stuk b", "Een zeester ligt op het strand"]
    with read_in(tmp_path, a=lines, b=others) as (session, engine):
        first, second = (document.id for document in session.file.documents())
        ground = load_policy(LegalBasis.WOO).default_ground
        text = session.file.page_texts(first)[0]
        place = Span(text.index("Zeester"), text.index("Zeester") + len("Zeester"))
        open_place = OpenPlace(first, 0, place, "Zeester", (ground,))
        run_blocking(redact_places(session, [open_place], RedactionOrigin.SEARCH), engine)
        run_blocking(redact_everywhere(session, RedactionOrigin.BATCH), engine)
        assert [made.text for made in session.file.redactions(second)] == ["zeester"] * 2
        assert find_open_places(session) == ()
        assert find_passages(session) == ()
