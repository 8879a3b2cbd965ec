"""Reads the tags of a PDF by itself: every piece that is shown, and the element it belongs to.

Knows nothing of how the program writes them (ISO 32000-1, 14.6 to 14.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, NumberTree

SHOWN = frozenset(
    {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"}
)


@dataclass
class Node:
    """One element."""

    kind: str
    kids: list[Node] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)
    """0-based page, and number of the piece on it."""
    scope: str = ""

    def all(self, kind: str) -> list[Node]:
        """The elements of a kind in it, in order."""
        return [node for node in self.walk() if node.kind == kind]

    def walk(self) -> Iterator[Node]:
        """It and all elements in it, in order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def tree_of(path: Path) -> Node:
    """The root element, after a look whether pages and tree agree.

    Raises:
        AssertionError: something that is shown is neither an artifact nor in the tree, a piece is
            missing, or parent tree and elements differ.
    """
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        assert pdf.Root.MarkInfo.Marked
        root = pdf.Root.StructTreeRoot
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        kids = root.K if isinstance(root.K, Array) else [root.K]
        nodes = [_node(kid, root, pages, owners) for kid in kids]
        assert len(nodes) == 1
        parents = NumberTree(root.ParentTree)
        for index, page in enumerate(pdf.pages):
            numbers = _marked(page)
            entries = [value.objgen for value in parents[int(page.obj.StructParents)]]
            assert numbers == list(range(len(entries))), f"pieces of page {index}"
            for number, owner in enumerate(entries):
                assert owners.pop((index, number)) == owner
        assert not owners, "the tree names pieces that no page has"
        return nodes[0]


def _node(
    element: pikepdf.Object, parent: pikepdf.Object, pages: dict[tuple[int, int], int],
    owners: dict[tuple[int, int], tuple[int, int]],
) -> Node:  # fmt: skip
    assert element.P.objgen == parent.objgen
    node = Node(str(element.S).removeprefix("/"))
    if "/A" in element:
        node.scope = str(element.A.get("/Scope", "")).removeprefix("/")
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/MCID" not in kid:
            node.kids.append(_node(kid, element, pages, owners))
            continue
        page = kid.Pg if isinstance(kid, Dictionary) else element.Pg
        number = int(kid.MCID if isinstance(kid, Dictionary) else kid)
        piece = pages[page.objgen], number
        assert piece not in owners, "a piece belongs to one element"
        owners[piece] = element.objgen
        node.pieces.append(piece)
    return node


def _marked(page: pikepdf.Page) -> list[int]:
    """Numbers of the pieces of a page, in order of number."""
    numbers = [number for number, _, operator in _shown(page) if operator == "BDC"]
    assert len(set(numbers)) == len(numbers)
    return sorted(number for number in numbers if number is not None)


def _shown(page: pikepdf.Page) -> Iterator[tuple[int | None, list[pikepdf.Object], str]]:
    """What begins a piece, shows something or chooses a font, with the piece it belongs to."""
    stack: list[int | str] = []
    for instruction in pikepdf.parse_content_stream(page):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        operands, operator = list(instruction.operands), str(instruction.operator)
        pieces = [number for number in stack if isinstance(number, int)]
        if operator in ("BDC", "BMC"):
            entries = operands[1] if len(operands) > 1 else None
            number = entries.get("/MCID") if isinstance(entries, Dictionary) else None
            stack.append(str(operands[0]) if number is None else int(number))
            if number is not None:
                yield int(number), operands, "BDC"
        elif operator == "EMC":
            stack.pop()
        elif operator in SHOWN:
            assert len(pieces) + stack.count("/Artifact") == 1, f"{operator} lies in {stack}"
            yield (pieces[0] if pieces else None), operands, operator
        elif operator == "Tf":
            yield None, operands, operator
    assert not stack


def spoken(path: Path) -> str:
    """The words of all pieces in the order of the tree; for text that is shown with Tj or TJ."""
    texts = _texts(path)
    return " ".join(texts.get(piece, "") for node in tree_of(path).walk() for piece in node.pieces)


def _texts(path: Path) -> dict[tuple[int, int], str]:
    """What each piece shows."""
    texts: dict[tuple[int, int], str] = {}
    with pikepdf.open(path) as pdf:
        for index, page in enumerate(pdf.pages):
            codes: dict[bytes, str] = {}
            for number, operands, operator in _shown(page):
                if operator == "Tf":
                    codes = _codes(page.obj.Resources.Font[str(operands[0])])
                elif operator in ("Tj", "TJ") and number is not None:
                    said = f"{texts.get((index, number), '')} {_decoded(operands[0], codes)}"
                    texts[index, number] = said
    return texts


def _codes(font: pikepdf.Object) -> dict[bytes, str]:
    """Characters by code, out of the lines of one character (bfchar) of a font of ours."""
    lists = re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL)
    found = re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", b" ".join(lists))
    pairs = ((bytes.fromhex(a.decode()), bytes.fromhex(b.decode())) for a, b in found)
    return {code: said.decode("utf-16-be") for code, said in pairs}


def _decoded(shown: pikepdf.Object, codes: dict[bytes, str]) -> str:
    parts = list(shown) if isinstance(shown, Array) else [shown]
    length = len(next(iter(codes), b"1"))
    said = ""
    for part in parts:
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            runs = (data[at : at + length] for at in range(0, len(data), length))
            said += "".join(codes.get(run, "?") for run in runs)
    return said


def regular(table: Node) -> bool:
    """Whether every row has as many cells, and every column and row a heading."""
    rows = table.all("TR")
    head, *body = [[cell for cell in row.kids if cell.kind in ("TH", "TD")] for row in rows]
    return (
        all(len(row) == len(head) for row in body)
        and all(cell.kind == "TH" and cell.scope == "Column" for cell in head)
        and all(row[0].kind == "TH" and row[0].scope == "Row" for row in body)
    )


def printed_rows(path: Path) -> list[list[list[str]]]:
    """The tables of a list of ours as they would be read aloud: rows of cells, white space gone."""
    texts = _texts(path)
    return [
        [
            ["".join("".join(texts[piece] for piece in cell.pieces).split()) for cell in row.kids]
            for row in table.all("TR")
        ]
        for table in tree_of(path).all("Table")
    ]
