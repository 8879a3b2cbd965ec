"""Runs of Word documents: text in its ink, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.convert.media import place_picture
from woo_desk.convert.package import Package
from woo_desk.convert.result import Converted, lines_of, mark
from woo_desk.convert.xml import Element, all_text, attribute, children, every, first, local
from woo_desk.domain.document import HiddenKind
from woo_desk.domain.printout import Block, Ink, Run

Relations = dict[str, tuple[str, str]]
_CHANGES = {
    "ins": (Ink.INSERTED, "inserted"),
    "moveTo": (Ink.INSERTED, "moved_here"),
    "del": (Ink.DELETED, "deleted"),
    "moveFrom": (Ink.DELETED, "moved_away"),
}
_SIGNS = {"tab": "    ", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "    "}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_WRAPPERS = frozenset(
    ("smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "AlternateContent", "Choice",
     "bdo", "dir", "ruby", "rt", "rubyBase", "oMath", "oMathPara")
)  # fmt: skip
_COMMON_FIELDS = frozenset(
    ("PAGE", "NUMPAGES", "TOC", "PAGEREF", "REF", "SEQ", "STYLEREF", "SECTIONPAGES", "NOTEREF")
)


@dataclass(frozen=True, slots=True)
class _State:
    ink: Ink = Ink.PLAIN
    is_changed: bool = False


class RunReader:
    """Reads one paragraph.

    Attributes:
        after: pictures and marks to print below the paragraph.
        boxes: contents of text boxes that hang on it.
        comments: ids of comments that it refers to.
        breaks_before: a new page begins in it.
    """

    def __init__(self, package: Package, result: Converted, relations: Relations) -> None:
        self.after: list[Block] = []
        self.boxes: list[Element] = []
        self.comments: list[str] = []
        self.breaks_before = False
        self._package, self._result, self._relations = package, result, relations

    def read(self, paragraph: Element) -> list[Run]:
        """The runs of a paragraph."""
        return self._inside(paragraph, _State())

    def _inside(self, holder: Element, state: _State) -> list[Run]:
        runs: list[Run] = []
        for element in children(holder):
            name = local(element)
            if name == "r":
                runs += self._run(element, state)
            elif name in _CHANGES:
                runs += self._change(element, name)
            elif name == "hyperlink":
                runs += self._link(element, state)
            elif name in _WRAPPERS:
                if name == "fldSimple":
                    self._note_field(attribute(element, "instr"))
                runs += self._inside(element, state)
            elif name not in ("pPr", "rPr", "Fallback", "sdtPr") and len(element):
                runs += self._inside(element, state)
            elif name == "t" and element.text:  # of a formula
                runs.append(Run(element.text, state.ink))
        return runs

    def _change(self, element: Element, name: str) -> list[Run]:
        ink, key = _CHANGES[name]
        runs = self._inside(element, _State(ink, is_changed=True))
        if not lines_of(runs):
            return runs
        by, at = attribute(element, "author"), attribute(element, "date")[:10]
        said = mark(key, by=by, at=at)
        words = "".join(run.text for run in runs)
        self._result.hide(HiddenKind.TRACKED_CHANGE, f"{said.text} {words}")
        return [*runs, said]

    def _link(self, element: Element, state: _State) -> list[Run]:
        runs = self._inside(element, state)
        target = self._relations.get(attribute(element, "id"), ("", ""))[1]
        return [*runs, *_link_mark(target.removeprefix("external:"), runs)]

    def _run(self, element: Element, state: _State) -> list[Run]:
        properties = first(element, "rPr")
        ink = _ink(properties, state)
        runs: list[Run] = []
        for child in children(element):
            runs += self._sign(child, ink)
        if properties is not None and _is_on(properties, "vanish") and lines_of(runs):
            words = "".join(run.text for run in runs)
            self._result.hide(HiddenKind.HIDDEN_TEXT, words)
            return [mark("hidden_text"), *runs, mark("hidden_text_end")]
        return runs

    def _sign(self, child: Element, ink: Ink) -> list[Run]:
        name = local(child)
        if name in ("t", "delText"):
            return [Run(child.text or "", ink)]
        if name in _SIGNS:
            return [Run(_SIGNS[name], ink)]
        if name == "br":
            if attribute(child, "type") == "page":
                self.breaks_before = True
            return [Run("\n", ink)]
        if name == "sym":
            return [Run(_symbol(attribute(child, "char")), ink)]
        if name in _NOTES:
            return [mark(_NOTES[name], number=attribute(child, "id"))]
        if name == "commentReference":
            key = attribute(child, "id")
            self.comments.append(key)
            return [mark("comment_here", number=key)]
        if name in ("instrText", "delInstrText"):
            return self._field(child.text or "")
        if name in ("drawing", "pict", "object", "AlternateContent"):
            return self._drawing(child)
        return []

    def _field(self, code: str) -> list[Run]:
        words = code.split()
        if words[:1] == ["HYPERLINK"]:
            targets = [word.strip('"') for word in words[1:] if not word.startswith("\\")]
            return _link_mark(targets[0] if targets else "", [])
        self._note_field(code)
        return []

    def _note_field(self, code: str) -> None:
        words = code.split()
        if words and words[0].upper() not in _COMMON_FIELDS:
            self._result.hide(HiddenKind.FORMULA, code)

    def _drawing(self, element: Element) -> list[Run]:
        chosen = element
        if local(element) == "AlternateContent":
            # WHY one of both: they are two wordings of the same drawing.
            options = list(children(element, "Choice")) or list(children(element, "Fallback"))
            if not options:
                return []
            chosen = options[0]
        boxes = list(every(chosen, "txbxContent"))
        inner = {
            id(box) for outer in boxes for box in every(outer, "txbxContent") if box is not outer
        }
        self.boxes += [box for box in boxes if id(box) not in inner]
        for name, key in (("blip", "embed"), ("blip", "link"), ("imagedata", "id")):
            for picture in every(chosen, name):
                self._picture(attribute(picture, key))
        said = {attribute(p, "descr").strip() for p in every(chosen, "docPr")} - {""}
        words = [text for p in every(chosen, "txBody", "textpath") for text in all_text(p, "t")]
        words += [attribute(p, "string") for p in every(chosen, "textpath")]
        runs = [mark("alternative_text", value=value) for value in sorted(said)]
        for value in said:
            self._result.hide(HiddenKind.HIDDEN_TEXT, value)
        return [*runs, *(Run(f" {word} ") for word in words if word.strip())]

    def _picture(self, key: str) -> None:
        kind, target = self._relations.get(key, ("", ""))
        if kind == "image":
            self.after += place_picture(self._package, self._result, target)


def _ink(properties: Element | None, state: _State) -> Ink:
    if state.is_changed or properties is None:
        return state.ink
    return Ink.BOLD if _is_on(properties, "b") else Ink.PLAIN


def _is_on(properties: Element, name: str) -> bool:
    found = first(properties, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "none")


def _link_mark(target: str, runs: list[Run]) -> list[Run]:
    """Where a link goes, when its own words do not say so."""
    shown = target.removeprefix("mailto:")
    if not shown or shown.rstrip("/") in "".join(run.text for run in runs):
        return []
    return [mark("link", target=target)]


def _symbol(code: str) -> str:
    """WHY a bullet: from 0xF000 on Word keeps bytes of symbol fonts, not characters."""
    try:
        value = int(code, 16)
    except ValueError:
        return "?"
    return (
        "•" if 0xF000 <= value <= 0xF0FF or not chr(value % 0x110000).isprintable() else chr(value)
    )
