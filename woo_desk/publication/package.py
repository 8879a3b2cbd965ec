"""What lies where in an export, and how a package appears: wholly, or not at all.

    target/
        publicatie/             what may be handed out
            documenten/0001.pdf …
            bundel.pdf              or bundel-deel-1.pdf, bundel-deel-2.pdf …
            inventarislijst.xlsx    also as .csv, .ods and .pdf
            buiten-reikwijdte.csv   where the register is a table of its own
            bladzijden.csv          which page of the bundle is which; also as .json
            wijzigingen.csv         once something published was corrected or withdrawn
            dossier.json
            platform/ diwoo/        what a receiver wants in a form of its own
            publicatiebank.json  woogle.json
            brieven/            decision, note, justification, time line: by choice
            tijdlijn.csv
            certificaat.pdf  certificaat.json
            manifest.json
        intern/                 what stays with the public body
        eerder-1/ eerder-2/ …   what earlier exports left, untouched
        onvoltooid-…/           an export that is being made, or was cut off

Opens no PDF: what it knows of the files it is told, and reads back as bytes.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from woo_desk.domain.export import PublishedFile
from woo_desk.errors import UsageError
from woo_desk.publication.manifest import (
    MANIFEST,
    check_package,
    files_of,
    read_manifest,
    write_manifest,
)

__all__ = [
    "ARCHIVE",
    "BUNDLE",
    "CERTIFICATE_JSON",
    "CERTIFICATE_PDF",
    "CHANGES_CSV",
    "CHRONOLOGY_CSV",
    "DIWOO",
    "DOCUMENTS",
    "DOSSIER_JSON",
    "GPP_JSON",
    "INTERNAL",
    "INVENTORY_CSV",
    "INVENTORY_ODS",
    "INVENTORY_PDF",
    "INVENTORY_XLSX",
    "LETTERS",
    "MANIFEST",
    "PAGES_CSV",
    "PAGES_JSON",
    "PUBLIC",
    "REGISTER_CSV",
    "REPORT",
    "UNFINISHED",
    "WOOGLE_JSON",
    "bundle_name",
    "check_package",
    "document_path",
    "documents_folder",
    "is_of_export",
    "move_into_place",
    "stage",
    "write_manifest",
]

PUBLIC = "publicatie"
INTERNAL = "intern"
DOCUMENTS = "documenten"
BUNDLE = "bundel.pdf"
CERTIFICATE_PDF = "certificaat.pdf"
CERTIFICATE_JSON = "certificaat.json"
INVENTORY_XLSX = "inventarislijst.xlsx"
INVENTORY_CSV = "inventarislijst.csv"
INVENTORY_ODS = "inventarislijst.ods"
INVENTORY_PDF = "inventarislijst.pdf"
REGISTER_CSV = "buiten-reikwijdte.csv"
CHANGES_CSV = "wijzigingen.csv"
PAGES_CSV = "bladzijden.csv"
PAGES_JSON = "bladzijden.json"
DOSSIER_JSON = "dossier.json"
REPORT = "platform/productierapport.xlsx"
ARCHIVE = "platform/documenten.zip"
DIWOO = "diwoo"
GPP_JSON = "publicatiebank.json"
WOOGLE_JSON = "woogle.json"
CHRONOLOGY_CSV = "tijdlijn.csv"
LETTERS = "brieven"

_EARLIER = "eerder"
UNFINISHED = "onvoltooid-"
_LOCK_SUFFIX = ".lock"
"""Of the file beside a dossier that is open in some window."""


def clear_broken_off(public: Path, files: Iterable[PublishedFile]) -> None:
    """Remove what lies among the documents and is none of these files.

    WHY: a worker that was killed leaves what it had written so far. It would count as a change of
    the package, and one document would stop all others.
    """
    known = {public / file.path for file in files}
    for path in documents_folder(public).iterdir():
        if path not in known:
            path.unlink()


def documents_folder(public: Path) -> Path:
    """Folder of the redacted documents within `publicatie/`."""
    return public / DOCUMENTS


def bundle_name(volume: int, volumes: int) -> str:
    """File name of one volume of the bundle.

    Args:
        volume: its number, from 1.
        volumes: how many there are; a bundle of one has no number in its name.
    """
    return BUNDLE if volumes == 1 else f"bundel-deel-{volume}.pdf"


def is_of_export(name: str) -> bool:
    """Whether a file or folder with this name in a target was made by an export."""
    return name in (PUBLIC, INTERNAL) or name.startswith((f"{_EARLIER}-", UNFINISHED))


def document_path(printed_number: str) -> str:
    """Path of a redacted document relative to `publicatie/`. WHY a number: names are not safe."""
    return str(PurePosixPath(DOCUMENTS, f"{printed_number}.pdf"))


def stage(target: Path, mark: str = "") -> Path:
    """Make the folder that a package is built in; on the same volume, for its owner alone.

    It holds empty folders `publicatie` and `intern`. The caller removes it when the export fails.

    Args:
        target: of the export.
        mark: goes into the folder's name, so that the caller knows it again.

    Raises:
        UsageError: the target cannot take a package; see `move_into_place`.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        _refuse_strangers(target)
        staging = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{mark}", dir=target))
        (staging / PUBLIC).mkdir()
        (staging / INTERNAL).mkdir()
    except OSError as error:
        raise UsageError("target_unwritable", name=str(target)) from error
    return staging


def move_into_place(staging: Path, target: Path) -> None:
    """Make a finished package visible at once; `staging` is empty afterwards and removed.

    What an earlier export left is moved to a folder `eerder-<number>` before. When anything fails,
    everything is put back, and the target is as it was.

    Raises:
        UsageError: `target/publicatie` holds files that no export made, a dossier in
            `target/intern` is open, or the target cannot be written to.
        ResidueFound: the package is not what its manifest says.
    """
    check_package(staging / PUBLIC)
    _refuse_strangers(target)
    _refuse_open_dossier(staging, target)
    try:
        _flush(staging)
        with _moves() as move:
            earlier = _earlier_folder(target)
            if (target / PUBLIC).exists():
                move(target / PUBLIC, earlier / PUBLIC)
            for path in sorted((staging / INTERNAL).iterdir()):
                kept = target / INTERNAL / path.name
                if kept.exists():
                    move(kept, earlier / INTERNAL / path.name)
                move(path, kept)
            # WHY last: who finds a folder `publicatie` finds a whole package.
            move(staging / PUBLIC, target / PUBLIC)
        _flush_folder(target)
        (staging / INTERNAL).rmdir()
        staging.rmdir()
    except OSError as error:
        raise UsageError("target_unwritable", name=str(target)) from error


@contextlib.contextmanager
def _moves() -> Iterator[Callable[[Path, Path], None]]:
    """Moves within one volume that are taken back when the block fails."""
    done: list[tuple[Path, Path]] = []
    made: list[Path] = []

    def move(source: Path, goal: Path) -> None:
        for folder in reversed([p for p in goal.parents if not p.exists()]):
            folder.mkdir()
            made.append(folder)
        if goal.exists():
            raise FileExistsError(goal)
        source.rename(goal)
        done.append((source, goal))

    try:
        yield move
    except BaseException:
        for source, goal in reversed(done):
            goal.rename(source)
        for folder in reversed(made):
            folder.rmdir()
        raise


def _earlier_folder(target: Path) -> Path:
    """The first free name; it is made only when something is moved to it."""
    number = 1
    while (folder := target / f"{_EARLIER}-{number}").exists():
        number += 1
    return folder


def _refuse_strangers(target: Path) -> None:
    """Refuse a folder `publicatie` with anything in it that no export made."""
    public = target / PUBLIC
    if not public.exists() or (public.is_dir() and not files_of(public)):
        return
    manifest = read_manifest(public)
    known = {MANIFEST, *(file.path for file in manifest.files)} if manifest else set()
    if public.is_symlink() or not public.is_dir() or not set(files_of(public)) <= known:
        raise UsageError("target_holds_other_files", name=str(public))


def _refuse_open_dossier(staging: Path, target: Path) -> None:
    """A dossier that is to be replaced must not be open in another window."""
    for path in (staging / INTERNAL).iterdir():
        if (target / INTERNAL / f"{path.name}{_LOCK_SUFFIX}").exists():
            raise UsageError("target_dossier_open", name=path.name)


def _flush(folder: Path) -> None:
    """Have all of it on disk before it gets its name: a power cut then leaves no empty files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            _flush_folder(path)
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder to flush
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refuse_publication(folder: Path) -> None:
    """Unredacted words must not lie where a publication lies, or could be taken for part of one.

    Raises:
        UsageError: "letters_in_publication".
    """
    for each in (folder.resolve(), *folder.resolve().parents):
        if each.name == PUBLIC or (each / MANIFEST).exists():
            raise UsageError("letters_in_publication")
