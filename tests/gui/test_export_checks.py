"""Each check before export: what is planted appears in the one list, and its line jumps there."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from tests.gui.conftest import Bench
from tests.helpers import cases
from woo_desk.domain.acknowledgement import UncheckedPlace, seen_digest
from woo_desk.domain.changes import Changes
from woo_desk.domain.checks import CheckKey, CheckState
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.export import (
    BundlePart,
    ExportResult,
    Format,
    Residue,
    ResidueKind,
    SecondReaderDemand,
)
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode, Sha256
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.provision import EarlierProvision
from woo_desk.domain.publication import Publication, PublishedPart
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.third_party import ViewOutcome
from woo_desk.gui.dialogs.change_dialog import ChangeDialog
from woo_desk.gui.dialogs.export_dialog import ExportDialog
from woo_desk.gui.dialogs.letters_dialog import LettersDialog
from woo_desk.gui.dialogs.list_dialog import ListDialog
from woo_desk.gui.dialogs.procedure_dialog import ProcedureDialog
from woo_desk.gui.dialogs.provisions_dialog import ProvisionsDialog
from woo_desk.gui.dialogs.publication_dialog import PublicationDialog
from woo_desk.gui.dialogs.third_parties_dialog import ThirdPartiesDialog
from woo_desk.usecases.acknowledgement import note_unchecked
from woo_desk.usecases.checks import export_checks
from woo_desk.usecases.checks_of_package import keep_residues
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export_profile import change_export_profile, export_profile
from woo_desk.usecases.procedure import put_event
from woo_desk.usecases.provisions import add_provision
from woo_desk.usecases.publication import change_publication_settings, publication_settings
from woo_desk.usecases.review import reject_findings
from woo_desk.usecases.scope import decide_scope, override_judgement
from woo_desk.usecases.session import Session
from woo_desk.usecases.third_parties import add_third_party, record_view

OPINION = "wij vinden dat de wethouder dit plan beter niet had kunnen indienen bij de raad"
TEXTS = (
    f"Beste collega, {OPINION}. Groet, Kees Bakker",
    f"Op maandag:\n> Beste collega, {OPINION}. Groet, Kees\nDank voor je bericht over De Zon",
)
FIRST, SECOND = DocumentId("d1"), DocumentId("d2")
NOBODY = ""
"""Where a jump goes nowhere in the documents."""


def add(session: Session, number: int, text: str, *, decided: bool = True) -> None:
    with session.step("add_documents") as tx:
        tx.put(cases.document(number))
        tx.put(cases.page(number))
        if decided:
            tx.put(cases.decision(number, sequence=number))
    found = (cases.finding("Kees", text.index("Kees"), number=number),) if "Kees" in text else ()
    with session.file.derive() as derived:
        derived.put_page_result(cases.document(number).id, 0, text, found, True, "1")


def redact(session: Session, words: str, code: str = "5.1.2e", number: int = 1) -> None:
    box = cases.redaction(number=number, words=words, codes=(GroundCode(code),))
    with session.step("add_redaction") as tx:
        tx.put(box)


def change(session: Session, **changes: object) -> None:
    (first, *_) = session.file.documents()
    with session.step("describe_document") as tx:
        tx.put(dataclasses.replace(first, **changes))  # type: ignore[arg-type]  # per case


def under_article_68(session: Session, **changes: object) -> None:
    new = dataclasses.replace(session.dossier, basis=LegalBasis.ART_68_GW, **changes)  # type: ignore[arg-type]
    with session.step("edit_dossier") as tx:
        tx.put(new)


def choose(session: Session, **changes: object) -> None:
    change_export_profile(session, dataclasses.replace(export_profile(session), **changes))  # type: ignore[arg-type]


def exported(session: Session, *parts: BundlePart, step: int | None = None) -> None:
    at = session.file.undo_status().step if step is None else step
    with session.file.derive() as tx:
        tx.put_export(ExportResult(at, (), parts, (), ()), by="t", at=cases.NOW)


# What is planted ---------------------------------------------------------------------------------


def no_reason(session: Session) -> None:
    decide_scope(session, [FIRST], ScopeOutcome.OUT_OF_SCOPE)


def not_looked_at(session: Session) -> None:
    with session.step("add_documents") as tx:
        tx.put(cases.page(1, has_text=False))


def not_analysed(session: Session) -> None:
    with session.step("add_documents") as tx:
        tx.put(cases.page(1, 1))


def not_checked(session: Session) -> None:
    state = session.file.state(FIRST)
    seen = seen_digest(state.document.prepared_sha256, state.redactions, 0)
    note_unchecked(session, [state], [UncheckedPlace(FIRST, "pixels", 0, seen)])


def inconsistent(session: Session) -> None:
    redact(session, "Willem Zeegers")
    add(session, 3, "De heer Willem Zeegers belde.")


def passage(session: Session) -> None:
    redact(session, OPINION)


def second_reader(session: Session) -> None:
    choose(session, second_reader=SecondReaderDemand.DOCUMENTS)


def residual(session: Session) -> None:
    box = cases.redaction(words="x", codes=(GroundCode("5.1.5"), GroundCode("5.1.2e")))
    with session.step("add_redaction") as tx:
        tx.put(box)


def only_personal(session: Session) -> None:
    under_article_68(session, only_personal_data=True)
    for number in (1, 2):
        document = DocumentId(f"d{number}")
        decide_scope(session, [document], ScopeOutcome.IN_SCOPE)
    redact(session, "x", "belang van de staat")


def judged_public(session: Session) -> None:
    redact(session, "x")
    override_judgement(session, [FIRST], Judgement.ALREADY_PUBLIC, public_link="https://a.nl/")


def by_batch(session: Session) -> None:
    with session.step("add_documents") as tx:
        tx.put(cases.redaction(words="Kees", origin=RedactionOrigin.BATCH))


def changed_since(session: Session) -> None:
    part = PublishedPart(BundlePart(FIRST, "0001", 1, 1), Sha256("a" * 64))
    earlier = cases.NOW - dt.timedelta(days=9)
    with session.step("add_documents") as tx:
        tx.put(Publication(1, earlier, "t", (part,)))


def objection(session: Session) -> None:
    party = add_third_party(session, "De Zon")
    asked = dataclasses.replace(
        party, asked_on=dt.date(2026, 1, 5), answered_on=dt.date(2026, 1, 6),
        outcome=ViewOutcome.OBJECTS,
    )  # fmt: skip
    record_view(session, asked)


def given_before(session: Session) -> None:
    digest = session.file.documents()[1].source_sha256
    add_provision(session, EarlierProvision("e", "Nota", None, None, source_sha256=digest))


def two_days(session: Session) -> None:
    put_event(session, ProcedureEventKind.RECEIVED, cases.NOW.date())
    day = cases.NOW.date() - dt.timedelta(days=3)
    settings = dataclasses.replace(publication_settings(session), request_day=day)
    change_publication_settings(session, settings)


def found_back(kind: ResidueKind) -> Callable[[Session], None]:
    def plant(session: Session) -> None:
        step = session.file.undo_status().step
        keep_residues(session, step, [Residue(kind, "documenten/0002.pdf", 0)])

    return plant


@dataclass(frozen=True)
class Case:
    """One check: what makes it fail, whether that blocks, and where its line leads."""

    plant: Callable[[Session], object]
    jump: str | type[QDialog]
    """Id of a document, name of a workspace, or the dialog that opens."""
    blocks: bool = True


BLOCK, LOOK = True, False
CASES: dict[CheckKey, Case] = {
    CheckKey.DOCUMENTS: Case(lambda _s: None, "files"),
    CheckKey.OPENED: Case(lambda s: change(s, problem=IntakeProblem.DAMAGED), FIRST),
    CheckKey.SCOPE: Case(lambda s: add(s, 3, "x", decided=False), DocumentId("d3")),
    CheckKey.SCOPE_REASON: Case(no_reason, FIRST, LOOK),
    CheckKey.ANALYSED: Case(not_analysed, FIRST),
    CheckKey.LOOKED_AT: Case(not_looked_at, FIRST),
    CheckKey.COMPARED: Case(lambda s: change(s, warnings=(IntakeProblem.TEXT_LOST,)), FIRST),
    CheckKey.NOT_CHECKED: Case(not_checked, FIRST),
    CheckKey.DECIDED: Case(lambda _s: None, FIRST),
    CheckKey.CONSISTENT: Case(inconsistent, DocumentId("d3")),
    CheckKey.PASSAGES: Case(passage, SECOND),
    CheckKey.SECOND_READER: Case(second_reader, "second"),
    CheckKey.GROUNDS: Case(lambda s: redact(s, "x", "persoonsgegevens"), FIRST),
    CheckKey.RESIDUAL: Case(residual, FIRST),
    CheckKey.MOTIVATION: Case(lambda s: redact(s, "x", "5.1.2i"), FIRST),
    CheckKey.ONLY_PERSONAL_DATA: Case(only_personal, FIRST),
    CheckKey.JUDGEMENT: Case(judged_public, FIRST, LOOK),
    CheckKey.ATTENTION: Case(
        lambda s: change(s, warnings=(IntakeProblem.NOT_WHAT_IT_SAYS,)), FIRST, LOOK
    ),
    CheckKey.BATCH: Case(by_batch, FIRST, LOOK),
    CheckKey.CHANGES: Case(changed_since, ChangeDialog, LOOK),
    CheckKey.VIEWS: Case(lambda s: add_third_party(s, "De Zon"), ThirdPartiesDialog, LOOK),
    CheckKey.OBJECTIONS: Case(objection, SECOND, LOOK),
    CheckKey.PROVISIONS: Case(given_before, ProvisionsDialog, LOOK),
    CheckKey.DEADLINE: Case(
        lambda s: put_event(s, ProcedureEventKind.RECEIVED, dt.date(2025, 1, 6)),
        ProcedureDialog,
        LOOK,
    ),
    CheckKey.REQUEST_DAY: Case(two_days, PublicationDialog, LOOK),
    CheckKey.LETTERS: Case(lambda s: choose(s, formats=frozenset({Format.LETTER})), LettersDialog),
    CheckKey.FORMATS: Case(
        lambda s: choose(s, formats=frozenset({Format.PLATFORM})), PublicationDialog
    ),
    CheckKey.PROOF: Case(found_back(ResidueKind.TEXT), SECOND, LOOK),
    CheckKey.READABLE: Case(found_back(ResidueKind.KEPT_TEXT_LOST), SECOND, LOOK),
    CheckKey.BUNDLE: Case(
        lambda s: exported(s, BundlePart(FIRST, "0001", 1, 2), BundlePart(SECOND, "0002", 4, 4)),
        ExportDialog,
        LOOK,
    ),
    CheckKey.PACKAGE: Case(lambda s: exported(s, step=0), ExportDialog, LOOK),
}


def test_every_check_of_the_list_is_tried() -> None:
    assert set(CASES) == set(CheckKey)


@pytest.mark.parametrize("key", CheckKey)
def test_what_is_planted_is_a_line_that_jumps(bench: Bench, path: Path, key: CheckKey) -> None:
    case, desk = CASES[key], bench.desk
    made = create_dossier(path, "Proef", LegalBasis.WOO, user="tester", clock=cases.FixedClock())
    if key is not CheckKey.DOCUMENTS:
        for number, text in enumerate(TEXTS, 1):
            add(made, number, text)
    made.file.close()
    assert desk.open(path)
    session = desk.session
    assert session is not None
    if key not in (CheckKey.DOCUMENTS, CheckKey.DECIDED):
        keep_all(session)
        before = {check.key: check.state for check in export_checks(session)}
        assert before[key] in (CheckState.GOOD, CheckState.NOT_APPLICABLE)
    case.plant(session)
    desk.on_changed(Changes(documents=frozenset(d.id for d in session.file.documents())))
    desk.workspaces.go("publish")
    desk.publish.read_again()
    lines = [line for line in desk.publish.left.lines if line.check is key]
    assert lines, "what was planted is on the list"
    assert {line.blocks for line in lines} == {case.blocks}
    assert all(line.what and line.now for line in lines)
    assert jumped(bench, lambda: desk.publish_commands.go_to_line(lines[0])) == where(case)
    wanted = "PassageDialog" if key is CheckKey.PASSAGES else where(case)
    assert jumped(bench, lambda: from_the_whole_list(bench, key)) == wanted


def keep_all(session: Session) -> None:
    """Every finding is decided on: nothing in it is private."""
    for document in session.file.documents():
        reject_findings(session, session.file.findings(document.id))


def where(case: Case) -> str:
    return case.jump if isinstance(case.jump, str) else case.jump.__name__


def jumped(bench: Bench, act: Callable[[], object]) -> str:
    """Where it went: the dialog that opened, else the workspace, else the document."""
    desk, opened = bench.desk, list[str]()
    listing = bench.asker.fill

    def fill(dialog: QDialog) -> bool:
        if isinstance(dialog, ListDialog):
            return listing(dialog)
        opened.append(type(dialog).__name__)
        return False

    class Files(list[Path]):
        def __bool__(self) -> bool:
            opened.append("files")
            return False

    bench.asker.fill, bench.asker.next_files = fill, Files()
    desk.workspaces.go("publish")
    act()
    bench.asker.fill = listing
    if opened:
        return opened[0]
    name = desk.workspaces.current.name
    if name == "documents":
        return desk.state.document.id if desk.state else NOBODY
    return name


def from_the_whole_list(bench: Bench, key: CheckKey) -> None:
    """Choose the same check in the dialog with all of them, good ones too."""

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ListDialog)
        assert dialog.table.rowCount() == len(CheckKey)
        dialog.table.setCurrentCell(list(CheckKey).index(key), 0)
        dialog.go.click()
        return True

    through = bench.asker.fill

    def either(dialog: QDialog) -> bool:
        return fill(dialog) if isinstance(dialog, ListDialog) else through(dialog)

    bench.asker.fill = either
    bench.desk.window.actions_["export_checks"].trigger()
