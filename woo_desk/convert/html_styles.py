"""What styles of a page hide: rules in <style>, attributes, colours of paper on paper.

Simple selectors with ancestors (`p`, `.x`, `#y`, `td.x`, `div .x`) and the usual order of rules are
understood (CSS 2.2, chapters 5 and 6.4). What a reader only sees while pointing, in print or by a
script is left aside: all text is shown on the pages either way, only the mark would be missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

MAX_CSS = 500_000
"""Characters of style that are read."""
MAX_RULES = 2_000
_COMPOUND = re.compile(r"(?:[a-z][\w-]*|\*)?(?:[.#][\w-]+)*", re.IGNORECASE)
_PART = re.compile(r"[.#]?[\w-]+|\*")
_ZERO = re.compile(r"[-+]?0*\.?0+(?:[a-z%]+)?")
_FAR_OFF = re.compile(r"-\d{4,}")
_WHITE = re.compile(
    r"white|#f{3}(?:f{3})?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,[^)]*)?\)", re.IGNORECASE
)
_NO_PAINT = re.compile(r"none|transparent|inherit|initial|unset|", re.IGNORECASE)

Tests = Mapping[str, Callable[[str], object]]
_UNSEEN: Tests = {
    "display": lambda value: value == "none",
    "visibility": lambda value: value in ("hidden", "collapse"),
    "mso-hide": lambda value: value == "all",
    "font-size": _ZERO.fullmatch,
    "opacity": _ZERO.fullmatch,
    "text-indent": _FAR_OFF.match,
    "left": _FAR_OFF.match,
    "top": _FAR_OFF.match,
}
_READ = frozenset((*_UNSEEN, "color", "background", "background-color", "max-height", "height",
                   "overflow"))  # fmt: skip
_Weight = tuple[bool, int, int]
"""Important, how exact the selector is, and where the rule stands."""


@dataclass(frozen=True, slots=True)
class _Rule:
    compounds: tuple[tuple[str, ...], ...]
    """Of the selector, the element itself last: tag, ".class" and "#id" of each."""
    specificity: int
    values: Mapping[str, tuple[str, bool]]
    """By property: the value, and whether it is important."""


class Styles:
    """The styles of one page, as far as they hide something."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: defaultdict[str, list[tuple[int, _Rule]]] = defaultdict(list)
        css = "\n".join(element.text or "" for element in root.iter("style"))
        for place, rule in enumerate(_rules(css[:MAX_CSS])):
            if place == MAX_RULES:
                break
            self._rules[_key(rule.compounds[-1])].append((place, rule))

    def hides(self, element: etree._Element) -> bool:
        """Whether an element is there without being seen."""
        values = self._values(element)
        if element.get("hidden") is not None:
            return True
        if any(name in values and test(values[name]) for name, test in _UNSEEN.items()):
            return True
        if values.get("overflow") == "hidden" and any(
            name in values and _ZERO.fullmatch(values[name]) for name in ("max-height", "height")
        ):
            return True
        return _WHITE.fullmatch(values.get("color", "")) is not None and self._is_on_paper(element)

    def _is_on_paper(self, element: etree._Element) -> bool:
        """Whether nothing is painted behind it, as far as that is known."""
        for each in (element, *element.iterancestors()):
            values = self._values(each)
            paints = [values.get("background", ""), values.get("background-color", "")]
            paints += [each.get("bgcolor") or "", each.get("background") or ""]
            for paint in paints:
                if not _NO_PAINT.fullmatch(paint):
                    return _WHITE.fullmatch(paint) is not None
        return True

    def _values(self, element: etree._Element) -> dict[str, str]:
        found: dict[str, tuple[_Weight, str]] = {}

        def put(name: str, value: str, weight: _Weight) -> None:
            if name not in found or found[name][0] <= weight:
                found[name] = (weight, value)

        if element.get("color"):
            put("color", element.get("color", "").strip().lower(), (False, -1, 0))
        for key in _names(element):
            for place, rule in self._rules.get(key, ()):
                if _matches(rule.compounds, element):
                    for name, (value, is_important) in rule.values.items():
                        put(name, value, (is_important, rule.specificity, place))
        for name, (value, is_important) in _declarations(element.get("style") or "").items():
            put(name, value, (is_important, 1_000_000, 0))
        return {name: value for name, (_, value) in found.items()}


def _rules(css: str) -> Iterator[_Rule]:
    # WHY no pattern over all of it: a page made to hurt would keep it busy for hours.
    for block in _without_comments(css).split("}")[:-1]:
        head, _, body = block.rpartition("{")
        head = head.rpartition("{")[2]
        values = _declarations(body)
        if not values:
            continue
        # WHY the last line: what stands before it may be an @import without a body.
        for selector in head.rpartition(";")[2].split(","):
            compounds = tuple(map(_parts, selector.replace(">", " ").split()))
            if compounds and all(compounds):
                yield _Rule(compounds, sum(map(_exactness, compounds)), values)


def _without_comments(css: str) -> str:
    kept, at = [], 0
    css = css.replace("<!--", " ").replace("-->", " ")
    while (start := css.find("/*", at)) >= 0:
        kept.append(css[at:start])
        end = css.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(css)
    return " ".join((*kept, css[at:]))


def _parts(compound: str) -> tuple[str, ...]:
    """Tag, classes and id; none for a selector that is not understood."""
    if not _COMPOUND.fullmatch(compound):
        return ()
    parts = _PART.findall(compound)
    return tuple(part if part[0] in ".#" else part.lower() for part in parts)


def _exactness(compound: tuple[str, ...]) -> int:
    return sum({"#": 10_000, ".": 100, "*": 0}.get(part[0], 1) for part in compound)


def _key(compound: tuple[str, ...]) -> str:
    """Under which a rule is found: the most exact part of its last compound."""
    return max(compound, key=lambda part: _exactness((part,)))


def _names(element: etree._Element) -> list[str]:
    tag = element.tag.lower() if isinstance(element.tag, str) else ""
    classes = [f".{name}" for name in (element.get("class") or "").split()]
    own = element.get("id")
    return ["*", tag, *dict.fromkeys(classes), *([f"#{own}"] if own else [])]


def _matches(compounds: tuple[tuple[str, ...], ...], element: etree._Element) -> bool:
    *outer, own = compounds
    if not set(own) <= {*_names(element)}:
        return False
    for ancestor in element.iterancestors():
        if not outer:
            break
        if set(outer[-1]) <= {*_names(ancestor)}:
            outer.pop()
    return not outer


def _declarations(body: str) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for line in body.split(";"):
        name, _, value = line.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        plain = value.removesuffix("!important").rstrip()
        is_important = plain != value
        if name in _READ and not (name in found and found[name][1] and not is_important):
            found[name] = (plain, is_important)
    return found
