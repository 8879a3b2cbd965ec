"""What the tasks of a publication take and give: bundle, inventory, records, text to look up.

Typed values that cross the process border, as in `woo_desk.usecases.requests`.
"""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.export import Format, Mark, PublishedFile, Verification
from woo_desk.domain.ids import Sha256
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.letters import Letter
from woo_desk.domain.publication import ChangeLine
from woo_desk.domain.table import Cover, Table
from woo_desk.publication.facts import Facts


@dataclass(frozen=True, slots=True)
class BundleItem:
    """One part of the bundle: a redacted document, or a page in the place of one."""

    path: str
    """"" for a page that only refers."""
    printed_number: str
    title: str
    """Free of personal data; becomes the bookmark."""
    annex: str
    first_page: int
    """1-based number in the bundle."""
    last_page: int
    note: tuple[str, ...] = ()
    """Lines of a page that only refers."""
    heading: tuple[str, ...] = ()
    """Lines at the head of its first page: which annex it is, and of what."""


@dataclass(frozen=True, slots=True)
class BundleRequest:
    """Task "bundle": write one volume: cover, inventory, documents with numbers, bookmarks."""

    items: tuple[BundleItem, ...]
    title: str
    output_path: str
    cover: Cover | None = None
    """None for a volume that begins with its first document."""
    inventory_path: str = ""
    """PDF of the inventory list; "" for none."""


@dataclass(frozen=True, slots=True)
class BundleResult:
    """The written volume."""

    sha256: Sha256
    bytes: int
    pages: int
    front_pages: int
    """Pages before the first document."""


@dataclass(frozen=True, slots=True)
class InventoryRequest:
    """Task "inventory": write the inventory list in the chosen formats."""

    entries: tuple[InventoryEntry, ...]
    changes: tuple[ChangeLine, ...]
    dossier_title: str
    folder: str
    formats: frozenset[Format]
    register_apart: bool = False


@dataclass(frozen=True, slots=True)
class InventoryResult:
    """The written files; `path` is the name in the folder."""

    files: tuple[PublishedFile, ...]


@dataclass(frozen=True, slots=True)
class RecordsRequest:
    """Task "records": write what machines read of a publication, in the chosen formats."""

    facts: Facts
    formats: frozenset[Format]
    folder: str
    """Of the package."""
    letters: tuple[Letter, ...] = ()
    """Of cleaned words."""
    chronology: Table | None = None
    """Of cleaned words; None when it was not asked for."""


@dataclass(frozen=True, slots=True)
class RecordsResult:
    """The written files; `path` is relative to the package."""

    files: tuple[PublishedFile, ...]


@dataclass(frozen=True, slots=True)
class LettersRequest:
    """Task "letters": write drafts of letters. They may hold what is withheld."""

    folder: str
    letters: tuple[tuple[str, Letter], ...]
    """Each with the name of its file."""
    house_style: bytes | None
    """The docx whose looks they get; None for the plain form."""
    chronology: Table | None
    """Is written beside them; None when it was not asked for."""


@dataclass(frozen=True, slots=True)
class LettersResult:
    """How many letters were written."""

    count: int


@dataclass(frozen=True, slots=True)
class CourtRequest:
    """Task "court": one document with its boxes transparent. Holds all that is withheld."""

    dossier_path: str
    prepared_sha256: Sha256
    marks: tuple[Mark, ...]
    watermark: str
    output_path: str


@dataclass(frozen=True, slots=True)
class CourtResult:
    """The written file."""

    pages: int


@dataclass(frozen=True, slots=True)
class ReadTextRequest:
    """Task "read_text": the text of a PDF, for looking things up in it or for it."""

    path: str


@dataclass(frozen=True, slots=True)
class ReadTextResult:
    """The text of each page."""

    pages: tuple[str, ...]


# --- kept files ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeOverRequest:
    """Task "take_over": write files that the dossier keeps, without making them again."""

    dossier_path: str
    files: tuple[tuple[Sha256, str], ...]
    """Digest of each, and the path that it is written to."""


@dataclass(frozen=True, slots=True)
class CopyDossierRequest:
    """Task "copy_dossier": a copy of the whole dossier, for the internal part of a package."""

    dossier_path: str
    output_path: str


@dataclass(frozen=True, slots=True)
class CopyDossierResult:
    """The copy is there."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of which the dossier keeps what the verifier read in it."""

    path: str
    file_name: str
    """As it is called in the package."""
    sha256: Sha256
    """Of the file that was verified."""
    key: str
    """What was read is kept under it."""
    words_sha256: Sha256
    """Of what was read."""


@dataclass(frozen=True, slots=True)
class SearchWordsRequest:
    """Task "search_words": look for words that came later in what was read of unchanged files."""

    dossier_path: str
    kind: str
    """Kind of what is kept."""
    terms: tuple[str, ...]
    files: tuple[ReadFile, ...]


@dataclass(frozen=True, slots=True)
class SearchWordsResult:
    """For each file what can be said of it; None when the file itself must be looked at."""

    found: tuple[Verification | None, ...]


@dataclass(frozen=True, slots=True)
class TakeOverResult:
    """Which files were written, in the order asked; what is missing or changed was not."""

    written: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ManualRequest:
    """Task "manual": the manual as one PDF."""

    pages: tuple[str, ...]
    """Paths of its HTML pages, in their order."""
    output: str


@dataclass(frozen=True, slots=True)
class ManualResult:
    """The manual was written."""

    sheets: int
    """Pages of the PDF."""
