"""Takes what hidden layers draw out of the content of pages and drawings.

The prepared PDF has no layers: what is shown stays, what is hidden is gone. Operators that only
set state are kept, so that what follows a hidden part looks the same.
Source: ISO 32000-1, 8.11.3 (optional content) and Annex A (operators).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from woo_desk.pdf.objects import dictionary, entry, name

_PAINT = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_DROPPED = frozenset(("Tj", "TJ", "sh", "Do", "INLINE IMAGE"))

Instruction = tuple[list[Any], str]


def remove_hidden_layers(pdf: pikepdf.Pdf, shows: Callable[[Any], bool]) -> None:
    """Rewrite every page and drawing of a file that has hidden layers.

    Raises:
        pikepdf.PdfError: a content stream that cannot be read.
    """
    for item in list(pdf.objects):
        if isinstance(item, pikepdf.Stream) and _draws(item):
            _rewrite(item, entry(item, "/Resources"), shows)
    for page in pdf.pages:
        page.contents_coalesce()
        contents = entry(page.obj, "/Contents")
        if isinstance(contents, pikepdf.Stream):
            # WHY a new stream: pages may share one, under resources of their own.
            fresh = pdf.make_stream(contents.read_bytes())
            page.obj["/Contents"] = fresh
            _rewrite(fresh, entry(page.obj, "/Resources"), shows)


def _draws(stream: pikepdf.Stream) -> bool:
    return name(stream, "/Subtype") == "/Form" or entry(stream, "/PatternType") == 1


def _rewrite(stream: pikepdf.Stream, resources: Any, shows: Callable[[Any], bool]) -> None:
    try:
        instructions = list(_visible(stream, resources, shows))
        stream.write(pikepdf.unparse_content_stream(instructions))
    except (TypeError, ValueError):  # WHY: pikepdf's answer to operands that it does not know
        raise pikepdf.PdfError("content") from None
    drawings = dictionary(resources, "/XObject")
    for key in list(drawings.keys()) if drawings is not None else ():
        if _is_hidden(entry(drawings, key), shows):
            del drawings[key]  # type: ignore[union-attr]  # not None when there are keys


def _visible(stream: pikepdf.Stream, resources: Any, shows: Callable[[Any], bool]) -> Iterator[Any]:
    """The instructions without the marks of layers and without what hidden ones draw."""
    drawings = dictionary(resources, "/XObject")
    open_marks: list[bool | None] = []  # None: no mark of a layer; else whether it is hidden
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        operands = list(instruction.operands)
        if operator in ("BMC", "BDC"):
            mark = _layer_mark(operator, operands, resources, shows)
            open_marks.append(mark)
            if mark is None:
                yield instruction
        elif operator == "EMC":
            if open_marks and open_marks.pop() is None:
                yield instruction
        elif True in open_marks:
            yield from _state_only(operator, operands, instruction)
        elif operator == "Do" and operands:
            if not _is_hidden(entry(drawings, str(operands[0])), shows):
                yield instruction
        else:
            yield instruction


def _layer_mark(
    operator: str, operands: list[Any], resources: Any, shows: Callable[[Any], bool]
) -> bool | None:
    if operator != "BDC" or len(operands) != 2 or str(operands[0]) != "/OC":
        return None
    content: Any = operands[1]
    if isinstance(content, pikepdf.Name):
        content = entry(dictionary(resources, "/Properties"), str(content))
    return content is not None and not shows(content)


def _state_only(operator: str, operands: list[Any], instruction: Any) -> Iterator[Any]:
    if operator in _PAINT:
        yield [], pikepdf.Operator("n")  # ends the path; a clip asked for by W stays
    elif operator == "'":
        yield [], pikepdf.Operator("T*")
    elif operator == '"':
        if len(operands) == 3:
            yield [operands[0]], pikepdf.Operator("Tw")
            yield [operands[1]], pikepdf.Operator("Tc")
        yield [], pikepdf.Operator("T*")
    elif operator not in _DROPPED:
        yield instruction


def _is_hidden(drawing: Any, shows: Callable[[Any], bool]) -> bool:
    layer = dictionary(drawing, "/OC")
    return layer is not None and not shows(layer)
