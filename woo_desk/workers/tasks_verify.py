"""Tasks of the verifier. Imports nothing of what wrote the files.

The recogniser is the one that reads scans at intake: it writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.ocr import Word
from woo_desk.errors import SourceError
from woo_desk.ocr.data import has_language_data
from woo_desk.ocr.recognise import ENGINE, recognise_pixels
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import (
    VerifyFolderRequest,
    VerifyFolderResult,
    VerifyRequest,
    VerifyResult,
)
from woo_desk.verify.folder import verify_folder as look_through
from woo_desk.verify.reading import Recogniser
from woo_desk.verify.relaid import Relaid
from woo_desk.verify.verify_pdf import verify_part
from woo_desk.workers.tasks_common import prepared_bytes


def verify(request: VerifyRequest, report: Report) -> VerifyResult:
    """Re-read one PDF and look for anything that should be gone.

    Raises:
        SourceError: the file cannot be read.
        DossierError: the dossier cannot be read.
    """
    original = None
    if request.original_sha256 or request.original_path:
        original = prepared_bytes(
            request.dossier_path, request.original_sha256, request.original_path
        )
    try:
        checked = verify_part(
            Path(request.path),
            request.file_name,
            request.part,
            marks=request.marks,
            terms=request.terms,
            original=original,
            relaid=Relaid(
                request.written,
                request.moved,
                request.hides_width,
                frozenset(request.width_told),
                frozenset(request.pictured),
            ),
            recogniser=_recogniser(),
            report=report,
        )
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None
    return VerifyResult(checked.verification, checked.told)


def verify_folder(request: VerifyFolderRequest, report: Report) -> VerifyFolderResult:
    """Look at every file of a package, its name included, and for sources among them.

    Raises:
        SourceError: the folder cannot be read.
    """
    try:
        verifications = look_through(
            Path(request.folder),
            request.terms,
            request.source_sha256,
            report,
            checked=request.checked,
        )
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None
    return VerifyFolderResult(verifications)


def _recogniser() -> Recogniser | None:
    """What reads pictures; None without language data, and then a person has to look."""
    return Recogniser(ENGINE, _words) if has_language_data() else None


def _words(rgb: bytes, width: int, height: int, dpi: int) -> Sequence[Word]:
    """The words of a picture; none when it cannot be read, which counts as not read."""
    try:
        return recognise_pixels(rgb, width, height, dpi)
    except SourceError:
        return ()
