"""Numbers and bullets of lists in Word documents, which stand in no text of the file.

Source: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from woo_desk.convert.xml import Element, attribute, children, first

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9
_MOST = 100_000


@dataclass(slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document, counted while it is read from beginning to end."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By number of the abstract list."""
    _lists: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Numbering:
        """From word/numbering.xml; without one every list has bullets."""
        result = cls()
        for one in children(root, "abstractNum") if root is not None else ():
            key = attribute(one, "abstractNumId")
            result._levels[key] = {
                _number(attribute(level, "ilvl")): _read_level(level)
                for level in children(one, "lvl")
            }
        for one in children(root, "num") if root is not None else ():
            target = first(one, "abstractNumId")
            if target is not None:
                result._lists[attribute(one, "numId")] = attribute(target, "val")
        return result

    def label(self, list_id: str, level: int) -> str:
        """What stands before the next paragraph of this list; "" for none."""
        key = self._lists.get(list_id)
        if key is None or list_id == "0" or not 0 <= level < _LEVELS:
            return ""
        levels = self._levels.get(key, {})
        own = levels.get(level)
        if own is None or own.form == "none":
            return ""
        if own.form == "bullet":
            return "•"
        counts = self._counts.setdefault(key, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else own.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at)
            value = counts[at] if 0 <= at < _LEVELS else 0
            return _in_form(value or 1, other.form if other else "decimal")

        return _PLACE.sub(shown, own.text)


def _read_level(level: Element) -> _Level:
    values = {name: first(level, name) for name in ("numFmt", "lvlText", "start")}
    said = {name: attribute(e, "val") if e is not None else "" for name, e in values.items()}
    return _Level(said["numFmt"] or "decimal", said["lvlText"], _number(said["start"], 1))


def _number(value: str, default: int = 0) -> int:
    try:
        return max(0, min(int(value), _MOST))
    except ValueError:
        return default


def _in_form(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26 % 20)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        result, rest = "", value % 4000
        for worth, sign in _ROMAN:
            result += sign * (rest // worth)
            rest %= worth
        return result.upper() if form == "upperRoman" else result
    return str(value)
