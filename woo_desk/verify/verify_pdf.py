"""Verifies one PDF: every check, on the final bytes, by other readers than the writer."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf

from woo_desk.domain.export import CheckOutcome, Mark, ResidueKind, Verification
from woo_desk.domain.ids import Sha256
from woo_desk.domain.verify_part import (
    WHOLE,
    Copied,
    FontLetters,
    PartChecked,
    PartKind,
    Told,
    VerifyPart,
)
from woo_desk.verify.contents import open_up
from woo_desk.verify.copies import NOTHING_PROVED, prove
from woo_desk.verify.findings import Findings
from woo_desk.verify.fonts import check_letters, check_names, mapped_letters
from woo_desk.verify.needles import Needles, needles_for
from woo_desk.verify.page_checks import PageChecks, Report
from woo_desk.verify.raw import check_outer_form, search
from woo_desk.verify.readers import PDFIUM, PIKEPDF
from woo_desk.verify.reading import Recogniser
from woo_desk.verify.relaid import Relaid
from woo_desk.verify.said import Said
from woo_desk.verify.structure import walk
from woo_desk.verify.unused import check_unused

OWN = "Woo Desk"
NOTHING_RELAID = Relaid()


def _silent(_done: int, _total: int) -> None:
    """Reports nothing."""


def verify_pdf(
    path: Path,
    file_name: str,
    *,
    marks: Sequence[Mark] | None,
    terms: Sequence[str],
    original: bytes | None = None,
    report: Report = _silent,
    relaid: Relaid = NOTHING_RELAID,
    recogniser: Recogniser | None = None,
) -> Verification:
    """Look for anything in one PDF that should be gone.

    Args:
        path: of the file; its bytes are read once, and all checks are on those.
        file_name: as it will be called in the package.
        marks: boxes to look into; None when they are not known, as for a bundle.
        terms: what may be said nowhere.
        original: the prepared PDF that it was made from, to compare with.
        report: told how many pages are done; may raise to stop.
        relaid: what the writer says of lines that it laid out again.
        recogniser: reads pictures; without one, what has to be read is NOT_POSSIBLE.

    Raises:
        OSError: the file cannot be read.
    """
    return verify_part(
        path,
        file_name,
        WHOLE,
        marks=marks,
        terms=terms,
        original=original,
        report=report,
        relaid=relaid,
        recogniser=recogniser,
    ).verification


def verify_part(
    path: Path,
    file_name: str,
    part: VerifyPart,
    *,
    marks: Sequence[Mark] | None,
    terms: Sequence[str],
    original: bytes | None = None,
    report: Report = _silent,
    relaid: Relaid = NOTHING_RELAID,
    recogniser: Recogniser | None = None,
    keeps_words: bool = False,
    copied: Sequence[Copied] = (),
) -> PartChecked:
    """Make some of the checks; only those have a line in the result, so that none seems made.

    Args and errors as `verify_pdf`, and:
        part: which checks.
        keeps_words: also gives what was searched, so that further words can be looked for in it.
        copied: files that were verified against the same terms; their pages, where they stand in
            this one as they were, need not be looked at a second time.
    """
    data = path.read_bytes()
    findings = Findings(file_name)
    needles = needles_for(tuple(terms))
    said = Said()
    if keeps_words and needles:
        needles = needles.noting(said)
    has = {part.kind, *((PartKind.FILE, PartKind.PAGES) if part.kind is PartKind.WHOLE else ())}
    mapped: Mapping[int, frozenset[str]] = {}
    printed: frozenset[str] = frozenset()
    proved = NOTHING_PROVED
    if copied and marks is None:
        proved = prove(
            data,
            copied,
            range(*part.pages) if part.kind is PartKind.PAGES else None,
            reads_lines=PartKind.PAGES in has,
        )
        if PartKind.PAGES in has:
            again = CheckOutcome.CLEAN if proved.lines else CheckOutcome.NOT_APPLICABLE
            findings.check("copied", f"{PDFIUM}, {PIKEPDF}, {OWN}", outcome=again).is_made = True
    if PartKind.FILE in has:
        with findings.check("file_name", OWN).reading() as name:
            if needles.in_value(file_name):
                name.add(ResidueKind.FILE_NAME)
        mapped = _check_bytes(data, findings, needles, marks, proved.streams)
    if PartKind.PAGES in has:
        checks = PageChecks(
            findings,
            needles,
            marks,
            compares=original is not None,
            relaid=relaid,
            recogniser=recogniser,
        )
        printed = checks.run(data, original, part, report, proved)
    if part.kind in (PartKind.WHOLE, PartKind.LETTERS):
        if part.kind is PartKind.LETTERS:
            mapped = {each.number: frozenset(each.letters) for each in part.told.mapped}
            printed = frozenset(part.told.printed)
        letters = findings.check("letters", PDFIUM)
        with letters.reading():
            check_letters(mapped, printed, letters)
    if PartKind.FILE in has and needles.unsearchable:
        findings.check("short_terms", OWN, outcome=CheckOutcome.NOT_POSSIBLE)
    return PartChecked(
        findings.verification(Sha256(hashlib.sha256(data).hexdigest())),
        _told(mapped, printed),
        said.packed() if keeps_words and needles else b"",
    )


def _told(mapped: Mapping[int, frozenset[str]], printed: frozenset[str]) -> Told:
    return Told(
        tuple(FontLetters(number, "".join(sorted(each))) for number, each in mapped.items()),
        "".join(sorted(printed)),
    )


def _check_bytes(
    data: bytes,
    findings: Findings,
    needles: Needles,
    marks: Sequence[Mark] | None,
    proved: Mapping[int, bytes],
) -> Mapping[int, frozenset[str]]:
    """The checks on the file as a whole; gives the letters that its fonts can tell."""
    by = f"{PIKEPDF}, {OWN}"
    labels = None if marks is None else frozenset(mark.label for mark in marks)
    looks = CheckOutcome.CLEAN if needles else CheckOutcome.NOT_APPLICABLE
    structure = findings.check("structure", by)
    content = findings.check("bytes", by, outcome=looks)
    fonts = findings.check("fonts", by)
    mapped: Mapping[int, frozenset[str]] = {}
    with structure.reading(), pikepdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:
        if pdf.is_encrypted:
            structure.add(ResidueKind.STRUCTURE, place="encryption")
        walked = walk(pdf, structure, is_bundle=marks is None, labels=labels)
        opened = open_up(data, pdf, structure, proved)
        check_outer_form(opened, walked, structure)
        check_unused(pdf, walked, structure)
        if pdf.get_warnings():
            structure.add(ResidueKind.UNREADABLE, place="repaired on reading")
        with content.reading():
            search(opened, pdf, walked, needles, labels, content)
        with fonts.reading():
            check_names(pdf, walked, fonts, proved)
            mapped = mapped_letters(pdf, walked, proved)
    return mapped
