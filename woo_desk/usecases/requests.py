"""What goes to the workers and comes back: typed values that cross the process border.

Requests name sources by the digest under which the dossier file holds them; workers open the
dossier read-only and read the bytes themselves, so no document crosses the border twice. Results
are checked against these types on arrival: what comes out of a worker has touched untrusted bytes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from woo_desk.domain.acknowledgement import SeenPlace
from woo_desk.domain.document import HiddenItem, IntakeProblem, MailFacts, Relation, SourceType
from woo_desk.domain.export import BoxStyle, Mark, MovedRegion, PublishedFile, Verification
from woo_desk.domain.finding import Finding
from woo_desk.domain.geometry import Rotation
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256
from woo_desk.domain.list_entry import ListEntry, OfficeHolder
from woo_desk.domain.ocr import RecognisedPage
from woo_desk.domain.person import KnownPerson
from woo_desk.domain.policy import Policy
from woo_desk.domain.verify_part import NOTHING_TOLD, WHOLE, Copied, Told, VerifyPart
from woo_desk.usecases.requests_content import DescribeResult

# --- intake -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrepareRequest:
    """Task "prepare": look at one source file and make the PDF that all later work is done on."""

    path: str
    output_path: str
    """Where the prepared PDF is written; in a private temporary folder."""
    name: str = ""
    """As it came in, when `path` has another one."""
    children_folder: str = ""
    """Private folder, made when needed, that what lies in the source is written to."""
    depth: int = 0
    """In how many containers it lies."""
    known: tuple[Sha256, ...] = ()
    """With one of these digests it is in the dossier already, and nothing is to be done."""
    modern_path: str = ""
    """The same document in a format that is read, as another program has written it."""
    near: dt.date | None = None
    """When the message was sent that it hangs on."""


@dataclass(frozen=True, slots=True)
class Child:
    """A document that lies in another one, written to a file of its own."""

    path: str
    name: str
    """As the container names it, without folders."""
    path_in_container: str
    relation: Relation
    problem: IntakeProblem | None = None
    """Why it could not be taken out; `path` is "" then."""


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """Page facts as in `domain.document.Page`."""

    width: float
    height: float
    rotation: Rotation
    has_text: bool
    text_reliable: bool


@dataclass(frozen=True, slots=True)
class PrepareResult:
    """What intake found. With a problem that stops the work there is no prepared PDF."""

    sha256: Sha256
    """"" when the bytes could not be read."""
    bytes: int
    source_type: SourceType
    problem: IntakeProblem | None
    prepared_sha256: Sha256 = NO_SHA256
    pages: tuple[PreparedPage, ...] = ()
    hidden: tuple[HiddenItem, ...] = ()
    date: dt.date | None = None
    """Date in the document's header block, when there is exactly one."""
    kind: str = ""
    reference: str = ""
    children: tuple[Child, ...] = ()
    mail: MailFacts | None = None
    warnings: tuple[IntakeProblem, ...] = ()
    is_known: bool = False
    """Its digest was among `PrepareRequest.known`; nothing else was looked at."""
    old_kind: str = ""
    """"doc", "xls", "ppt" or "rtf", of an Office file that is not read as it is."""
    described: DescribeResult | None = None
    """As task "describe" would; None where the pages have to be read again for that."""


# --- scans --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecogniseRequest:
    """Task "recognise": read one page from its picture."""

    dossier_path: str
    prepared_sha256: Sha256
    page_index: int
    cache_kind: str
    """Under which the dossier keeps what was read before."""


@dataclass(frozen=True, slots=True)
class RecogniseResult:
    """What was read, in page space."""

    page: RecognisedPage
    key: str
    """Of the picture, for the cache."""
    was_kept: bool = False
    """It came out of the cache."""


@dataclass(frozen=True, slots=True)
class LayTextRequest:
    """Task "lay_text": lay what was read invisibly on the pages of a prepared PDF."""

    dossier_path: str
    prepared_sha256: Sha256
    pages: tuple[tuple[int, str], ...]
    """0-based index and cache key of each page that was read."""
    cache_kind: str
    output_path: str


@dataclass(frozen=True, slots=True)
class LayTextResult:
    """The new prepared PDF."""

    prepared_sha256: Sha256


# --- detection ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DetectRequest:
    """Task "detect": find personal data on the pages of one document."""

    dossier_path: str
    document_id: DocumentId
    prepared_sha256: Sha256
    policy: Policy
    known: tuple[KnownPerson, ...] = ()
    """Persons known in the dossier; their other forms are found here too."""
    date: dt.date | None = None
    """Date of the document: who held office then."""
    pages: tuple[int, ...] = ()
    """0-based indexes of the pages to analyse; empty for every page."""
    source_path: str = ""
    """A prepared PDF in a plain file instead, for the command line."""
    lists: tuple[ListEntry, ...] = ()
    """What always or never goes, of the dossier and of the organisation."""
    holders: tuple[OfficeHolder, ...] = ()
    """Holders of public office beside those that ship with the program."""


@dataclass(frozen=True, slots=True)
class DetectLinesRequest:
    """Task "detect_lines": find personal data in plain texts, one JSON object per line.

    In: {"id", "text", "dossier"?}; out: {"id", "findings": [{"start", "end", "type", "role",
    "proposal", "score"}]}. Lines of one dossier share what is learnt.
    """

    input_path: str
    output_path: str
    policy: Policy
    lists: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DetectLinesResult:
    """How much was done."""

    lines: int
    incomplete: tuple[str, ...]
    """Ids of lines whose analysis was cut short."""


@dataclass(frozen=True, slots=True)
class DetectedPage:
    """One page as detection read it."""

    index: int
    text: str
    findings: tuple[Finding, ...]
    complete: bool
    """False: analysis was cut short; the page blocks export."""


@dataclass(frozen=True, slots=True)
class DetectResult:
    """Findings of one document, and the persons learnt from it."""

    pages: tuple[DetectedPage, ...]
    learnt: tuple[KnownPerson, ...]
    detector_version: str


@dataclass(frozen=True, slots=True)
class CleanTitlesRequest:
    """Task "clean_titles": remove personal data from short texts (titles, remarks)."""

    texts: tuple[str, ...]
    policy: Policy
    known: tuple[KnownPerson, ...]
    lists: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanTitlesResult:
    """The same texts in the same order, with what must go replaced by "[…]"."""

    texts: tuple[str, ...]


# --- screen -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """Task "render": one page as a picture, turned as a person sees it."""

    dossier_path: str
    prepared_sha256: Sha256
    page_index: int
    scale: float
    """Pixels per point; at most 6."""


@dataclass(frozen=True, slots=True)
class RenderResult:
    """Eight bits each of red, green, blue per pixel."""

    width: int
    height: int
    stride: int
    """Bytes per row."""
    pixels: bytes


@dataclass(frozen=True, slots=True)
class TextRequest:
    """Task "page_text": the characters of one page with their boxes, for selecting text."""

    dossier_path: str
    prepared_sha256: Sha256
    page_index: int


@dataclass(frozen=True, slots=True)
class TextResult:
    """Fields as in `domain.text_map.TextMap`."""

    page_index: int
    text: str
    corners: tuple[float, ...]
    lines: tuple[int, ...]


# --- export -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RedactRequest:
    """Task "redact": write the redacted PDF of one document."""

    dossier_path: str
    prepared_sha256: Sha256
    marks: tuple[Mark, ...]
    terms: tuple[str, ...]
    """What must not be readable anywhere in the output: the texts under the boxes."""
    style: BoxStyle
    title: str
    """Neutral title for the metadata; free of personal data."""
    output_path: str
    source_path: str = ""
    """A prepared PDF in a plain file instead, for the command line."""
    keeps_links: bool = True
    pictured: tuple[int, ...] = ()
    """0-based indexes of pages to make a picture: they came well in no other way."""


@dataclass(frozen=True, slots=True)
class RedactResult:
    """The written file."""

    sha256: Sha256
    bytes: int
    pages: int
    fallbacks: tuple[str, ...]
    """Pages that could not be redacted in place and what was done instead, as text keys with a
    page number: "raster:3". "width:3" (with the place): a gap there still tells how wide the name
    was."""
    written: tuple[Mark, ...] = ()
    """The boxes where they stand in the output; empty when no line was laid out again."""
    moved: tuple[MovedRegion, ...] = ()
    """What was laid out again."""


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """Task "verify": re-read one file of the package and look for anything that should be gone."""

    path: str
    file_name: str
    """As it will be called in the package."""
    marks: tuple[Mark, ...] | None
    """Boxes to look into; None when they are not known (a bundle, somebody else's file)."""
    terms: tuple[str, ...]
    dossier_path: str = ""
    original_sha256: Sha256 = NO_SHA256
    """Prepared PDF to compare with, "" for none."""
    original_path: str = ""
    """The same from a plain file, for the command line."""
    written: tuple[Mark, ...] = ()
    """Where the boxes stand in the output, when lines were laid out again; `marks` is then where
    they stood in the prepared PDF."""
    moved: tuple[MovedRegion, ...] = ()
    """What was laid out again, as the writer says."""
    hides_width: bool = False
    """Whether gaps of marks that hide a width must have one of a few fixed widths."""
    width_told: tuple[int, ...] = ()
    """0-based indexes of pages of which the writer reported that a width can still be seen."""
    pictured: tuple[int, ...] = ()
    """The same, of pages that are a picture with what could be read in it."""
    part: VerifyPart = WHOLE
    keeps_words: bool = False
    """Whether what is searched is given back, to look for further words in."""
    copied: tuple[Copied, ...] = ()
    """Files of which the pages stand in it; what they are needs no second look."""


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What the verifier says."""

    verification: Verification
    told: Told = NOTHING_TOLD
    said: bytes = b""
    """What was searched, packed by the verifier; empty when it is not to be had."""


@dataclass(frozen=True, slots=True)
class VerifyFolderRequest:
    """Task "verify_folder": everything of a package that is not checked as a PDF by itself.

    File names, cells of the inventory, JSON and CSV values, and that no source lies in it.
    """

    folder: str
    terms: tuple[str, ...]
    source_sha256: tuple[Sha256, ...]
    """Digests of all sources and prepared PDFs: none of them may lie in the package."""
    checked: tuple[Verification, ...] = ()
    """What this task said before, with the same terms and digests; a clean file that has the same
    name and bytes still is not taken apart again."""


@dataclass(frozen=True, slots=True)
class VerifyFolderResult:
    """One verification per file looked at."""

    verifications: tuple[Verification, ...]


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """Task "certificate": write what was checked of which file, for people and for machines."""

    verifications: tuple[Verification, ...]
    seen: tuple[SeenPlace, ...]
    """Places that could not be checked by machine and that a person has looked at."""
    title: str
    """Of the dossier, free of personal data; "" for somebody else's file."""
    made_at: dt.datetime
    folder: str
    """That `certificaat.json` and `certificaat.pdf` are written to."""


@dataclass(frozen=True, slots=True)
class CertificateResult:
    """The written files; `path` is the name in the folder."""

    files: tuple[PublishedFile, ...]
