"""The same thing once: copies, versions, verdicts that carry over, proposals for the scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.msgs import Msg
from tests.helpers.office import docx, paragraph
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.alignment import Part
from woo_desk.domain.document import Document
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import LikenessKind, LikenessState
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.domain.scope_proposal import ScopeRequest
from woo_desk.domain.self_description import DocumentStatus
from woo_desk.usecases import history
from woo_desk.usecases.dossier import change_dossier, create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import IntakeReport, add_documents
from woo_desk.usecases.likeness import LikenessReport, liken_documents
from woo_desk.usecases.requests_content import CompareRequest, CompareResult
from woo_desk.usecases.same_once import (
    confirm_likenesses,
    likenesses,
    reject_likenesses,
)
from woo_desk.usecases.scope_proposals import (
    accept_proposals,
    change_scope_request,
    scope_proposals,
    why,
)
from woo_desk.usecases.self_descriptions import (
    correct_description,
    description_of,
    expected_attachments,
    public_links,
)
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine
from woo_desk.workers.tasks_content import compare

TEXT = (
    "De directie heeft in mei 2023 onderzocht hoe vaak nareis op nareis voorkomt.",
    "Uit het onderzoek blijkt dat in totaal 1.040 aanvragen zijn ingediend.",
    "Contactpersoon is mevrouw P. Jansen van de afdeling uitvoering.",
    "De minister is op 7 juni 2023 over de uitkomst geïnformeerd door de dienst.",
)
FINAL = tuple(line.replace("1.040", "980") for line in TEXT)
MAIL = (
    "From: Anna Bakker <a.bakker@ministerie.example>\r\nTo: Bas Smit <b.smit@ind.example>\r\n"
    "Date: Fri, 02 Jun 2023 10:00:00 +0200\r\nSubject: Cijfers nareis\r\n"
    "Message-ID: <een@ministerie.example>\r\n\r\nBeste Bas, kun je mij de cijfers over nareis"
    " van vorig jaar sturen?\r\nGroet, Anna\r\n"
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "zaak.woodossier"
    made = create_dossier(path, "Zaak", LegalBasis.WOO, user="tester", clock=FixedClock())
    with made.file:
        yield made


@pytest.fixture
def take(session: Session, tmp_path: Path) -> Take:
    return Take(session, tmp_path / "in")


class Take:
    """Takes files in and gives the documents by name."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session, self._folder = session, folder

    def __call__(self, **files: bytes) -> dict[str, Document]:
        self.report: IntakeReport
        for name, content in files.items():
            path = self._folder / name.replace("__", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        flow = add_documents(self._session, [self._folder], reads_scans=False)
        self.report = run_blocking(flow, LocalEngine())
        return {each.source_name: each for each in self._session.file.documents()}


def letter(*lines: str, author: str = "A") -> bytes:
    return docx("".join(map(paragraph, lines)), author=author)


def liken(session: Session) -> LikenessReport:
    return run_blocking(liken_documents(session), LocalEngine())


def outcome(session: Session, document: Document) -> tuple[ScopeOutcome, ScopeReason] | None:
    decision = session.file.state(document.id).decision
    return (decision.outcome, decision.reason) if decision else None


def test_a_document_saved_again_is_a_copy(session: Session, take: Take) -> None:
    found = take(a__docx=letter(*TEXT, author="A"), b__docx=letter(*TEXT, author="B"))
    assert found["b.docx"].duplicate_of == found["a.docx"].id
    assert found["a.docx"].source_sha256 != found["b.docx"].source_sha256
    assert take.report.duplicates == 1
    history.undo(session)
    assert session.file.documents() == (), "one step, with the documents themselves"


def test_the_same_words_that_look_otherwise_are_for_a_person(session: Session, take: Take) -> None:
    lines = ("Eerste regel van het stuk.", "Tweede regel van het stuk met woorden.")
    found = take(a__pdf=simple_pdf(list(lines)), b__pdf=simple_pdf(list(lines), size=9))
    assert found["b.pdf"].duplicate_of is None
    (one,) = likenesses(session)
    assert (one.kind, one.document_id) == (LikenessKind.SAME_TEXT, found["b.pdf"].id)


def test_a_hidden_comment_makes_it_another_document(session: Session, take: Take) -> None:
    comment = f'<w:comment w:id="1" w:author="B">{paragraph("geheim")}</w:comment>'
    with_comment = docx("".join(map(paragraph, TEXT)), comments=comment)
    found = take(a__docx=letter(*TEXT), b__docx=with_comment)
    assert not any(each.duplicate_of for each in found.values())


def test_one_mail_in_three_forms(session: Session, take: Take) -> None:
    body = MAIL.partition("\r\n\r\n")[2]
    outlook = Msg(
        subject="Cijfers nareis", sender=("Anna Bakker", "a.bakker@ministerie.example"),
        to=(("Bas Smit", "b.smit@ind.example"),), plain=body,
        message_id="<een@ministerie.example>",
    ).build()  # fmt: skip
    other = MAIL.replace("vorig jaar", "dit jaar")
    found = take(
        a__eml=MAIL.encode(),
        b__eml=b"Received: from x by y\r\nX-Mailer: z\r\n" + MAIL.encode(),
        c__msg=outlook,
        d__eml=other.encode(),
    )
    kept = found["a.eml"].id
    assert [found[n].duplicate_of for n in ("b.eml", "c.msg", "d.eml")] == [kept, kept, None]
    assert len({each.thread for each in found.values()}) == 1


def test_who_is_in_bcc_may_not_go_unseen(session: Session, take: Take) -> None:
    of_sender = MAIL.replace("Date:", "Bcc: Geheim <g@x.example>\r\nDate:")
    found = take(a__eml=MAIL.encode(), b__eml=of_sender.encode())
    assert found["a.eml"].duplicate_of == found["b.eml"].id, "the fuller one is judged"


def test_different_messages_with_the_same_words_are_not_one(session: Session, take: Take) -> None:
    found = take(a__eml=MAIL.encode(), b__eml=MAIL.replace("<een@", "<twee@").encode())
    assert found["b.eml"].source_sha256 != found["a.eml"].source_sha256
    # they look the same and say the same, to the same people, in the same minute
    assert found["b.eml"].duplicate_of == found["a.eml"].id
    later = MAIL.replace("<een@", "<drie@").replace("10:00", "11:30")
    assert take(c__eml=later.encode())["c.eml"].duplicate_of is None


def test_a_concept_is_a_version_of_the_final_one(session: Session, take: Take) -> None:
    found = take(a_definitief__docx=letter(*FINAL), b_concept__docx=letter(*TEXT))
    (one,) = likenesses(session)
    assert one.kind is LikenessKind.VERSION
    assert one.document_id == found["b_concept.docx"].id
    left, right = (session.file.document(one.document_id), session.file.document(one.other_id))
    request = CompareRequest(str(session.file.path), left.prepared_sha256, right.prepared_sha256)
    result = compare(request, lambda _done, _total: None)
    assert isinstance(result, CompareResult)
    (changed,) = [each for each in result.segments if each.part is not Part.EQUAL]
    assert (changed.left_text, changed.right_text) == ("1.040", "980")
    assert changed.left[0].page_index == 0
    assert len(changed.left[0].boxes) == 1
    confirm_likenesses(session, [one])
    assert session.file.document(one.document_id).duplicate_of is None, "it stays a document"
    assert likenesses(session)[0].state is LikenessState.CONFIRMED


def test_what_is_confirmed_is_a_duplicate_and_what_is_rejected_stays_away(
    session: Session, take: Take
) -> None:
    lines = ("Eerste regel van het stuk.", "Tweede regel van het stuk met woorden.")
    found = take(a__pdf=simple_pdf(list(lines)), b__pdf=simple_pdf(list(lines), size=9))
    (one,) = likenesses(session)
    confirm_likenesses(session, [one])
    assert session.file.document(found["b.pdf"].id).duplicate_of == found["a.pdf"].id
    assert outcome(session, found["b.pdf"]) == (ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE)
    history.undo(session)
    assert session.file.document(found["b.pdf"].id).duplicate_of is None
    assert outcome(session, found["b.pdf"]) is None
    reject_likenesses(session, [one])
    assert liken(session).proposals == 0
    assert [each.state for each in likenesses(session)] == [LikenessState.REJECTED]


def test_scope_is_proposed_with_a_reason_and_decided_by_a_person(
    session: Session, take: Take
) -> None:
    process = MAIL.replace("<een@", "<p@").replace(
        "Beste Bas, kun je mij de cijfers over nareis van vorig jaar sturen?", "Akkoord, dank!"
    )
    invite = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Overleg\r\nEND:VEVENT\r\nEND:VCALENDAR"
    late = MAIL.replace("<een@", "<l@").replace("02 Jun 2023", "02 Jun 2024")
    found = take(
        a__docx=letter(*TEXT), b__docx=letter(*TEXT, author="B"), c__eml=process.encode(),
        d__ics=invite, e__eml=late.encode(), f__eml=MAIL.encode(),
        g__docx=letter("Over de kantine en het menu van volgende week vrijdag."),
    )  # fmt: skip
    change_dossier(
        session,
        replace(session.dossier, scope_from=dt.date(2023, 5, 1), scope_until=dt.date(2023, 7, 31)),
    )
    change_scope_request(session, ScopeRequest("alles over nareis", ("nareis",)))
    proposals = {each.document_id: each for each in scope_proposals(session)}
    said = {name: proposals[found[name].id] for name in found}
    out, within = ScopeOutcome.OUT_OF_SCOPE, ScopeOutcome.IN_SCOPE
    assert {name: (each.outcome, each.reason) for name, each in said.items()} == {
        "a.docx": (within, ScopeReason.NONE),
        "b.docx": (ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE),
        "c.eml": (out, ScopeReason.PERSONAL_OR_PROCESS),
        "d.ics": (out, ScopeReason.PERSONAL_OR_PROCESS),
        "e.eml": (out, ScopeReason.PERIOD),
        "f.eml": (within, ScopeReason.NONE),
        "g.docx": (out, ScopeReason.SUBJECT),
    }
    assert why(said["b.docx"]) == "Dubbel van nr. 0001."
    assert "02-06-2024" in why(said["e.eml"])
    chosen = [said["b.docx"], said["g.docx"]]
    accept_proposals(session, chosen)
    left = {each.document_id for each in scope_proposals(session)}
    assert left == set(proposals) - {each.document_id for each in chosen}
    history.undo(session)
    assert len(scope_proposals(session)) == len(found)


def test_what_a_document_says_is_kept_corrected_and_held_against_the_rest(
    session: Session, take: Take
) -> None:
    nota = (
        "Conceptnota uitkomst onderzoek", "Zie https://ind.nl/stukken/stand-van-de-uitvoering.pdf",
        "Bijlagen", "• informatieblad nareis op nareis", "• Verslag van gisteren",
    )  # fmt: skip
    found = take(
        nota__pdf=simple_pdf(list(nota)),
        informatieblad_nareis_op_nareis__docx=letter(*TEXT),
        stand_van_de_uitvoering__docx=letter("Stand van de uitvoering 2023."),
    )
    said = description_of(session, found["nota.pdf"].id)
    assert said is not None
    assert said.status is DocumentStatus.CONCEPT
    attachments = expected_attachments(session, said)
    assert [(each.name, each.found.number if each.found else None) for each in attachments] == [
        ("informatieblad nareis op nareis", found["informatieblad_nareis_op_nareis.docx"].number),
        ("Verslag van gisteren", None),
    ]
    (link,) = public_links(session, found["stand_van_de_uitvoering.docx"])
    assert link.url == "https://ind.nl/stukken/stand-van-de-uitvoering.pdf"
    assert link.printed_in.id == found["nota.pdf"].id
    correct_description(session, said, status=DocumentStatus.FINAL)
    liken(session)
    kept = description_of(session, found["nota.pdf"].id)
    assert kept is not None
    assert (kept.status, kept.corrected_by) == (DocumentStatus.FINAL, "tester")
    assert description_of(session, DocumentId("weg")) is None
