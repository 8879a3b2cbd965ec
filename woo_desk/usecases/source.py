"""The source of a document: saved as a copy, and compared with the pages that were made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import SourceComparison
from woo_desk.domain.file_name import safe_file_name
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import UsageError
from woo_desk.store.rows import COMPARED
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.session import Session

_LONGEST_ENDING = 10


def save_source(session: Session, document_id: DocumentId, folder: Path) -> Path:
    """Write the file as it came in to a folder, under a name that is free there.

    Returns:
        Its path; the name begins with the number of the document.

    Raises:
        UsageError: there is no source, or the folder cannot be written to.
        KeyError: there is no such document.
    """
    document = session.file.document(document_id)
    if not document.source_sha256:
        raise UsageError("unreadable")
    name = PurePath(document.source_name)
    ending = "".join(c for c in name.suffix[:_LONGEST_ENDING] if c.isalnum() or c == ".")
    stem = safe_file_name(f"{document.printed_number} {name.stem}", document.printed_number)
    content = session.file.blob_bytes(document.source_sha256)
    for count in range(1, 1000):
        path = folder / f"{stem}{f' ({count})' if count > 1 else ''}{ending}"
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        except OSError:
            break
        return path
    raise UsageError("target_unwritable", name=clean_name(str(folder)))


def to_compare(session: Session, document_ids: Sequence[DocumentId]) -> list[DocumentId]:
    """Those of some documents whose pages nobody has compared with the source yet."""
    done = {(each.document_id, each.prepared_sha256) for each in session.file.items(COMPARED)}
    documents = map(session.file.document, document_ids)
    return [
        document.id
        for document in documents
        if document.needs_comparing and (document.id, document.prepared_sha256) not in done
    ]


def confirm_compared(session: Session, document_ids: Sequence[DocumentId]) -> Changes:
    """Record that the user has compared the pages of these documents with their source."""
    waiting = to_compare(session, document_ids)
    if not waiting:
        return Changes()
    now = session.clock.now()
    with session.step("compare_source") as tx:
        for document_id in waiting:
            prepared = session.file.document(document_id).prepared_sha256
            tx.put(SourceComparison(document_id, prepared, session.user, now))
    return Changes("step.compare_source", documents=frozenset(waiting))
