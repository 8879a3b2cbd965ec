"""Pictures inside Office files: shown below the text that they belong to, or named as left out."""

from __future__ import annotations

import posixpath

from woo_desk.convert.package import Package
from woo_desk.convert.pictures import decode_picture
from woo_desk.convert.result import Converted, mark_line
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Block
from woo_desk.errors import SourceError


def place_picture(package: Package, result: Converted, target: str) -> list[Block]:
    """The picture in a part, or a mark that says why it is not here."""
    if target.startswith("external:"):
        result.hide(HiddenKind.REMOTE, target.removeprefix("external:"))
        return [mark_line("remote_picture", target=target.removeprefix("external:"))]
    try:
        return [decode_picture(package.read(target))]
    except SourceError:
        result.warn(IntakeProblem.PART_LEFT_OUT)
        return [mark_line("picture_lost", name=posixpath.basename(target))]
