"""Collects what the checks on one file find; says where, never what."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pikepdf
import pypdf.errors
import pypdfium2

from woo_desk.domain.export import CheckOutcome, CheckResult, Residue, ResidueKind
from woo_desk.domain.geometry import Box

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
class Findings:
    """Results of the checks on one file, in the order in which they were made."""

    file_name: str
    checks: list[CheckResult] = field(default_factory=list)
    residues: list[Residue] = field(default_factory=list)

    @contextmanager
    def check(self, name: str, by: str) -> Iterator[Check]:
        """Run one check: it ends as LEAK when it reported anything or could not read to the end."""
        check = Check(name, by, self.file_name)
        try:
            yield check
        except READ_ERRORS as error:
            # WHY the class only: a message may quote the document.
            check.add(ResidueKind.UNREADABLE, place=type(error).__name__)
        self.residues.extend(check.residues)
        outcome = CheckOutcome.LEAK if check.residues else check.outcome
        self.checks.append(CheckResult(name, outcome, by))

    def skip(self, name: str, by: str, outcome: CheckOutcome) -> None:
        """Record a check that was not made, with the reason as outcome."""
        self.checks.append(CheckResult(name, outcome, by))


@dataclass(slots=True)
class Check:
    """One check while it runs.

    Attributes:
        outcome: what the check ends as when it reports no residue.
    """

    name: str
    by: str
    file_name: str
    outcome: CheckOutcome = CheckOutcome.CLEAN
    residues: list[Residue] = field(default_factory=list)

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
