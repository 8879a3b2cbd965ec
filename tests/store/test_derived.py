from __future__ import annotations

import dataclasses

import pytest

from tests.store.samples import (
    BY,
    NOW,
    PAGE_TEXT,
    PREPARED,
    detect,
    digest,
    document,
    export_result,
    fill,
    finding,
    person,
    review,
)
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.log import LogAction

DOC_1 = DocumentId("doc-1")


def put(file: DossierFile, *, complete: bool = True, sha256: Sha256 | None = None) -> bool:
    with file.derive() as tx:
        return tx.put_page_result(
            DOC_1, 0, PAGE_TEXT, (finding(),), complete, "1", prepared_sha256=sha256
        )


def test_a_page_result_replaces_the_one_before_it_and_leaves_reviews_alone(
    file: DossierFile,
) -> None:
    fill(file)
    found = detect(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(review(found))
    other = finding(start=3)
    with file.derive() as derived:
        derived.put_page_result(DOC_1, 0, "nieuw", (other,), complete=True, detector_version="2")
    assert derived.changes.findings == {DOC_1}
    assert file.findings(DOC_1) == (other,)
    assert file.reviews(DOC_1) == (review(found),)
    text = file.page_text(DOC_1, 0)
    assert text is not None
    assert (text.text, text.complete, text.detector_version) == ("nieuw", True, "2")
    assert file.state(DOC_1).reviewed == {found.id}


def test_a_page_that_was_cut_short_does_not_count_as_analysed(file: DossierFile) -> None:
    fill(file)
    put(file, complete=False)
    assert file.state(DOC_1).analysed == frozenset()
    assert file.counts()[DOC_1].analysed == 0
    put(file)
    assert file.state(DOC_1).analysed == {0}


def test_findings_of_another_page_are_refused(file: DossierFile) -> None:
    fill(file, 2)
    with pytest.raises(ValueError, match="another page"), file.derive() as tx:
        tx.put_page_result(DOC_1, 1, "", (finding(),), complete=True, detector_version="1")


def test_what_was_found_in_an_earlier_prepared_pdf_does_not_count(file: DossierFile) -> None:
    """A document that is read in again must not pass for analysed by the old reading."""
    fill(file)
    detect(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(document(prepared=b"%PDF other"))
    assert file.findings(DOC_1) == ()
    assert file.state(DOC_1).analysed == frozenset()


def test_a_result_that_comes_too_late_is_not_taken_for_the_new_pdf(file: DossierFile) -> None:
    fill(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(document(prepared=b"%PDF other"))
    assert not put(file, sha256=digest(PREPARED))
    assert file.state(DOC_1).analysed == frozenset()
    assert put(file, sha256=digest(b"%PDF other"))


def test_a_result_for_a_document_that_was_undone_meanwhile_is_there_after_redo(
    file: DossierFile,
) -> None:
    fill(file)
    file.undo(by=BY, at=NOW)
    assert not put(file)
    assert put(file, sha256=digest(PREPARED))
    assert file.counts() == {}
    file.redo(by=BY, at=NOW)
    assert file.state(DOC_1).analysed == {0}
    assert file.findings(DOC_1) == (finding(),)


def test_derived_data_is_no_step_and_no_log_line(file: DossierFile) -> None:
    fill(file)
    lines = file.log_lines()
    detect(file)
    assert file.undo_status().step == 1
    assert file.log_lines() == lines


def test_persons_are_told_once_in_document_order(file: DossierFile) -> None:
    fill(file, 2)
    with file.derive() as tx:
        tx.put_persons(DocumentId("doc-2"), (person("Berg"), person()))
        tx.put_persons(DOC_1, (person(),))
        tx.put_persons(DOC_1, (person("Aalst"), person()))
    assert [known.surname for known in file.persons()] == ["Aalst", "Özdemir", "Berg"]


def test_an_export_is_kept_and_logged(file: DossierFile) -> None:
    step = fill(file)
    with file.derive() as tx:
        tx.put_export(export_result(step), by=BY, at=NOW)
    (record,) = file.exports()
    assert (record.result, record.by, record.at) == (export_result(step), BY, NOW)
    line = file.log_lines()[-1]
    assert (line.action, line.step, dict(line.counts)) == (LogAction.EXPORT, step, {"document": 1})


def test_documents_that_still_need_this_version_of_detection(file: DossierFile) -> None:
    fill(file, 2)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(dataclasses.replace(document(3), page_count=0))
    detect(file, 1)
    assert [d.number for d in file.documents_to_detect("1")] == [2]
    assert [d.number for d in file.documents_to_detect("2")] == [1, 2]
    with file.derive() as tx:
        tx.put_page_result(DOC_1, 1, "", (), complete=False, detector_version="1")
    assert [d.number for d in file.documents_to_detect("1")] == [1, 2]
