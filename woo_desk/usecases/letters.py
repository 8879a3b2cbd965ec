"""Letters and notes of a dossier as docx: drafts for the organisation, and what is published.

A draft names who it is for and may hold what is withheld: it goes to `intern/brieven` or a folder
of the user's choice, never into a publication. What is published is made anew during an export, in
the plain form and from cleaned words, and the verifier reads it like every other file.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import BundlePart, Format
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.inventory import InventoryEntry, PublicText, build_inventory, spoken_text
from woo_desk.domain.letters import Letter, LetterFacts, LetterKind
from woo_desk.domain.table import Table
from woo_desk.domain.third_party import ThirdParty
from woo_desk.errors import NotReady, UsageError
from woo_desk.publication import package
from woo_desk.publication.letter_template import Material, fill
from woo_desk.store.rows import LETTER_FACTS, MOTIVATION, THIRD_PARTY
from woo_desk.usecases.chronology import (
    chosen_chronology,
    chronology_table,
    public_chronology,
)
from woo_desk.usecases.export_jobs import expect, single
from woo_desk.usecases.flow import Flow, Job, Outcome
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.letter_material import Case, Said, material
from woo_desk.usecases.letter_templates import house_style, template_for
from woo_desk.usecases.procedure import day_text, procedure
from woo_desk.usecases.publication import publication_settings, withdrawn
from woo_desk.usecases.requests_publication import LettersRequest, LettersResult
from woo_desk.usecases.session import Session
from woo_desk.usecases.third_parties import party_material, suspended

DRAFTS = "brieven"
"""Folder in `intern/` where drafts go."""
Drafts = tuple[tuple[Path, Letter], ...]
"""Letters that were written, each with its file."""
_OF_BASIS = {
    LegalBasis.WOO: (LetterKind.DECISION, LetterKind.JUSTIFICATION, LetterKind.CHRONOLOGY),
    LegalBasis.ART_68_GW: (
        LetterKind.REACTION, LetterKind.NOTE, LetterKind.JUSTIFICATION, LetterKind.CHRONOLOGY,
    ),
}  # fmt: skip
_PUBLIC = {
    Format.LETTER: {
        LegalBasis.WOO: LetterKind.DECISION,
        LegalBasis.ART_68_GW: LetterKind.REACTION,
    },
    Format.NOTE: {LegalBasis.ART_68_GW: LetterKind.NOTE},
    Format.JUSTIFICATION: dict.fromkeys(LegalBasis, LetterKind.JUSTIFICATION),
    Format.CHRONOLOGY: dict.fromkeys(LegalBasis, LetterKind.CHRONOLOGY),
}


def letter_facts(session: Session) -> LetterFacts:
    """What was told for the letters; empty while nothing was."""
    found = session.file.items(LETTER_FACTS)
    return found[0] if found else LetterFacts()


def change_letter_facts(session: Session, facts: LetterFacts) -> Changes:
    """Replace what was told for the letters."""
    if facts == letter_facts(session):
        return Changes()
    with session.step("letters") as tx:
        tx.put(facts)
    return Changes("step.letters", dossier=True)


def kinds_for(basis: LegalBasis) -> tuple[LetterKind, ...]:
    """What can be made for a dossier under this regime, letters to third parties aside."""
    return _OF_BASIS[basis]


def make_drafts(
    session: Session,
    folder: Path,
    kinds: Collection[LetterKind] = (),
    parties: Collection[str] = (),
) -> Flow[Drafts]:
    """Write drafts into a folder; all kinds that fit the regime when none is named.

    A letter for each third party that has passages belongs to them under the Woo; `parties` are
    the ids of those that get one, all when it is empty. What lies there under the same name is
    overwritten.

    Raises:
        UsageError: the folder is, or lies in, a publication; a template or the house style cannot
            be used; or the folder cannot be written to.
        WorkerDied: they could not be written.
    """
    package.refuse_publication(folder)
    case = case_of(session)
    chosen = tuple(kinds) or (*_OF_BASIS[case.dossier.basis], LetterKind.VIEWS)
    letters = tuple(_drafts(session, case, chosen, parties))
    table = None
    if LetterKind.CHRONOLOGY in chosen:
        numbers = {state.document.id: state.document.printed_number for state in case.states}
        table = chronology_table(case.lines, numbers)
    request = LettersRequest(str(folder), letters, house_style(), table)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError("target_unwritable", name=str(folder)) from None

    def record(_job: Job, outcome: Outcome) -> None:
        expect(outcome, LettersResult)

    if letters:
        yield single("letters", "letters", request, len(letters), record)
    return tuple((folder / name, letter) for name, letter in letters)


def _drafts(
    session: Session, case: Case, kinds: Sequence[LetterKind], parties: Collection[str]
) -> Iterator[tuple[str, Letter]]:
    """Each draft with the name of its file."""
    filled = material(case, _entries(session, case), lambda words: words, is_public=False)
    for kind in kinds:
        if kind is not LetterKind.VIEWS:
            yield f"{kind.value}.docx", _filled(kind, filled)
            continue
        for number, party in enumerate(case.parties, 1):
            if party.own_passages and (not parties or party.id in parties):
                yield f"{kind.value}-{number}.docx", _filled(kind, _for_party(case, party, filled))


def case_of(
    session: Session,
    states: Sequence[DocumentState] | None = None,
    published: Sequence[DocumentState] | None = None,
) -> Case:
    """All that letters speak of.

    Args:
        session: of the dossier.
        states: every document, where they are known already.
        published: those that an export writes: then the time line holds nothing of others, and
            nothing that is redacted.
    """
    known = tuple(session.file.states() if states is None else states)
    lines = (
        chosen_chronology(session) if published is None else public_chronology(session, published)
    )
    return Case(
        dossier=session.dossier,
        settings=publication_settings(session),
        facts=letter_facts(session),
        states=known,
        motivations=session.file.items(MOTIVATION),
        events=procedure(session),
        parties=session.file.items(THIRD_PARTY),
        lines=lines,
        grounds=load_grounds(),
        today=session.clock.now().date(),
    )


def public_kinds(basis: LegalBasis, formats: Collection[Format]) -> tuple[LetterKind, ...]:
    """What an export with these formats writes."""
    return tuple(
        kinds[basis] for choice, kinds in _PUBLIC.items() if choice in formats and basis in kinds
    )


def public_letters(
    case: Case, entries: Sequence[InventoryEntry], said: Said, formats: Collection[Format]
) -> tuple[Letter, ...]:
    """The letters of an export.

    Raises:
        UsageError: a template cannot be used.
    """
    filled = material(case, entries, said, is_public=True)
    return tuple(_filled(k, filled) for k in public_kinds(case.dossier.basis, formats))


def refuse_gaps(letters: Sequence[Letter]) -> None:
    """A letter that says "still to be filled in" must not be published.

    Raises:
        NotReady: "letter_incomplete", with what is lacking.
    """
    gaps = [f"{letter.kind.value}: {gap}" for letter in letters for gap in letter.gaps]
    if gaps:
        raise NotReady("letter_incomplete", count=len(gaps), name="; ".join(gaps))


def public_table(
    case: Case, entries: Sequence[InventoryEntry], said: Said, formats: Collection[Format]
) -> Table | None:
    """The time line of an export; None when it was not asked for."""
    if Format.CHRONOLOGY not in formats:
        return None
    lines = [
        dataclasses.replace(
            line, text=line.text and said(line.text), who=line.who and said(line.who)
        )
        for line in case.lines
    ]
    return chronology_table(lines, {entry.document_id: entry.printed_number for entry in entries})


def _filled(kind: LetterKind, filled: Material) -> Letter:
    return fill(kind, template_for(kind), filled)


def _for_party(case: Case, party: ThirdParty, filled: Material) -> Material:
    """Only what a letter to this party needs: of no other list can a template take anything."""
    values, passages = party_material(party, case.states)
    day = day_text(party.asked_on or case.today)  # the day of the facts is that of the decision
    filled_in = {**filled.values, **values, "briefdatum": day}
    return Material(filled_in, {"passages": passages}, filled.own)


def _entries(session: Session, case: Case) -> tuple[InventoryEntry, ...]:
    """Rows as they stand now, with the pages of the last export while it is not out of date."""
    exports = session.file.exports()
    parts: dict[DocumentId, BundlePart] = {}
    if exports and exports[-1].result.step == session.file.undo_status().step:
        parts = {part.document_id: part for part in exports[-1].result.parts}
    texts: dict[DocumentId, PublicText] = {
        state.document.id: spoken_text(state) for state in case.states
    }
    return build_inventory(
        case.states, texts=texts, files={}, parts=parts, held_back=frozenset(),
        grounds=case.grounds, withdrawn=withdrawn(session), suspended=suspended(session),
    )  # fmt: skip
