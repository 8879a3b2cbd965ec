"""What earlier exports wrote and checked, so that only what changed is done again.

A redacted PDF is kept in the dossier by its digest, beside what it was made from: the whole
request, and the program that did the work. What the verifier said is kept with everything that it
was asked. Whatever differs, is missing or cannot be read counts as not kept, and is done again.
Bundle, lists and the package as a whole are always written and checked anew.

The words that must be gone differ from export to export. A file in which the earlier words were
not found only has to be searched for those that came since.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import importlib.metadata
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

import woo_desk
from woo_desk.detect.versions import detector_version
from woo_desk.domain.export import CheckOutcome, CheckResult, Verification
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256
from woo_desk.errors import DossierError, SourceError
from woo_desk.ocr.data import has_language_data
from woo_desk.resources import resources_root
from woo_desk.store.blobs import MAX_BLOB_BYTES
from woo_desk.usecases.export_jobs import sharing
from woo_desk.usecases.requests import RedactRequest, RedactResult, VerifyRequest
from woo_desk.usecases.requests_publication import ReadFile, SearchWordsRequest
from woo_desk.usecases.session import Session

OUTPUT = "export_output"
"""Kind of what is kept of one document; `store.integrity` keeps the files that it names."""
READ_WORDS = "export_read_words"
"""Kind of what the verifier read in one document, in which further words are looked for."""
_TERMS = "export_terms"
_TITLES = "export_titles"
_PACKAGES = ("pymupdf", "pypdfium2", "pikepdf", "pillow", "fonttools")
_PARTS = ("pdf", "verify", "ocr", "detect", "domain", "publication")
_AT_ONCE = 100
"""Files in which one job looks for further words."""
_DOUBTS_OF_WORDS = frozenset(("text", "picture_text"))
"""Checks whose doubts may come from what looks like a word; others see boxes, pages and widths."""
_RANK = (
    CheckOutcome.NOT_APPLICABLE,
    CheckOutcome.CLEAN,
    CheckOutcome.NOT_POSSIBLE,
    CheckOutcome.LEAK,
)
"""From the best outcome to the worst; what was looked at says more than what was not."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is done more safely than asked in one document, because it did not come well."""

    is_still: bool = False
    """Nothing moves: the gaps tell how wide the words were."""
    is_unlinked: bool = False
    """No links."""
    pictured: tuple[int, ...] = ()
    """Pages, from 0, that are a picture."""


AS_ASKED = Way()


@dataclass(frozen=True, slots=True)
class _Record:
    """What is kept of one document."""

    made_from: str
    """Digest of what was asked and the program."""
    redacted: RedactResult
    way: Way = AS_ASKED
    """How it was made in the end."""
    checked_with: str = ""
    """Digest of the request to the verifier but for the words."""
    terms: str = ""
    """Digest of the words that were looked for."""
    verification: Verification | None = None
    words: Sha256 = NO_SHA256
    """Digest of what the verifier read in the file, kept as READ_WORDS; none when it is not."""


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """What the verifier said before, and what it was not asked then."""

    verification: Verification
    new_terms: tuple[str, ...]
    """Words to look for still; empty when everything has been looked for."""
    words: Sha256 = NO_SHA256
    """Digest of what was read in the file; none when they can only be looked for in the file."""
    is_told: bool = False
    """Whether it is kept with these very words already."""


Check = tuple[DocumentId, VerifyRequest, Verification]
"""A document, what the verifier was asked of it, and what it said."""

_records = msgspec.json.Decoder(_Record)
_word_lists = msgspec.json.Decoder(tuple[str, ...])
_titles = msgspec.json.Decoder(dict[str, str])


class KeptOutputs:
    """Looks up and keeps, for one export."""

    def __init__(self, session: Session, terms: Sequence[str]) -> None:
        self._session = session
        self._terms = tuple(terms)
        self._terms_key = _digest(self._terms)
        self._earlier: dict[str, frozenset[str] | None] = {}
        self._latest: tuple[DocumentId, _Record | None] = (DocumentId(""), None)
        # WHY not of every document: boxes and what the verifier said take 3 kB a page.

    def redaction(
        self, document_id: DocumentId, request: Callable[[], RedactRequest]
    ) -> tuple[RedactResult, Way] | None:
        """What came of the same request before, and how; None when it has to be done.

        Args:
            document_id: of the document.
            request: makes the request, as asked; only called when anything is kept of the document.
        """
        record = self._record(document_id)
        if record is None or record.made_from != _made_from(request()):
            return None
        return record.redacted, record.way

    def keep_redaction(
        self, document_id: DocumentId, request: RedactRequest, result: RedactResult, way: Way
    ) -> None:
        """Keep a file that was just written; one that is too large or changed is not kept.

        Args:
            document_id: of the document.
            request: as asked, whatever way it went in the end.
            result: what came of it.
            way: how it was made.
        """
        path, file = Path(request.output_path), self._session.file
        if result.bytes > MAX_BLOB_BYTES:
            return
        try:
            with file.derive() as tx:
                file.put_blob(result.sha256, path)
                record = _Record(_made_from(request), result, way)
                tx.put_cached(OUTPUT, document_id, msgspec.json.encode(record))
        except (SourceError, OSError):
            return
        self._latest = document_id, record

    def check(self, document_id: DocumentId, request: VerifyRequest) -> KeptCheck | None:
        """What the verifier said of the same bytes; None when it has to look at them."""
        record = self._record(document_id)
        if record is None or record.verification is None:
            return None
        verification = sharing(record.verification)
        if record.checked_with != _checked_with(request, record.redacted.sha256):
            return None
        if record.terms == self._terms_key:
            return KeptCheck(verification, (), is_told=True)
        earlier = self._terms_of(record.terms)
        if earlier is None or verification.has_leak:  # a leak that is kept only chooses a safer way
            return None
        if not (earlier <= frozenset(self._terms) or is_sure(verification)):
            return None  # a doubt may have been about a word that may be read by now
        new = tuple(t for t in self._terms if t not in earlier)
        return KeptCheck(verification, new, record.words)

    def keep_checks(self, checks: Iterable[Check], said: Mapping[DocumentId, bytes]) -> None:
        """Keep what the verifier said of files that are kept.

        Args:
            checks: what it said of some documents.
            said: what it read in those that it looked at as a whole, empty where that is of no use.
        """
        new = {}
        words = {document_id: read for document_id, read in said.items() if read}
        for document_id, request, verification in checks:
            record = self._record(document_id)
            if record is None or verification.sha256 != record.redacted.sha256:
                continue
            now = dataclasses.replace(
                record,
                checked_with=_checked_with(request, record.redacted.sha256),
                terms=self._terms_key,
                verification=verification,
                words=_words_of(record, said.get(document_id)),
            )
            if now != record:
                new[document_id] = now
        if not new:
            return
        with self._session.file.derive() as tx:
            if self._terms_key not in self._earlier:
                tx.put_cached(_TERMS, self._terms_key, msgspec.json.encode(self._terms))
                self._earlier[self._terms_key] = frozenset(self._terms)
            for document_id, now in new.items():
                tx.put_cached(OUTPUT, document_id, msgspec.json.encode(now))
                if document_id in words:
                    tx.put_cached(READ_WORDS, document_id, words[document_id])
        self._latest = document_id, now

    def finish(self) -> None:
        """Forget the words of earlier exports: those of this one are looked for everywhere."""
        with self._session.file.derive() as tx:
            tx.drop_cached(_TERMS, but=self._terms_key)

    def titles(self, key: str) -> dict[str, str]:
        """Cleaned words by the words that they were, under what they were cleaned with."""
        content = self._session.file.cached(_TITLES, key)
        try:
            return _titles.decode(content) if content else {}
        except msgspec.MsgspecError:
            return {}

    def keep_titles(self, key: str, titles: dict[str, str]) -> None:
        """Keep cleaned words, in the place of those cleaned with anything else."""
        with self._session.file.derive() as tx:
            tx.put_cached(_TITLES, key, msgspec.json.encode(titles))
            tx.drop_cached(_TITLES, but=key)

    def _record(self, document_id: DocumentId) -> _Record | None:
        if document_id != self._latest[0]:
            content = self._session.file.cached(OUTPUT, document_id)
            try:
                record = _records.decode(content) if content else None
            except msgspec.MsgspecError:  # of another version of the program
                record = None
            self._latest = document_id, record
        return self._latest[1]

    def _terms_of(self, key: str) -> frozenset[str] | None:
        if key not in self._earlier:
            content = self._session.file.cached(_TERMS, key)
            terms = _word_lists.decode(content) if content else None
            is_whole = terms is not None and _digest(terms) == key
            self._earlier[key] = frozenset(terms) if terms is not None and is_whole else None
        return self._earlier[key]


def word_searches(
    dossier_path: str, files: Iterable[tuple[ReadFile, tuple[str, ...]]]
) -> list[SearchWordsRequest]:
    """Requests that look for further words in what was read of files, some files at a time.

    Args:
        dossier_path: of the dossier that keeps what was read.
        files: each with the words that were not looked for in it.
    """
    by_terms: dict[tuple[str, ...], list[ReadFile]] = {}
    for file, terms in files:
        by_terms.setdefault(terms, []).append(file)
    return [
        SearchWordsRequest(dossier_path, READ_WORDS, terms, tuple(each[start : start + _AT_ONCE]))
        for terms, each in by_terms.items()
        for start in range(0, len(each), _AT_ONCE)
    ]


def merged(kept: Verification, again: Verification) -> Verification:
    """One report of what was found before and when looking for further words in the same bytes.

    Of each check the worse outcome counts; what was only made the second time is added.

    Raises:
        DossierError: the second look was at other bytes.
    """
    if kept.sha256 != again.sha256:
        raise DossierError("dossier_damaged", name=kept.file_name)
    later = {check.check: check for check in again.checks}
    checks = [_worse(check, later.pop(check.check, check)) for check in kept.checks]
    return Verification(
        kept.file_name,
        kept.sha256,
        (*checks, *later.values()),
        (*kept.residues, *again.residues),
    )


def _worse(one: CheckResult, other: CheckResult) -> CheckResult:
    worst = max(one, other, key=lambda check: _RANK.index(check.outcome))
    pages = tuple(sorted({*one.pages, *other.pages}))
    return dataclasses.replace(worst, pages=pages)


def _words_of(record: _Record, said: bytes | None) -> Sha256:
    """What was read stays as long as the file does."""
    if said is None:
        return record.words
    return Sha256(hashlib.sha256(said).hexdigest()) if said else NO_SHA256


def is_sure(verification: Verification) -> bool:
    """Whether no doubt of the verifier can have been about one of the words."""
    return not any(
        check.outcome is CheckOutcome.NOT_POSSIBLE and check.check in _DOUBTS_OF_WORDS
        for check in verification.checks
    )


def _made_from(request: RedactRequest) -> str:
    return _digest(dataclasses.replace(request, dossier_path="", output_path=""), program())


def _checked_with(request: VerifyRequest, sha256: Sha256) -> str:
    bare = dataclasses.replace(request, dossier_path="", path="", terms=())
    return _digest(bare, sha256, program())


def _digest(*values: object) -> str:
    return hashlib.sha256(msgspec.json.encode(values, order="deterministic")).hexdigest()


def titles_key(*cleaned_with: object) -> str:
    """Names everything that words are cleaned with, the lists and the program included."""
    return _digest(*cleaned_with, detector_version(), program())


@functools.cache
def program() -> str:
    """Which program redacts and checks: its version, its libraries, and its own files.

    WHY the files: a version may be built twice, and what a reader was taught since must be asked.
    """
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    digest = _digest(woo_desk.__version__, versions, detector_version(), has_language_data())
    own = hashlib.sha256(digest.encode())
    root = Path(woo_desk.__file__).parent
    for path in sorted(path for part in _PARTS for path in (root / part).rglob("*.py")):
        own.update(path.relative_to(root).as_posix().encode())
        own.update(path.read_bytes())
    if getattr(sys, "frozen", False):  # a built program holds its own files in what is started
        own.update(Path(sys.executable).read_bytes())
    shipped = resources_root()
    for path in sorted(path for path in shipped.rglob("*") if path.is_file()):
        own.update(f"{path.relative_to(shipped).as_posix()} {path.stat().st_size}".encode())
    for path in sorted((shipped / "texts").glob("*.toml")):
        own.update(path.read_bytes())
    return own.hexdigest()
