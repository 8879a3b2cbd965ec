"""Values of cells as a person reads them: dates as dates, numbers in Dutch.

Source: ECMA-376 part 1, 18.8.30 (number formats).
"""

from __future__ import annotations

import datetime as dt
import re

from woo_desk.convert.xml import Element, attribute, children, first

_BUILT_IN_DATES = frozenset(
    (14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
)
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 45, 46, 47))
_BUILT_IN_PERCENT = frozenset((9, 10))
_NO_SIGNS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_LAST_DAY = 2_958_466
"""Of the year 9999, counted from 1900."""


class Formats:
    """The number formats of one workbook, by style of a cell."""

    def __init__(self, styles: Element | None, *, from_1904: bool) -> None:
        self._from = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001  # a day on paper
        own: dict[int, str] = {}
        formats = first(styles, "numFmts") if styles is not None else None
        for one in children(formats, "numFmt") if formats is not None else ():
            own[_number(attribute(one, "numFmtId"))] = attribute(one, "formatCode")
        cells = first(styles, "cellXfs") if styles is not None else None
        self._styles = [
            (key, own.get(key, ""))
            for one in (children(cells, "xf") if cells is not None else ())
            for key in (_number(attribute(one, "numFmtId")),)
        ]

    def shown(self, raw: str, style: str) -> str:
        """A number as it is to be printed."""
        key, code = self._style(style)
        try:
            value = float(raw)
        except ValueError:
            return raw
        signs = _NO_SIGNS.sub("", code).lower()
        if key in _BUILT_IN_DATES or key in _BUILT_IN_TIMES or _is_date(signs):
            return self._moment(value) or _plain(value, raw)
        if key in _BUILT_IN_PERCENT or "%" in signs:
            return f"{_plain(value * 100, '')}%"
        if re.fullmatch(r"0{2,}", signs) and value >= 0 and value.is_integer():
            return raw.partition(".")[0].zfill(len(signs))
        return _plain(value, raw)

    def hides(self, style: str) -> bool:
        """Whether the format shows nothing at all."""
        return self._style(style)[1].replace(" ", "") == ";;;"

    def _style(self, style: str) -> tuple[int, str]:
        number = _number(style)
        return self._styles[number] if number < len(self._styles) else (0, "")

    def _moment(self, value: float) -> str:
        if not 0 <= value < _LAST_DAY:
            return ""
        moment = self._from + dt.timedelta(seconds=round(value * 86400))
        time = "" if moment.time() == dt.time() else moment.strftime("%H:%M:%S").removesuffix(":00")
        if value < 1:
            return time or "00:00"
        return f"{moment:%d-%m-%Y} {time}".strip()


def _is_date(signs: str) -> bool:
    return (
        bool(re.search(r"[dy]|m{1,5}|h|s", signs)) and "general" not in signs and "e+" not in signs
    )


def _plain(value: float, raw: str) -> str:
    """At most fifteen figures, as Excel shows them; whole numbers without a point."""
    if raw.lstrip("-").isdigit():
        return raw
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}".replace(".", ",")


def _number(value: str) -> int:
    return int(value) if value.isdigit() and len(value) < 9 else 0
