"""Collects what the checks on one file find; says where, never what."""

from __future__ import annotations

import csv
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

import pikepdf
import pypdf.errors
import pypdfium2

from woo_desk.domain.export import (
    CheckOutcome,
    CheckResult,
    Residue,
    ResidueKind,
    Verification,
)
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import Sha256

# WHY so many: whatever goes wrong while reading is itself a finding (UNREADABLE, a leak). The
# built-in classes are those that the readers let out on damaged files; everything not named here,
# such as a cancelled job, passes through.
READ_ERRORS = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pypdf.errors.PyPdfError,
    pypdfium2.PdfiumError,
    zlib.error,
    struct.error,
    csv.Error,
    zipfile.BadZipFile,
    ET.ParseError,
    EOFError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)

MAX_PER_CHECK = 50
"""Residues kept per check and file: enough to act on, and a bound on what a hostile file costs."""


class CutShort(ValueError):
    """A limit was reached before everything was read; the check counts as a leak."""


@dataclass(slots=True)
class Check:
    """One check while it runs.

    Attributes:
        outcome: what the check ends as when it reports no residue.
        is_made: whether some part of it was read to its end; a check that never was is a leak.
        doubts: indexes of the pages where a machine cannot make it; None for the whole file.
    """

    name: str
    by: str
    file_name: str
    outcome: CheckOutcome = CheckOutcome.CLEAN
    residues: list[Residue] = field(default_factory=list)
    is_made: bool = False
    doubts: dict[int | None, None] = field(default_factory=dict)

    def add(
        self,
        kind: ResidueKind,
        *,
        page_index: int | None = None,
        box: Box | None = None,
        place: str = "",
    ) -> None:
        """Report one residue; `place` in technical terms, without text of the document."""
        residue = Residue(kind, self.file_name, page_index, box, place)
        if residue not in self.residues and len(self.residues) < MAX_PER_CHECK:
            self.residues.append(residue)

    def doubt(self, page_index: int | None = None) -> None:
        """A machine cannot make the check on this page, or on the file: a person has to look."""
        self.outcome = CheckOutcome.NOT_POSSIBLE
        self.doubts[page_index] = None

    @contextmanager
    def reading(self, page_index: int | None = None) -> Iterator[Check]:
        """Whatever goes wrong while reading in here is reported as UNREADABLE."""
        try:
            yield self
            self.is_made = True
        except READ_ERRORS as error:
            # WHY the class only: a message may quote the document.
            self.add(ResidueKind.UNREADABLE, page_index=page_index, place=type(error).__name__)

    @property
    def result(self) -> CheckResult:
        """How the check ended."""
        outcome = CheckOutcome.LEAK if self.residues else self.outcome
        doubted = outcome is CheckOutcome.NOT_POSSIBLE and None not in self.doubts
        pages = tuple(page for page in self.doubts if page is not None) if doubted else ()
        return CheckResult(self.name, outcome, self.by, pages)


@dataclass(slots=True)
class Findings:
    """The checks on one file, in the order in which they were begun."""

    file_name: str
    checks: list[Check] = field(default_factory=list)

    def check(self, name: str, by: str, *, outcome: CheckOutcome = CheckOutcome.CLEAN) -> Check:
        """Begin a check."""
        check = Check(name, by, self.file_name, outcome)
        self.checks.append(check)
        return check

    def verification(self, sha256: Sha256) -> Verification:
        """Everything together; a check that was begun and never made counts as UNREADABLE."""
        for check in self.checks:
            if check.outcome is CheckOutcome.CLEAN and not (check.is_made or check.residues):
                check.add(ResidueKind.UNREADABLE, place="not made")
        return Verification(
            file_name=self.file_name,
            sha256=sha256,
            checks=tuple(check.result for check in self.checks),
            residues=tuple(residue for check in self.checks for residue in check.residues),
        )
