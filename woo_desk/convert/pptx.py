"""Presentations (.pptx): slides with their notes and comments, hidden slides too.

Source: ECMA-376 part 1, 19.
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.convert.drawing import add_drawn_texts, drawn_parts
from woo_desk.convert.embedded import add_embedded
from woo_desk.convert.media import place_picture
from woo_desk.convert.package import Package
from woo_desk.convert.properties import add_properties, ooxml_properties
from woo_desk.convert.result import Converted, mark, problem
from woo_desk.convert.source_text import drawing_stretches
from woo_desk.convert.xml import Element, all_text, attribute, children, every, first, local
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Block, Kind, NewPage, Paragraph, Run, Table

_FOLDER = "ppt/"
_NO = ("0", "false")


def convert_pptx(package: Package, main: str = "ppt/presentation.xml") -> Converted:
    """All of a presentation.

    Raises:
        SourceError: damaged, encrypted.
        LimitExceeded: larger or more complex than is safe.
    """
    root = package.xml(main)
    if root is None:
        raise problem(IntakeProblem.DAMAGED)
    result = Converted()
    relations = package.relations(main)
    listed = [
        relations.get(attribute_of_relation(entry), ("", ""))[1] for entry in every(root, "sldId")
    ]
    # WHY the rest too: a slide that the list does not name still is in the file.
    unlisted = [n for n in package.names("ppt/slides/slide", ".xml") if n not in listed]
    models: set[str] = set()
    authors = {attribute(a, "id"): attribute(a, "name") for a in _authors(package)}
    for number, name in enumerate([*listed, *unlisted], start=1):
        if package.has(name):
            _Slide(package, result, name, authors).add(number, is_listed=name in listed)
            models |= _models(package, name)
    _add_models(package, result, sorted(models))
    add_drawn_texts(package, result, _FOLDER)
    result.source_text += drawn_parts(package, _FOLDER)
    add_embedded(package, result, _FOLDER)
    add_properties(result, ooxml_properties(package))
    return result


def attribute_of_relation(element: Element) -> str:
    """The r:id of an element that has an id of its own too."""
    for key, value in element.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return ""


def _authors(package: Package) -> Iterator[Element]:
    for name in ("ppt/commentAuthors.xml", "ppt/authors.xml"):
        root = package.xml(name)
        if root is not None:
            yield from children(root)


def _models(package: Package, slide: str) -> set[str]:
    """Layout and master of a slide."""
    layouts = {t for kind, t in package.relations(slide).values() if kind == "slideLayout"}
    masters = {
        target
        for layout in layouts
        for kind, target in package.relations(layout).values()
        if kind == "slideMaster"
    }
    return layouts | masters


def _add_models(package: Package, result: Converted, names: list[str]) -> None:
    """Words that stand on the model of slides, and so on each of them."""
    seen: set[str] = set()
    for name in names:
        root = package.xml(name)
        for shape in every(root, "sp") if root is not None else ():
            if first(shape, "nvSpPr", "nvPr", "ph") is not None:
                continue  # only a hint for who makes a slide
            for paragraph in _paragraphs(shape):
                words = "".join(run.text for run in paragraph.runs)
                if words.strip() and words not in seen:
                    seen.add(words)
                    result.blocks.append(Paragraph((mark("slide_model"), Run(f" {words}"))))


class _Slide:
    """One slide with all that hangs on it."""

    def __init__(
        self, package: Package, result: Converted, name: str, authors: dict[str, str]
    ) -> None:
        self._package, self._result, self._authors = package, result, authors
        self._name = name
        self._relations = package.relations(name)

    def add(self, number: int, *, is_listed: bool) -> None:
        root = self._package.xml(self._name)
        if root is None:
            return
        head = [mark("slide", number=number)]
        if attribute(root, "show") in _NO or not is_listed:
            head.append(mark("hidden_slide"))
            self._result.hide(HiddenKind.HIDDEN_SLIDE, str(number))
        blocks = self._result.blocks
        blocks += [NewPage(is_landscape=True), Paragraph(tuple(head), Kind.SMALL)]
        tree = first(root, "cSld", "spTree")
        blocks += self._shapes(tree, self._relations) if tree is not None else []
        self._result.source_text += drawing_stretches(root)
        for kind, target in sorted(set(self._relations.values())):
            part = (
                self._package.xml(target) if kind in ("notesSlide", "comments", "comment") else None
            )
            if part is None:
                continue
            if kind == "notesSlide":
                self._add_notes(part, self._package.relations(target))
            else:
                self._add_comments(part)

    def _add_notes(self, root: Element, relations: dict[str, tuple[str, str]]) -> None:
        tree = first(root, "cSld", "spTree")
        inside = self._shapes(tree, relations, notes=True) if tree is not None else []
        words = " ".join(
            "".join(r.text for r in b.runs) for b in inside if isinstance(b, Paragraph)
        )
        if words.strip():
            self._result.hide(HiddenKind.NOTE, words)
            self._result.blocks.append(Paragraph((mark("speaker_notes"),), Kind.SMALL))
            self._result.blocks += inside
        self._result.source_text += drawing_stretches(root)

    def _add_comments(self, root: Element) -> None:
        for comment in every(root, "cm"):
            words = " ".join(all_text(comment, "text", "t"))
            by = self._authors.get(attribute(comment, "authorId"), "")
            at = (attribute(comment, "dt") or attribute(comment, "created"))[:10]
            lead = mark("slide_comment", by=by, at=at)
            self._result.blocks.append(Paragraph((lead, Run(f" {words}")), is_hidden=True))
            self._result.hide(HiddenKind.COMMENT, f"{by} {at}: {words}")
            self._result.source_text.append(words)

    def _shapes(
        self, holder: Element, relations: dict[str, tuple[str, str]], *, notes: bool = False
    ) -> list[Block]:
        blocks: list[Block] = []
        for shape in children(holder):
            name = local(shape)
            if name in ("grpSp", "AlternateContent", "Choice"):
                blocks += self._shapes(shape, relations, notes=notes)
                continue
            for table in every(shape, "tbl"):
                blocks.append(_table(table))
            if name in ("sp", "cxnSp"):
                kind = Kind.HEADING if _is_title(shape) else Kind.BODY
                hidden = _is_hidden(shape)
                blocks += [
                    Paragraph(p.runs, kind, p.indent, is_hidden=hidden or notes)
                    for p in _paragraphs(shape)
                ]
            blocks += self._alternative(shape)
            if not notes:
                blocks += self._pictures(shape, relations)
        return blocks

    def _alternative(self, shape: Element) -> Iterator[Block]:
        for properties in every(shape, "cNvPr"):
            said = attribute(properties, "descr").strip()
            if said:
                self._result.hide(HiddenKind.HIDDEN_TEXT, said)
                yield Paragraph((mark("alternative_text", value=said),), Kind.SMALL)

    def _pictures(self, shape: Element, relations: dict[str, tuple[str, str]]) -> Iterator[Block]:
        for blip in every(shape, "blip"):
            for key in ("embed", "link"):
                kind, target = relations.get(attribute(blip, key), ("", ""))
                if kind == "image":
                    yield from place_picture(self._package, self._result, target)


def _paragraphs(shape: Element) -> Iterator[Paragraph]:
    for body in every(shape, "txBody"):
        for paragraph in children(body, "p"):
            runs = _runs(paragraph)
            if any(run.text.strip() for run in runs):
                properties = first(paragraph, "pPr")
                level = attribute(properties, "lvl") if properties is not None else ""
                yield Paragraph(tuple(runs), indent=int(level) if level.isdigit() else 0)


def _runs(paragraph: Element) -> list[Run]:
    runs = []
    for element in children(paragraph):
        if local(element) in ("r", "fld"):
            runs.append(Run("".join(all_text(element, "t"))))
        elif local(element) == "br":
            runs.append(Run("\n"))
        elif local(element) not in ("pPr", "endParaRPr"):
            runs.append(Run("".join(all_text(element, "t"))))
    return runs


def _table(table: Element) -> Table:
    return Table(
        tuple(
            tuple(tuple(_paragraphs(cell)) for cell in children(row, "tc"))
            for row in children(table, "tr")
        )
    )


def _is_title(shape: Element) -> bool:
    place = first(shape, "nvSpPr", "nvPr", "ph")
    return place is not None and attribute(place, "type") in ("title", "ctrTitle")


def _is_hidden(shape: Element) -> bool:
    return any(attribute(p, "hidden") in ("1", "true") for p in every(shape, "cNvPr"))
