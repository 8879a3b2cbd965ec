"""From a source of any kind to a printout: chooses the converter."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path, PurePath

from woo_desk.convert.archive import convert_mbox, convert_zip
from woo_desk.convert.calendar import convert_calendar
from woo_desk.convert.chat import convert_json
from woo_desk.convert.docx import convert_docx
from woo_desk.convert.eml import read_eml
from woo_desk.convert.html import convert_html
from woo_desk.convert.message import print_message
from woo_desk.convert.msg import read_msg
from woo_desk.convert.odf import convert_odf
from woo_desk.convert.ole import open_ole
from woo_desk.convert.package import Package, open_package
from woo_desk.convert.pictures import convert_image
from woo_desk.convert.pptx import convert_pptx
from woo_desk.convert.result import Converted, problem
from woo_desk.convert.table_text import convert_csv
from woo_desk.convert.tnef import convert_tnef
from woo_desk.convert.xlsx import convert_xlsx
from woo_desk.domain.document import IntakeProblem, SourceType

_TABLES = (".csv", ".tsv")


@contextlib.contextmanager
def converted(
    kind: SourceType, path: Path, untrusted: bytes, name: str
) -> Iterator[Converted | None]:
    """The source as blocks; None for what needs no conversion (PDF, plain text).

    Parts of it can be read while the context is open.

    Args:
        kind: as sniffed.
        path: of the source; mailboxes and archives are read from there.
        untrusted: its content; may be empty for mailboxes and archives.
        name: as it came in.

    Raises:
        SourceError: damaged, encrypted, or of a kind that is not read.
        LimitExceeded: larger or more complex than is safe.
    """
    if kind is SourceType.MSG:
        with open_ole(untrusted) as file:
            result = print_message(read_msg(file))
            if file.parsing_issues:  # the container contradicts itself: parts may be out of reach
                result.warn(IntakeProblem.PART_LEFT_OUT)
            yield result
        return
    if kind in _PACKAGES:
        with open_package(untrusted or path) as package:
            result = _from_package(kind, package)
            if package.has_unlisted:
                result.warn(IntakeProblem.PART_LEFT_OUT)
            yield result
        return
    yield _simple(kind, path, untrusted, name)


_PACKAGES = frozenset(
    (SourceType.ZIP, SourceType.DOCX, SourceType.XLSX, SourceType.PPTX, SourceType.ODT,
     SourceType.ODS, SourceType.ODP)
)  # fmt: skip


def _from_package(kind: SourceType, package: Package) -> Converted:
    match kind:
        case SourceType.ZIP:
            return convert_zip(package)
        case SourceType.DOCX:
            return convert_docx(package, _main(package, "word/document.xml"))
        case SourceType.XLSX:
            return convert_xlsx(package, _main(package, "xl/workbook.xml"))
        case SourceType.PPTX:
            return convert_pptx(package, _main(package, "ppt/presentation.xml"))
        case _:
            return convert_odf(package)


def _main(package: Package, usual: str) -> str:
    """The part that the package itself names as its main one."""
    if package.has(usual):
        return usual
    for kind, target in package.relations("").values():
        if kind == "officeDocument" and package.has(target):
            return target
    raise problem(IntakeProblem.DAMAGED)


def _simple(kind: SourceType, path: Path, untrusted: bytes, name: str) -> Converted | None:
    match kind:
        case SourceType.MAIL:
            return print_message(read_eml(untrusted))
        case SourceType.MBOX:
            return convert_mbox(path)
        case SourceType.HTML:
            return convert_html(untrusted)
        case SourceType.CALENDAR:
            return convert_calendar(untrusted)
        case SourceType.IMAGE:
            return convert_image(untrusted)
        case SourceType.TNEF:
            return convert_tnef(untrusted)
        case SourceType.TEXT if PurePath(name).suffix.lower() in _TABLES:
            return convert_csv(untrusted)
        case SourceType.TEXT:
            return convert_json(untrusted)
        case SourceType.OLD_OFFICE:
            raise problem(IntakeProblem.OLD_OFFICE)
        case _:
            return None
