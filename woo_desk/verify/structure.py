"""Walks everything that a PDF refers to and reports what a publication does not need.

The walk starts at the trailer and follows the allow-list of `woo_desk.verify.grammar`. It also
notes what each object is, so that the search in the bytes can say where it found something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from woo_desk.domain.export import ResidueKind
from woo_desk.verify.findings import Check, CutShort
from woo_desk.verify.grammar import (
    DESTINATION,
    FOREIGN,
    GRAMMAR,
    KIND_OF_KEY,
    KIND_OF_ROLE,
    KIND_OF_SUBTYPE,
    PLAIN,
    SETTLED,
    SPEECH,
    TEXT,
    UP,
)
from woo_desk.verify.links import is_plain_link
from woo_desk.verify.speech import is_known_kind, is_label, is_language
from woo_desk.verify.xmp import has_foreign_properties

MAX_DEPTH = 200
MAX_STEPS = 20_000_000
"""WHY so many: a list of 20,000 rows has 280,000 elements, which take 1.4 million steps."""
_TELLING = (ResidueKind.SCRIPT, ResidueKind.ATTACHMENT)


@dataclass(slots=True)
class Walk:
    """What the walk met.

    Attributes:
        roles: object number -> what it is in the grammar, "foreign" below what is not allowed.
        kinds: object number -> kind of residue when a term is found in it.
        pages: object number -> 0-based index, for pages and their contents.
        outlines: whether bookmarks are there.
    """

    roles: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, ResidueKind] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    page_count: int = 0
    outlines: bool = False


_NUMBERS = re.compile(rb"[-+.0-9\s\[\]]*")
"""Numbers, and arrays of them: no reference, and nothing that could spell a word."""


@dataclass(slots=True)
class _Step:
    value: Any
    role: str
    holder: int
    """Number of the indirect object that this lies in; 0 for the trailer."""
    page: int | None
    depth: int
    kind: ResidueKind | None = None
    """Kind of residue, below something that is not allowed."""


def walk(
    pdf: pikepdf.Pdf, check: Check, *, is_bundle: bool, labels: frozenset[str] | None = None
) -> Walk:
    """Visit everything once and report what is not allowed.

    Args:
        pdf: the file.
        check: takes the findings.
        is_bundle: whether bookmarks belong in it.
        labels: of the boxes, which tags may say in other words; None when they are not known.

    Raises:
        CutShort: deeper or larger than can be looked at.
    """
    result = Walk()
    visitor = _Visitor(result, check, is_bundle, labels)
    stack = [_Step(pdf.trailer, "trailer", 0, None, 0)]
    # WHY apart: a bookmark that is not allowed leads to pages that are; those come first.
    later: list[_Step] = []
    for _count in range(MAX_STEPS):
        if not stack:
            stack, later = later, []
        if not stack:
            return result
        step = stack.pop()
        if step.depth > MAX_DEPTH:
            break
        is_foreign = step.role == FOREIGN
        for following in visitor.visit(step):
            waits = following.role == FOREIGN and not is_foreign
            (later if waits else stack).append(following)
        _put_away(pdf, step, result)
    msg = "too deep or too large to look at"
    raise CutShort(msg)


def _put_away(pdf: pikepdf.Pdf, step: _Step, result: Walk) -> None:
    """Let go of what an element or a font holds, once it was looked at.

    WHY: qpdf keeps each object that it has read, and a bundle of thousands of pages has a hundred
    thousand elements. What comes in its place counts as something that is there.
    """
    value = step.value
    if isinstance(value, pikepdf.Dictionary) and not isinstance(value, pikepdf.Stream):
        number = value.objgen[0]
        if result.roles.get(number) in SETTLED:
            pdf._replace_object(value.objgen, pikepdf.Name("/Seen"))


@dataclass(slots=True)
class _Visitor:
    result: Walk
    check: Check
    is_bundle: bool
    labels: frozenset[str] | None

    def visit(self, step: _Step) -> list[_Step]:
        value = step.value
        if not isinstance(value, pikepdf.Object):
            return []
        if value.is_indirect:
            number = value.objgen[0]
            # An object that is met first below something allowed keeps that role.
            if number in self.result.roles:
                return []
            step.holder = number
            self._note(number, step)
        if step.role in (UP, DESTINATION):
            return self._pointer(step)
        if isinstance(value, pikepdf.Array):
            return self._array(step)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            return self._dictionary(step)
        if isinstance(value, pikepdf.String) and not self._may_say(step.role, value):
            self._report(step, ResidueKind.STRUCTURE)
        return []

    def _may_say(self, role: str, value: pikepdf.String) -> bool:
        """Whether a string may stand there, whatever the search in it will give."""
        if role == SPEECH:
            said = str(value)
            return is_language(said) or is_label(said, self.labels)
        return role in (TEXT, FOREIGN, "colour")

    def _note(self, number: int, step: _Step) -> None:
        if step.role in (UP, DESTINATION):
            return
        self.result.roles[number] = step.role
        kind = step.kind or KIND_OF_ROLE.get(step.role)
        if kind is not None:
            self.result.kinds[number] = kind
        if step.page is not None:
            self.result.pages[number] = step.page

    def _pointer(self, step: _Step) -> list[_Step]:
        """A reference back, or a place to jump to: a page and numbers, never a name."""
        if step.role == DESTINATION and not (
            isinstance(step.value, pikepdf.Array)
            and all(not isinstance(item, pikepdf.String) for item in step.value)
        ):
            self._report(step, ResidueKind.LINK)
        return []

    def _array(self, step: _Step) -> list[_Step]:
        if step.role == "widths" or step.role == PLAIN:
            return self._plain_array(step)
        return [
            _Step(item, step.role, step.holder, step.page, step.depth + 1, step.kind)
            for item in reversed(list(step.value))
            if isinstance(item, pikepdf.Object)
        ]

    def _plain_array(self, step: _Step) -> list[_Step]:
        # WHY first: the widths of a font are hundreds of arrays.
        if _NUMBERS.fullmatch(step.value.unparse(resolved=True)):
            return []
        return [
            _Step(item, PLAIN, step.holder, step.page, step.depth + 1, step.kind)
            for item in step.value
            if isinstance(item, pikepdf.Object) and not isinstance(item, pikepdf.Name)
        ]

    def _dictionary(self, step: _Step) -> list[_Step]:
        if step.role == FOREIGN:
            return self._foreign(step)
        step.role = self._exact_role(step)
        grammar = GRAMMAR.get(step.role)
        if grammar is None:
            self._report(step, ResidueKind.STRUCTURE)
            grammar = {}
        if step.role == "xmp" and has_foreign_properties(step.value.read_bytes()):
            self._report(step, ResidueKind.METADATA)
        steps = []
        for key, item in step.value.items():
            child = grammar.get(key) or grammar.get("*")
            if step.role == "catalog" and key == "/Outlines":
                self.result.outlines = True
                child = "outlines" if self.is_bundle else None
            if step.role == "page" and key == "/Annots":
                steps.extend(self._annotations(step, item))
            elif child is None:
                steps.extend(self._not_allowed(step, key, item))
            elif isinstance(item, pikepdf.Object):
                page = None if step.role == "node" else step.page
                # WHY: a thousand bookmarks stand one after the other, not one in the other.
                depth = step.depth + (key != "/Next")
                steps.append(_Step(item, child, step.holder, page, depth))
        steps.reverse()
        return steps

    def _annotations(self, step: _Step, annotations: Any) -> list[_Step]:
        """Links in their one plain form are allowed on a page, and nothing else."""
        if not isinstance(annotations, pikepdf.Array):
            return self._not_allowed(step, "/Annots", annotations)
        steps = []
        for item in annotations.as_list():
            role = "link" if is_plain_link(item) else FOREIGN
            kind = None if role == "link" else ResidueKind.ANNOTATION
            steps.append(_Step(item, role, step.holder, step.page, step.depth + 1, kind))
        return steps

    def _exact_role(self, step: _Step) -> str:
        """The grammar of a dictionary whose kind follows from what stands in it."""
        value, role = step.value, step.role
        if role == "node" and value.get("/Type") == "/Page":
            role = "page"
            step.page = self.result.page_count
            self.result.page_count += 1
            self.result.pages[step.holder] = step.page
        elif role == "xobject":
            role = {"/Image": "image", "/Form": "form"}.get(str(value.get("/Subtype")), "")
        elif role == "colour" and isinstance(value, pikepdf.Stream) and "/N" in value:
            role = "function" if "/FunctionType" in value else "icc"
        elif role == "element" and not is_known_kind(value):
            self._report(step, ResidueKind.STRUCTURE)
        elif role == "goto" and value.get("/S") != "/GoTo":
            self._report(step, ResidueKind.SCRIPT)
        if step.holder and value.is_indirect and role:
            self.result.roles[step.holder] = role
            if kind := KIND_OF_ROLE.get(role):
                self.result.kinds[step.holder] = kind
        return role

    def _not_allowed(self, step: _Step, key: str, item: Any) -> list[_Step]:
        if _is_empty(item):
            return []
        kind = KIND_OF_KEY.get(key, ResidueKind.STRUCTURE)
        if step.role == "info":
            kind = ResidueKind.METADATA
        # WHY not for these two: what lies in them says more exactly what it is.
        if key not in ("/Annots", "/Names") or not isinstance(
            item, pikepdf.Array | pikepdf.Dictionary
        ):
            self._report(step, kind, key)
        return [_Step(item, FOREIGN, step.holder, step.page, step.depth + 1, kind)]

    def _foreign(self, step: _Step) -> list[_Step]:
        value = step.value
        kind = step.kind or ResidueKind.STRUCTURE
        subtype = str(value.get("/Subtype", ""))
        if kind is ResidueKind.ANNOTATION and "/Rect" in value:
            kind = KIND_OF_SUBTYPE.get(subtype, kind)
            self._report(step, kind)
        if step.holder and value.is_indirect:
            self.result.kinds[step.holder] = kind
        steps = []
        for key, item in value.items():
            if key in ("/Parent", "/P") or _is_empty(item):
                continue
            exact = KIND_OF_KEY.get(key)
            is_name_tree = step.depth == 2 and kind is ResidueKind.STRUCTURE
            if is_name_tree or key == "/URI" or exact in _TELLING:
                self._report(step, exact or kind, key)
            steps.append(
                _Step(item, FOREIGN, step.holder, step.page, step.depth + 1, exact or kind)
            )
        return steps

    def _report(self, step: _Step, kind: ResidueKind, key: str = "") -> None:
        # WHY only keys that we know: a key is text of the document as well.
        known = key if key in KIND_OF_KEY or key == "/Names" else ""
        place = f"object {step.holder} {known}".strip() if step.holder else f"trailer {known}"
        self.check.add(kind, page_index=step.page, place=place.strip())


def _is_empty(value: Any) -> bool:
    if isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not isinstance(
        value, pikepdf.Stream
    ):
        return len(value) == 0
    return isinstance(value, pikepdf.String) and not bytes(value)
