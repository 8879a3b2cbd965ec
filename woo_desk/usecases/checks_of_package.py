"""Checks on what a package would hold, and on the one that was made last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import msgspec

from woo_desk.domain.checks import (
    Check,
    CheckKey,
    CheckState,
    Place,
    found,
    gaps_in,
    not_applicable,
)
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import ExportProfile, Residue, ResidueKind
from woo_desk.errors import UsageError
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.export_books import Books
from woo_desk.usecases.export_plan import ExportPlan
from woo_desk.usecases.letters import public_kinds
from woo_desk.usecases.session import Session

_CACHE = "refused_export"
_LOST = frozenset({ResidueKind.KEPT_TEXT_LOST})


def keep_residues(session: Session, step: int, residues: Sequence[Residue]) -> None:
    """Remember where the verifier found something, for as long as nothing else is decided.

    Args:
        session: of the dossier.
        step: undo step that was exported.
        residues: where, never what; none when the package was delivered.
    """
    with session.file.derive() as tx:
        tx.put_cached(_CACHE, str(step), msgspec.json.encode(residues))


def package_checks(
    session: Session, states: Sequence[DocumentState], profile: ExportProfile
) -> Iterator[Check]:
    """What the receivers would refuse, and what the last package says."""
    yield from _receivers(session, states, profile)
    residues = _residues(session)
    exports = session.file.exports()
    if residues is None and not exports:
        for key in (CheckKey.PROOF, CheckKey.READABLE):
            yield not_applicable(key)
    else:
        yield _found_back(CheckKey.PROOF, states, residues or (), is_lost=False)
        yield _found_back(CheckKey.READABLE, states, residues or (), is_lost=True)
    if not exports:
        yield not_applicable(CheckKey.BUNDLE)
        yield not_applicable(CheckKey.PACKAGE)
        return
    last = exports[-1].result
    pages = [Place(said=text("check_said.page", page=page)) for page in gaps_in(last.parts)]
    yield found(CheckKey.BUNDLE, pages, CheckState.WARN)
    is_old = last.step != session.file.undo_status().step
    yield found(CheckKey.PACKAGE, [Place()] if is_old else [], CheckState.WARN)


def _residues(session: Session) -> tuple[Residue, ...] | None:
    """Of the last try, while the dossier is still as it was; None when there was none."""
    kept = session.file.cached(_CACHE, str(session.file.undo_status().step))
    return None if kept is None else msgspec.json.decode(kept, type=tuple[Residue, ...])


def _found_back(
    key: CheckKey, states: Sequence[DocumentState], residues: Sequence[Residue], *, is_lost: bool
) -> Check:
    documents = {state.document.printed_number: state.document.id for state in states}
    places = []
    for residue in residues:
        if (residue.kind in _LOST) is not is_lost:
            continue
        path = PurePosixPath(residue.file_name)
        own = documents.get(path.stem) if path.parts[:1] == (package.DOCUMENTS,) else None
        page = residue.page_index if own is not None else None
        said = f"{residue.file_name}: {text(f'residue.{residue.kind.value}')}"
        places.append(Place(own, page, said=said))
    return found(key, places, CheckState.WARN)


def _receivers(
    session: Session, states: Sequence[DocumentState], profile: ExportProfile
) -> Iterator[Check]:
    """What the receivers would refuse before a file is written, and letters that lack words."""
    if not states:
        yield not_applicable(CheckKey.LETTERS)
        yield not_applicable(CheckKey.FORMATS)
        return
    step = session.file.undo_status().step
    plan = ExportPlan(step, tuple(states), (), frozenset(), (), ())
    books = Books(session, plan, profile, session.file.path.parent)
    numbers = {state.document.printed_number: state.document.id for state in states}
    problems = [
        Place(
            numbers.get(problem.number),
            said=text(f"publication_problem.{problem.key}", **problem.values),
        )
        for problem in books.early_problems()
    ]
    yield found(CheckKey.FORMATS, problems)
    if not public_kinds(session.dossier.basis, profile.formats):
        yield not_applicable(CheckKey.LETTERS)
        return
    try:
        gaps = [(letter.kind, gap) for letter in books.early_letters() for gap in letter.gaps]
    except UsageError as error:
        wrong = text(f"error.{error.key}", **error.values)
        yield found(CheckKey.LETTERS, [Place(said=wrong)])
        return
    lacking = [Place(said=f"{text(f'letter_kind.{kind.value}')}: {gap}") for kind, gap in gaps]
    yield found(CheckKey.LETTERS, lacking)
