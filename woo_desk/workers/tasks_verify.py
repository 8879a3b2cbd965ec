"""Tasks of the verifier. Imports nothing of what wrote the files.

The recogniser is the one that reads scans at intake: it writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.export import Verification
from woo_desk.domain.ocr import Word
from woo_desk.errors import SourceError
from woo_desk.ocr.data import has_language_data
from woo_desk.ocr.recognise import ENGINE, recognise_pixels
from woo_desk.store.blobs import read_cached
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import (
    VerifyFolderRequest,
    VerifyFolderResult,
    VerifyRequest,
    VerifyResult,
)
from woo_desk.usecases.requests_publication import (
    ReadFile,
    SearchWordsRequest,
    SearchWordsResult,
)
from woo_desk.verify.folder import verify_folder as look_through
from woo_desk.verify.later import look_later
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
            keeps_words=request.keeps_words,
            copied=request.copied,
        )
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None
    return VerifyResult(checked.verification, checked.told, checked.said)


def search_words(request: SearchWordsRequest, report: Report) -> SearchWordsResult:
    """Look for further words in what was read of files, where nothing has changed since.

    Raises:
        DossierError: the dossier cannot be read.
    """
    found: list[Verification | None] = []
    for file in request.files:
        packed = read_cached(request.dossier_path, request.kind, file.key)
        is_kept = packed is not None and _sha256(packed) == file.words_sha256
        found.append(_looked_later(file, packed, request.terms) if packed and is_kept else None)
        report(len(found), len(request.files))
    return SearchWordsResult(tuple(found))


def _looked_later(file: ReadFile, packed: bytes, terms: tuple[str, ...]) -> Verification | None:
    try:
        return look_later(Path(file.path), file.file_name, file.sha256, packed, terms)
    except OSError:  # the verifier will say so
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
