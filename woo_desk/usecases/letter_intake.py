"""A letter of the dossier as one of its documents: the decision note goes to the Kamer as well."""

from __future__ import annotations

from woo_desk.domain.letters import LetterKind
from woo_desk.errors import NotReady
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.letters import make_drafts
from woo_desk.usecases.session import Session
from woo_desk.usecases.take_in import TakenIn, take_in


def take_in_letter(session: Session, kind: LetterKind = LetterKind.NOTE) -> Flow[TakenIn]:
    """Make a letter and take it in like any other file: it gets a number, detection and decisions.

    Raises:
        NotReady: "letter_incomplete": something is still to be filled in.
        UsageError: a template cannot be used.
        SourceError: as `take_in`.
    """
    with private_folder() as folder:
        ((path, letter),) = yield from make_drafts(session, folder, (kind,))
        if letter.gaps:
            names = "; ".join(f"{kind.value}: {gap}" for gap in letter.gaps)
            raise NotReady("letter_incomplete", count=len(letter.gaps), name=names)
        return (yield from take_in(session, [path]))
