"""Verifies a package as a whole: names, values, and that no source lies in it.

The PDFs themselves are verified one by one by `woo_desk.verify.verify_pdf`.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import platform
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from woo_desk.domain.export import CheckOutcome, ResidueKind, Verification
from woo_desk.domain.ids import Sha256
from woo_desk.verify.docx import docx_values
from woo_desk.verify.findings import Check, CutShort, Findings
from woo_desk.verify.needles import Needles, needles_for
from woo_desk.verify.ods import ods_values
from woo_desk.verify.values import MAX_ENTRY, READERS, Reader, Value, is_digest

OWN = f"Woo Desk, Python {platform.python_version()}"
_ZIP = b"PK\x03\x04"
_MAGIC = {".pdf": b"%PDF-", ".zip": _ZIP, ".xlsx": _ZIP, ".ods": _ZIP, ".docx": _ZIP}
_READERS: Mapping[str, Reader] = {**READERS, ".ods": ods_values, ".docx": docx_values}
_BATCH = 20_000
"""Values that are looked at together; an inventory of 300,000 documents has millions."""
_MAX_CLEAN = 500_000
"""Texts that are remembered as saying nothing."""


def _silent(_done: int, _total: int) -> None:
    """Reports nothing."""


def verify_folder(
    folder: Path,
    terms: Sequence[str],
    source_sha256: Sequence[Sha256],
    report: Callable[[int, int], None] = _silent,
    *,
    checked: Sequence[Verification] = (),
) -> tuple[Verification, ...]:
    """Look at every file of a package.

    Args:
        folder: of the package; all that lies below it is looked at.
        terms: what may be said nowhere.
        source_sha256: digests of sources and prepared PDFs: none of them may lie in the package.
        report: told how many files are done; may raise to stop.
        checked: what this function said before, of the same folder and with the same terms and
            digests; a clean file that still has the same name and bytes is not taken apart again.

    Returns:
        One verification per file, by path. A file that cannot be read is a leak.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    earlier = {(each.file_name, each.sha256): each for each in checked if each.is_clean}
    pdfs = {path: digest for path in paths if (digest := _pdf_digest(path))}
    package = _Package(needles_for(tuple(terms)), frozenset(source_sha256) - {""}, earlier, pdfs)
    result = []
    for number, path in enumerate(paths, 1):
        result.append(package.verify(path, path.relative_to(folder).as_posix()))
        report(number, len(paths))
    return tuple(result)


@dataclass(slots=True)
class _Package:
    needles: Needles
    sources: frozenset[str]
    earlier: Mapping[tuple[str, Sha256], Verification]
    """Clean files by name and digest."""
    pdfs: Mapping[Path, str]
    """Digests of the PDFs that lie in the package, which are verified by themselves."""
    clean: set[str] = field(default_factory=set)
    """Texts that say nothing, of files that were read to their end."""

    def verify(self, path: Path, name: str) -> Verification:
        findings = Findings(name)
        names = findings.check("file_name", OWN)
        original = findings.check("original", OWN)
        values = findings.check("values", OWN)
        digest = ""
        with names.reading():
            self._name(name, names)
        with original.reading(), values.reading():
            if path.is_symlink():
                msg = "a link instead of a file"
                raise ValueError(msg)
            is_pdf = path in self.pdfs
            data = b"" if is_pdf else path.read_bytes()
            digest = self.pdfs[path] if is_pdf else hashlib.sha256(data).hexdigest()
            suffix = path.suffix.lower()
            known = self.earlier.get((name, Sha256(digest)))
            if digest in self.sources:
                original.add(ResidueKind.ORIGINAL)
            elif known is not None and suffix != ".zip":  # what a zip may hold lies beside it
                return known
            if is_pdf:
                values.outcome = CheckOutcome.NOT_APPLICABLE
            elif suffix == ".zip":
                self._archive(data, names, original, values)
            else:
                self._values(data, suffix, "", values)
        return findings.verification(Sha256(digest))

    def _name(self, name: str, check: Check, place: str = "") -> None:
        if self.needles.in_value(name.replace("/", "\n")):
            check.add(ResidueKind.FILE_NAME, place=place)

    def _values(self, data: bytes, suffix: str, outer: str, check: Check) -> None:
        reader = _READERS.get(suffix)
        magic = _MAGIC.get(suffix, b"")
        if reader is None or not data.startswith(magic):
            check.add(ResidueKind.UNREADABLE, place=f"{outer} unknown kind of file".strip())
            return
        said, is_odd = self._said(reader, data)
        if not (said or is_odd):
            return
        for value in reader(data, said.__contains__):  # once more, for every place
            if value.text in said or value.is_formula or value.is_foreign:
                check.add(ResidueKind.CELL, place=f"{outer} {value.place}".strip())

    def _said(self, reader: Reader, data: bytes) -> tuple[set[str], bool]:
        """Texts of a file that say what should be gone, and whether there is what should not be.

        Each text is looked at once, in whatever file of the package it stands.
        """
        new: set[str] = set()

        def wanted(text: str) -> bool:
            if text in new or text in self.clean:
                return False
            new.add(text)
            return True

        said: set[str] = set()
        is_odd = False
        for batch in _batches(reader(data, wanted)):
            is_odd = is_odd or any(value.is_formula or value.is_foreign for value in batch)
            # WHY first: nearly all of thousands of terms stand in no value of a file.
            needles = self.needles.narrowed("\n".join(value.text for value in batch))
            texts = (value.text for value in batch if needles)
            said.update(t for t in texts if not is_digest(t) and needles.in_prose(t))
        if len(self.clean) > _MAX_CLEAN:
            self.clean.clear()
        self.clean |= new - said
        return said, is_odd

    def _archive(self, data: bytes, names: Check, original: Check, values: Check) -> None:
        """A zip: its names, and its files, of which PDFs must be those that lie beside it."""
        beside = frozenset(self.pdfs.values())
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.comment:
                values.add(ResidueKind.CELL, place="zip comment")
            for number, info in enumerate(archive.infolist()):
                place = f"entry {number}"
                self._name(info.filename, names, place)
                if info.comment or info.file_size > MAX_ENTRY:
                    raise CutShort(place)
                if info.is_dir():
                    continue
                content = archive.read(info)
                digest = hashlib.sha256(content).hexdigest()
                if digest in self.sources:
                    original.add(ResidueKind.ORIGINAL, place=place)
                suffix = PurePosixPath(info.filename).suffix.lower()
                if suffix != ".pdf":
                    self._values(content, suffix, place, values)
                elif digest not in beside:
                    values.add(ResidueKind.UNREADABLE, place=f"{place}, a PDF nobody verified")


def _pdf_digest(path: Path) -> str:
    """Of a file that calls itself a PDF and begins as one; "" for any other. Read in parts."""
    if path.suffix.lower() != ".pdf" or path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        if file.read(len(_MAGIC[".pdf"])) != _MAGIC[".pdf"]:
            return ""
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _batches(values: Iterator[Value]) -> Iterator[list[Value]]:
    while batch := list(itertools.islice(values, _BATCH)):
        yield batch
