"""Small values of the domain for tests of the dossier file."""

from __future__ import annotations

import datetime as dt
import hashlib

from woo_desk.domain.acknowledgement import Acknowledgement
from woo_desk.domain.carried import Carried
from woo_desk.domain.chronology import ChronologyChoices, ChronologyNote, Happening
from woo_desk.domain.document import (
    DatePrecision,
    Document,
    HiddenItem,
    HiddenKind,
    Page,
    PageLook,
    SourceComparison,
    SourceType,
)
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.export import (
    BundlePart,
    CheckOutcome,
    CheckResult,
    ExportProfile,
    ExportResult,
    PublishedFile,
    Residue,
    ResidueKind,
    SecondReaderDemand,
    Verification,
)
from woo_desk.domain.finding import (
    EntityType,
    Finding,
    FindingReview,
    Proposal,
    Role,
    Verdict,
    finding_id,
)
from woo_desk.domain.geometry import Box, Rotation, Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import (
    DecisionId,
    DocumentId,
    DossierId,
    GroundCode,
    PersonId,
    RedactionId,
    Sha256,
)
from woo_desk.domain.judgement import Judgement, JudgementOverride
from woo_desk.domain.letters import LetterFacts
from woo_desk.domain.likeness import Likeness, LikenessKind, LikenessState
from woo_desk.domain.list_entry import ListEntry, ListKind, OfficeHolder
from woo_desk.domain.motivation import Motivation
from woo_desk.domain.page_parts import Link, Section
from woo_desk.domain.passage import PassageChoice
from woo_desk.domain.person import KnownPerson, PersonClaim, PersonVerdict, RegisterEntry
from woo_desk.domain.procedure import ProcedureEvent, ProcedureEventKind
from woo_desk.domain.provision import EarlierProvision
from woo_desk.domain.publication import (
    ChangeKind,
    ChangeReason,
    DocumentChange,
    Publication,
    PublicationSettings,
    PublishedPart,
)
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.role_policy import Rank, RolePolicy
from woo_desk.domain.scope import PageScope, ScopeDecision, ScopeOutcome, ScopeReason
from woo_desk.domain.scope_proposal import ScopeRequest
from woo_desk.domain.second_reading import ReadingVerdict, SecondReading
from woo_desk.domain.self_description import DateBasis, DocumentStatus, SelfDescription
from woo_desk.domain.third_party import Passage, ThirdParty, ViewOutcome
from woo_desk.domain.vague_dates import Fineness
from woo_desk.store.dossier_file import DossierFile

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
BY = "j.devries"
SOURCE = b"%PDF-1.7 source"
PREPARED = b"%PDF-1.7 prepared"
PAGE_TEXT = "Nota aan de minister\nvan mevrouw Özdemir,\n  tel. 06-12345678"


def digest(content: bytes) -> Sha256:
    return Sha256(hashlib.sha256(content).hexdigest())


def dossier() -> Dossier:
    return Dossier(
        DossierId("dossier-1"),
        "Nareis op nareis",
        LegalBasis.WOO,
        NOW,
        inquiry_number="2026-0042",
        organisation="Ministerie van Voorbeelden",
        scope_from=dt.date(2022, 1, 1),
        scope_until=dt.date(2023, 12, 31),
    )


def document(number: int = 1, *, prepared: bytes = PREPARED, title: str = "Nota") -> Document:
    return Document(
        id=DocumentId(f"doc-{number}"),
        number=number,
        source_sha256=digest(SOURCE),
        source_name=f"bestand {number}.pdf",
        source_type=SourceType.PDF,
        title=title,
        added_at=NOW,
        source_bytes=len(SOURCE),
        prepared_sha256=digest(prepared),
        page_count=2,
        date=dt.date(2022, 5, 9),
        date_precision=DatePrecision.EXACT,
        kind="nota",
        hidden=(HiddenItem(HiddenKind.METADATA, None, "Author"),),
    )


def page(number: int = 1, index: int = 0, *, has_text: bool = True) -> Page:
    return Page(DocumentId(f"doc-{number}"), index, 595.32, 841.92, Rotation.RIGHT, has_text)


def look(number: int = 1, index: int = 1) -> PageLook:
    return PageLook(DocumentId(f"doc-{number}"), index, BY, NOW)


def finding(
    number: int = 1, index: int = 0, start: int = 33, *, proposal: Proposal = Proposal.REDACT
) -> Finding:
    document_id, span = DocumentId(f"doc-{number}"), Span(start, start + 7)
    return Finding(
        id=finding_id(document_id, index, span, EntityType.PERSON),
        document_id=document_id,
        page_index=index,
        span=span,
        boxes=(Box(72.0, 100.5, 130.25, 112.0),),
        text="Özdemir",
        entity_type=EntityType.PERSON,
        role=Role.CIVIL,
        proposal=proposal,
        ground_code=None if proposal is Proposal.KEEP else GroundCode("5.1.2e"),
        score=0.9,
        recognizer="person",
        why="Naam na een aanspreektitel.",
        detector_version="1",
    )


def review(of: Finding, verdict: Verdict = Verdict.REDACT) -> FindingReview:
    return FindingReview(of.id, verdict, BY, NOW)


def redaction(of: Finding, *, note: str = "") -> Redaction:
    return Redaction(
        id=RedactionId(f"lak-{of.id}"),
        document_id=of.document_id,
        page_index=of.page_index,
        boxes=of.boxes,
        ground_codes=(GroundCode("5.1.2e"),),
        origin=RedactionOrigin.FINDING,
        confirmed_by=BY,
        confirmed_at=NOW,
        finding_id=of.id,
        text=of.text,
        note=note,
    )


def decision(
    number: int = 1, sequence: int = 1, outcome: ScopeOutcome = ScopeOutcome.IN_SCOPE
) -> ScopeDecision:
    return ScopeDecision(
        id=DecisionId(f"besluit-{sequence}"),
        document_id=DocumentId(f"doc-{number}"),
        basis=LegalBasis.WOO,
        outcome=outcome,
        reason=ScopeReason.NONE,
        note="",
        decided_by=BY,
        decided_at=NOW,
        sequence=sequence,
    )


def override(number: int = 1) -> JudgementOverride:
    return JudgementOverride(
        document_id=DocumentId(f"doc-{number}"),
        judgement=Judgement.NOT_PUBLIC,
        ground_codes=(GroundCode("5.1.1c"),),
        public_link="",
        reason="Bedrijfsgegevens.",
        by=BY,
        at=NOW,
    )


def person(surname: str = "Özdemir") -> KnownPerson:
    return KnownPerson(surname, initials="A.", role=Role.CIVIL, certainty=0.9, aliases=("AÖ",))


def export_result(step: int) -> ExportResult:
    name = "documenten/0001.pdf"
    return ExportResult(
        step=step,
        files=(PublishedFile(name, digest(b"redacted"), 8, 2),),
        parts=(BundlePart(DocumentId("doc-1"), "0001", 1, 2),),
        held_back=(DocumentId("doc-2"),),
        verifications=(
            Verification(
                name,
                digest(b"redacted"),
                (CheckResult("glyphs", CheckOutcome.LEAK, "pdfium 5"),),
                (Residue(ResidueKind.GLYPH_IN_BOX, name, 0, Box(1, 2, 3, 4), "object 12"),),
            ),
        ),
    )


def fill(file: DossierFile, documents: int = 1) -> int:
    """Add documents of two pages, the second without text, as one step; returns its number."""
    with file.transact("step.add", by=BY, at=NOW) as tx:
        for number in range(1, documents + 1):
            tx.put(document(number))
            tx.put(page(number, 0))
            tx.put(page(number, 1, has_text=False))
    assert tx.step is not None
    return tx.step


def detect(file: DossierFile, number: int = 1, *, version: str = "1") -> Finding:
    """Write what detection found: one finding on the first page, nothing on the second."""
    found = finding(number)
    with file.derive() as tx:
        for index, text, findings in ((0, PAGE_TEXT, (found,)), (1, "", ())):
            assert tx.put_page_result(
                found.document_id, index, text, findings, complete=True, detector_version=version
            )
        tx.put_persons(found.document_id, (person(),))
    return found


def procedure_event() -> ProcedureEvent:
    """The request came in."""
    return ProcedureEvent("event-1", ProcedureEventKind.RECEIVED, NOW.date(), "per post")


def publication_settings() -> PublicationSettings:
    """What was chosen for the receivers."""
    return PublicationSettings(matter="2026-01", document_kinds={"nota": "iri"}, themes=("iri",))


def publication() -> Publication:
    """One version that went out."""
    part = BundlePart(DocumentId("doc-1"), "0001", 1, 3, "1")
    return Publication(1, NOW, BY, (PublishedPart(part, Sha256("ab" * 32)),))


def document_change() -> DocumentChange:
    """A correction that is on its way."""
    return DocumentChange(
        DocumentId("doc-1"), ChangeKind.CORRECTED, ChangeReason.PRIVACY, "Naam gelakt", BY, NOW, 1
    )


def motivation() -> Motivation:
    """Why one ground is used in one document."""
    return Motivation(GroundCode("5.1.2e"), "Weegt nog zwaar.", BY, NOW, DocumentId("doc-1"))


def acknowledgement() -> Acknowledgement:
    """A person has looked at a picture."""
    return Acknowledgement(DocumentId("doc-1"), "pictures", 0, "ab" * 32, BY, NOW, "Logo")


def register_entry() -> RegisterEntry:
    return RegisterEntry(
        PersonId("p1"),
        "A. Özdemir",
        (PersonClaim("a. ozdemir"), PersonClaim("ozdemir", "d1")),
        PersonVerdict.REDACT,
        (GroundCode("5.1.2e"),),
        BY,
        NOW,
    )


def export_profile() -> ExportProfile:
    return ExportProfile(second_reader=SecondReaderDemand.QUEUE, sample_percent=10)


def page_scope() -> PageScope:
    return PageScope(
        DocumentId("doc-1"), 0, 1, ScopeReason.SUBJECT, "gaat over iets anders", BY, NOW
    )


def second_reading() -> SecondReading:
    return SecondReading(
        DocumentId("doc-1"), "f1", "ab" * 16, ReadingVerdict.DISPUTED, BY, NOW, "een ambtsdrager"
    )


def source_comparison() -> SourceComparison:
    return SourceComparison(DocumentId("doc-1"), Sha256("ab" * 32), BY, NOW)


def passage_choice() -> PassageChoice:
    return PassageChoice("cd" * 16, DocumentId("doc-1"), "eigen toestemming", BY, NOW)


def list_entry() -> ListEntry:
    return ListEntry(ListKind.ALWAYS, "Zonnebloem", ("zonnebloemen",), reason="codenaam")


def office_holder() -> OfficeHolder:
    return OfficeHolder("van der Burg", "Erik", "staatssecretaris", since=dt.date(2022, 1, 10))


def role_policy() -> RolePolicy:
    return RolePolicy().readable_from(Rank.DIRECTOR)


def chronology_choices() -> ChronologyChoices:
    return ChronologyChoices((Happening.TOLD,), ("a1b2",))


def chronology_note() -> ChronologyNote:
    return ChronologyNote("n1", dt.date(2026, 11, 1), "besproken", "de DG", DocumentId("doc-1"))


def earlier_provision() -> EarlierProvision:
    return EarlierProvision(
        "e1",
        "Conceptnota",
        dt.date(2024, 6, 7),
        LegalBasis.ART_68_GW,
        "https://voorbeeld.invalid/1",
        sha256=Sha256("ab" * 32),
    )


def letter_facts() -> LetterFacts:
    return LetterFacts(requester="het lid Vos", sections={"nota.krachtenveld": "Afgestemd."})


def third_party() -> ThirdParty:
    return ThirdParty(
        "t1",
        "Bakkerij De Zon",
        passages=(Passage(DocumentId("doc-1"), 0, "De Zon levert brood."),),
        asked_on=dt.date(2026, 11, 2),
        outcome=ViewOutcome.AGREES,
    )


def carried() -> Carried:
    found = finding()
    return Carried(
        DocumentId("doc-1"), (redaction(found),), (review(found),), (look(),), decision()
    )


def likeness() -> Likeness:
    return Likeness(
        DocumentId("doc-1"),
        DocumentId("doc-2"),
        LikenessKind.VERSION,
        0.7,
        LikenessState.CONFIRMED,
        BY,
        NOW,
    )


def self_description() -> SelfDescription:
    return SelfDescription(
        DocumentId("doc-1"),
        dt.date(2023, 12, 11),
        dt.date(2023, 12, 20),
        "medio december",
        Fineness.PART_OF_MONTH,
        DateBasis.VAGUE,
        status=DocumentStatus.CONCEPT,
        links=(Link("https://voorbeeld.invalid/a", 0, is_joined=True),),
        sections=(Section("1", "Aanleiding", 0),),
    )


def scope_request() -> ScopeRequest:
    return ScopeRequest("alle stukken over nareis", ("nareis",), ("IND",), ("nota",))
