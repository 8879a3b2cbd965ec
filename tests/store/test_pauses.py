"""A long command pauses between its parts, for a window to go on; it stays all or nothing."""

from __future__ import annotations

import dataclasses

import pytest

from tests.store.samples import BY, NOW, detect, fill, redaction
from woo_desk.domain.ids import DocumentId, RedactionId
from woo_desk.store.dossier_file import DossierFile

DOC_1 = DocumentId("doc-1")


def test_long_commands_pause_between_parts_and_cut_off_there_leave_nothing(
    file: DossierFile,
) -> None:
    fill(file)
    found = detect(file)
    many = [dataclasses.replace(redaction(found), id=RedactionId(f"r{n}")) for n in range(1_200)]
    pauses: list[int] = []
    file.between_parts(lambda: pauses.append(1))
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put_all(many)
    # Three parts of redactions, three of what undo needs.
    assert len(pauses) == 6
    before = file.redactions(DOC_1), file.undo_status(), len(file.log_lines())

    def cut_off() -> None:
        raise KeyboardInterrupt

    file.between_parts(cut_off)
    with pytest.raises(KeyboardInterrupt):
        file.undo(by=BY, at=NOW)
    with pytest.raises(KeyboardInterrupt), file.transact("step.y", by=BY, at=NOW) as tx:
        tx.put_all([dataclasses.replace(each, note="later") for each in many])
    assert (file.redactions(DOC_1), file.undo_status(), len(file.log_lines())) == before
