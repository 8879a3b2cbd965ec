"""What an export is asked to make, what it made, and what the verifier said of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from woo_desk.domain.geometry import Box
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, Sha256


class BoxStyle(enum.StrEnum):
    """How a redaction looks. Texts: `box_style.<value>`."""

    BLACK = "black"
    WHITE_FRAMED = "white_framed"
    GREY = "grey"


class Format(enum.StrEnum):
    """What can be written into a package beside documents and bundle. Texts: `format.<value>`."""

    INVENTORY_XLSX = "inventory_xlsx"
    INVENTORY_CSV = "inventory_csv"
    INVENTORY_ODS = "inventory_ods"
    INVENTORY_PDF = "inventory_pdf"
    PAGE_MAP = "page_map"
    """Which page of the bundle is which page of which document, as csv and json."""
    DOSSIER = "dossier"
    """`dossier.json`: the dossier as a whole, for machines."""
    PLATFORM = "platform"
    """Productierapport and documenten.zip for the Open Minvws Woo platform."""
    DIWOO = "diwoo"
    """Sitemaps with DiWoo metadata."""
    GPP = "gpp"
    """Generiek Publicatieplatform Woo."""
    WOOGLE = "woogle"
    LETTER = "letter"
    """Decision letter, or the reaction to the Kamer: without addressee and without the name of a
    Woo requester."""
    NOTE = "note"
    """Decision note (art. 68)."""
    JUSTIFICATION = "justification"
    """Why each passage is withheld."""
    CHRONOLOGY = "chronology"
    """Who received what, when."""


DEFAULT_FORMATS = frozenset(
    {
        Format.INVENTORY_XLSX,
        Format.INVENTORY_CSV,
        Format.INVENTORY_ODS,
        Format.INVENTORY_PDF,
        Format.PAGE_MAP,
        Format.DOSSIER,
    }
)


_ONLY_FOR = {
    Format.PLATFORM: LegalBasis.WOO,
    Format.WOOGLE: LegalBasis.WOO,
    Format.NOTE: LegalBasis.ART_68_GW,
}


def formats_for(basis: LegalBasis) -> frozenset[Format]:
    """Every format that a publication under this regime can have.

    A productierapport and Woogle are of a Woo decision; a decision note goes with an answer to the
    Kamer.
    """
    return frozenset(each for each in Format if _ONLY_FOR.get(each, basis) is basis)


class SecondReaderDemand(enum.StrEnum):
    """What a second person must have read before export. Texts: `second_demand.<value>`."""

    NONE = "none"
    QUEUE = "queue"
    """Everything risky or changed, and the sample."""
    DOCUMENTS = "documents"
    """Every document in scope as a whole."""


class DuplicatesInBundle(enum.StrEnum):
    """What the bundle has for a duplicate. Texts: `duplicates.<value>`."""

    LEFT_OUT = "left_out"
    REFERRED = "referred"
    """One page that says which document it is equal to."""


@dataclass(frozen=True, slots=True)
class ExportProfile:
    """Choices for one export."""

    box_style: BoxStyle = BoxStyle.BLACK
    hold_back_unready: bool = False
    """True (batch): what is not ready stays out of the package and is listed; False: what is not
    ready refuses the export as a whole."""
    hide_widths: bool = True
    """Whether gaps of names must not tell how wide the names were."""
    acknowledge: str = ""
    """Reason with which the user says beforehand that what the verifier cannot check by machine may
    go out; "" when she wants to be asked place by place."""
    list_out_of_scope: bool = True
    """Whether the inventory has rows for what is out of scope."""
    register_apart: bool = False
    """Whether those rows are a register of their own, beside the inventory list."""
    formats: frozenset[Format] = DEFAULT_FORMATS
    duplicates: DuplicatesInBundle = DuplicatesInBundle.LEFT_OUT
    volume_pages: int = 1_000
    """Pages of one volume of the bundle; a longer document is a volume of its own. WHY 1,000: who
    reads or checks a volume holds it in memory."""
    volume_bytes: int = 400_000_000
    """Bytes of the documents in one volume, about the size of the file."""
    second_reader: SecondReaderDemand = SecondReaderDemand.NONE
    sample_percent: int = 5
    """Of the decisions that nothing points at, so many per hundred are read twice all the same."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One redaction as the PDF engine needs it."""

    page_index: int
    boxes: tuple[Box, ...]
    """In page space."""
    label: str
    """Ground as it is printed in the box."""
    hides_width: bool = False
    """Whether the width of the gap must not tell what stood there: names of persons."""


@dataclass(frozen=True, slots=True)
class MovedRegion:
    """A stretch of a page that was laid out again, so that no gap tells what stood in it.

    Outside of such regions a published page is, beside its boxes, the prepared page pixel by pixel;
    inside it says the same words in the same order, in other places.
    """

    page_index: int
    """0-based."""
    box: Box
    """In page space: all that stood there before and stands there now."""


class ResidueKind(enum.StrEnum):
    """Where something that should be gone was found. Texts: `residue.<value>`."""

    GLYPH_IN_BOX = "glyph_in_box"
    TEXT = "text"
    METADATA = "metadata"
    RAW_BYTES = "raw_bytes"
    ATTACHMENT = "attachment"
    LINK = "link"
    FORM_FIELD = "form_field"
    ANNOTATION = "annotation"
    SCRIPT = "script"
    LAYER = "layer"
    OUTLINE = "outline"
    STRUCTURE = "structure"
    """A key or object that a publication does not need, or bytes outside the file's structure."""
    UNREFERENCED_OBJECT = "unreferenced_object"
    FONT = "font"
    PIXELS_IN_BOX = "pixels_in_box"
    PICTURE_TEXT = "picture_text"
    """Words that can be read in a picture, also in a part of it that is not shown."""
    WIDTH = "width"
    """A gap where a person's name stood is as wide as the name."""
    PIXELS_OUTSIDE = "pixels_outside"
    KEPT_TEXT_LOST = "kept_text_lost"
    """Words outside the boxes are gone: more was removed than was decided."""
    LABEL_MISSING = "label_missing"
    PAGE_COUNT = "page_count"
    PAGE_SIZE = "page_size"
    FILE_NAME = "file_name"
    CELL = "cell"
    """A cell of the inventory, or a value of another machine-readable file."""
    ORIGINAL = "original"
    """An unredacted source lies in the package."""
    UNREADABLE = "unreadable"
    """The verifier could not read it to the end: counted as a leak."""


class CheckOutcome(enum.StrEnum):
    """Result of one check. Texts: `outcome.<value>`."""

    CLEAN = "clean"
    LEAK = "leak"
    NOT_APPLICABLE = "not_applicable"
    NOT_POSSIBLE = "not_possible"
    """Could not be checked by machine; a person has to have looked."""


@dataclass(frozen=True, slots=True)
class Residue:
    """One thing that survived. Says where, never what."""

    kind: ResidueKind
    file_name: str
    """Relative to the package, or the name of the single file that was checked."""
    page_index: int | None = None
    box: Box | None = None
    place: str = ""
    """Where in the file, in technical terms ("object 12", "sheet 1, B7"); never the text itself."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check on one file."""

    check: str
    """Name of the check; text `check.<check>`."""
    outcome: CheckOutcome
    by: str
    """What looked, with version: "pdfium 5.15.2"."""
    pages: tuple[int, ...] = ()
    """0-based indexes of the pages where it could not be made; empty for NOT_POSSIBLE when that
    holds for the file as a whole."""


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks on one file."""

    file_name: str
    sha256: Sha256
    checks: tuple[CheckResult, ...]
    residues: tuple[Residue, ...]

    @property
    def is_clean(self) -> bool:
        """No residue, and every check was made or does not apply."""
        return not self.residues and all(
            check.outcome in (CheckOutcome.CLEAN, CheckOutcome.NOT_APPLICABLE)
            for check in self.checks
        )

    @property
    def has_leak(self) -> bool:
        """Something survived, or could not be read to the end: nothing may be delivered.

        Not the opposite of `is_clean`: a check that a machine cannot make (NOT_POSSIBLE) is no
        leak; a person has to have looked.
        """
        return bool(self.residues) or any(
            check.outcome is CheckOutcome.LEAK for check in self.checks
        )


class PartKind(enum.StrEnum):
    """What stands on the pages of a part of the bundle. Texts: `bundle.part.<value>`."""

    DOCUMENT = "document"
    DUPLICATE = "duplicate"
    """One page that refers to the document that is kept."""
    WITHDRAWN = "withdrawn"
    """One page in the place of a document that was published and is no longer."""
    MOVED = "moved"
    """One page in the place of a document that has other pages now, at the end of the bundle."""


@dataclass(frozen=True, slots=True)
class BundlePart:
    """Which pages of the bundle a document takes."""

    document_id: DocumentId
    printed_number: str
    first_page: int
    """1-based page number as printed on the bundle."""
    last_page: int
    """1-based, inclusive."""
    annex: str = ""
    """Number of the annex (bijlage) as it is printed: "12", or "12a" for what came later."""
    volume: int = 1
    """Number of the volume that holds it."""
    kind: PartKind = PartKind.DOCUMENT
    refers_to: str = ""
    """Printed number of the document that a duplicate refers to."""

    @property
    def sheets(self) -> int:
        """How many pages there are in the file: one that only refers stands for all its numbers."""
        return self.last_page - self.first_page + 1 if self.kind is PartKind.DOCUMENT else 1


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of the package."""

    path: str
    """Relative to `publicatie/`, with forward slashes."""
    sha256: Sha256
    bytes: int
    pages: int
    """0 for what has no pages."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a document could not be written safely, and was held back while the others went out."""

    document_id: DocumentId
    key: str
    """Text `error.<key>`."""
    values: tuple[tuple[str, str | int], ...] = ()
    """Of the text."""
    residues: tuple[Residue, ...] = ()
    """What the verifier found in the file, which was thrown away: where, never what."""


LEAK = "held_back_leak"
"""Key of a Trouble: the verifier found something in the file."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What one export delivered."""

    step: int
    """Undo step that was exported; the package is out of date once the dossier is past it."""
    files: tuple[PublishedFile, ...]
    parts: tuple[BundlePart, ...]
    held_back: tuple[DocumentId, ...]
    verifications: tuple[Verification, ...]
    troubles: tuple[Trouble, ...] = ()
    """Of the documents that were held back, those that could not be written safely."""

    @property
    def residues(self) -> tuple[Residue, ...]:
        """Everything that survived anywhere; must be empty for a package to exist."""
        return tuple(residue for check in self.verifications for residue in check.residues)
