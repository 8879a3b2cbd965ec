"""Invitations (.ics) as readable pages. Source: RFC 5545."""

from __future__ import annotations

import re

from woo_desk.convert.result import Converted, problem
from woo_desk.convert.text import decode_text
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.printout import Ink, Kind, Paragraph, Run, plain
from woo_desk.texts import text

_FOLD = re.compile(r"\n[ \t]")
_LINE = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[^:;=]+=(?:\"[^\"]*\"|[^:;])*)*):(?P<value>.*)"
)
_NAME = re.compile(r"CN=(?:\"([^\"]*)\"|([^;:]*))", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
_MAILTO = re.compile("^mailto:", re.IGNORECASE)
_ESCAPE = re.compile(r"\\[nN,;\\]")
_LABELS = {"SUMMARY": "subject", "DTSTART": "start", "DTEND": "end", "LOCATION": "location",
           "ORGANIZER": "organizer", "ATTENDEE": "attendee", "DESCRIPTION": "description",
           "METHOD": "method", "STATUS": "status", "COMMENT": "comment"}  # fmt: skip


def convert_calendar(untrusted: bytes) -> Converted:
    """Every line of an invitation: the known ones with a label, the others as they stand.

    Raises:
        SourceError: it has no line of a calendar.
    """
    result = Converted()
    lines = _FOLD.sub("", decode_text(untrusted)).split("\n")
    found = [match for line in lines if (match := _LINE.fullmatch(line.rstrip()))]
    if not found:
        raise problem(IntakeProblem.DAMAGED)
    for match in found:
        name, value = match["name"].upper(), match["value"]
        if name in ("BEGIN", "END"):
            if name == "BEGIN" and value.upper() in ("VEVENT", "VTODO", "VJOURNAL", "VALARM"):
                result.blocks.append(plain(value, kind=Kind.HEADING))
            continue
        shown = _shown(name, match["parameters"], value)
        is_moment = _MOMENT.fullmatch(value) is not None
        label = text(f"calendar.{_LABELS[name]}") if name in _LABELS else name
        kind = Kind.BODY if name in _LABELS else Kind.SMALL
        result.blocks.append(Paragraph((Run(f"{label}: ", Ink.BOLD), Run(shown)), kind))
        result.source_text.append(_MAILTO.sub("", shown if is_moment else _plain(value)))
    rest = [line for line in lines if line.strip() and not _LINE.fullmatch(line.rstrip())]
    result.blocks += [plain(line, kind=Kind.SMALL) for line in rest]
    return result


def _shown(name: str, parameters: str, value: str) -> str:
    if name in ("ORGANIZER", "ATTENDEE"):
        address = _MAILTO.sub("", value)
        found = _NAME.search(parameters)
        person = (found[1] or found[2] or "") if found else ""
        words = f"{person} <{address}>" if person and person != address else address
        others = re.sub(_NAME, "", parameters).strip(";")
        return f"{words} ({others})" if others else words
    moment = _MOMENT.fullmatch(value)
    if moment:
        day = f"{moment[3]}-{moment[2]}-{moment[1]}"
        zone = " UTC" if moment[6] else ""
        return f"{day} {moment[4]}:{moment[5]}{zone}" if moment[4] else day
    return _plain(value)


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPES[match[0]], value)
