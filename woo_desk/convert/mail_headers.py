"""Headings of messages: encoded words, raw bytes, addresses, dates. Whatever stands there is read.

Sources: RFC 5322, RFC 2047, RFC 2231.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import email.message
import email.utils
import quopri
import re

from woo_desk.convert.text import decode_strictly
from woo_desk.domain.document import MailFacts

_WORD = re.compile(r"=\?([\w.:*-]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_ID = re.compile(r"<([^<>\s]{1,500})>")
_SPACE = re.compile(r"\s+")
_SHOWN = (("from", "From"), ("sender", "Sender"), ("reply_to", "Reply-To"), ("to", "To"),
          ("cc", "Cc"), ("bcc", "Bcc"))  # fmt: skip
_KNOWN = frozenset(
    ("from", "sender", "reply-to", "to", "cc", "bcc", "date", "subject", "message-id",
     "in-reply-to", "references", "mime-version", "content-type", "content-transfer-encoding",
     "content-disposition", "content-language", "content-id")
)  # fmt: skip
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december")  # fmt: skip
MAX_HEADER = 100_000
"""Characters of one heading line that are read."""


def decoded(raw: object) -> str:
    """A heading value on one line, with encoded words and raw bytes read as well as can be."""
    words = _characters(str(raw)[:MAX_HEADER])
    words = _BETWEEN.sub(r"\1\2", words)
    return _SPACE.sub(" ", _WORD.sub(_word, words)).strip()


def _characters(raw: str) -> str:
    """WHY: bytes that are no ASCII arrive as lone surrogates."""
    if raw.isascii():
        return raw
    data = raw.encode("utf-8", "surrogateescape")
    known = decode_strictly(data)
    return known if known is not None else data.decode("cp1252", "replace")


def _word(match: re.Match[str]) -> str:
    charset, form, content = match[1].partition("*")[0], match[2].lower(), match[3]
    data = b""
    try:
        if form == "b":
            data = base64.b64decode(content + "=" * (-len(content) % 4))
        else:
            data = quopri.decodestring(content.replace("_", " ").encode("ascii", "replace"))
        return data.decode("cp1252" if charset.lower() == "iso-8859-1" else charset)
    except (LookupError, ValueError, binascii.Error):
        pass
    try:
        return data.decode("utf-8") or match[0]
    except UnicodeDecodeError:
        return match[0]


def heading_of(message: email.message.Message) -> list[tuple[str, str]]:
    """What is printed of a heading: text keys of `mail` and values."""
    lines = [(key, decoded(value)) for key, name in _SHOWN for value in message.get_all(name) or ()]
    sender = {decoded(value) for value in message.get_all("From") or ()}
    lines = [
        (key, value)
        for key, value in lines
        if value and not (key in ("sender", "reply_to") and value in sender)
    ]
    for value in message.get_all("Date") or ():
        lines.append(("date", printed_moment(decoded(value))))
    for value in message.get_all("Subject") or ():
        lines.append(("subject", decoded(value)))
    return lines


def printed_moment(value: str) -> str:
    """A date of a heading in Dutch; as it stands when it cannot be read."""
    moment = moment_of(value)
    return value if moment is None else in_dutch(moment)


def in_dutch(moment: dt.datetime) -> str:
    """A moment as it is printed: "7 juni 2024 14:30"."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year} {moment:%H:%M}"


def dutch_time(moment: dt.datetime) -> dt.datetime:
    """A moment by the clock of the Netherlands, for what is kept without a zone.

    WHY by hand: Windows has no table of zones that Python reads. Summer time runs from the last
    Sunday of March to that of October, 01:00 UTC (Directive 2000/84/EC, since 1996).
    """
    moment = moment.astimezone(dt.UTC)
    begin, end = (
        dt.datetime(moment.year, month, 31, 1, tzinfo=dt.UTC)
        - dt.timedelta(days=dt.date(moment.year, month, 31).isoweekday() % 7)
        for month in (3, 10)
    )
    hours = 2 if begin <= moment < end else 1
    return moment.astimezone(dt.timezone(dt.timedelta(hours=hours)))


def moment_of(value: str) -> dt.datetime | None:
    """The moment in a date of a heading, aware; without a zone it counts as UTC."""
    try:
        moment = email.utils.parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        moment.astimezone(dt.UTC)  # WHY: the edge of the calendar
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment


def facts_of(message: email.message.Message) -> MailFacts:
    """What a heading says, for threads and families."""
    return MailFacts(
        message_id=next(iter(ids_in(message.get("Message-ID", ""))), ""),
        in_reply_to=next(iter(ids_in(message.get("In-Reply-To", ""))), ""),
        references=ids_in(" ".join(map(str, message.get_all("References") or ()))),
        thread_index=_thread_index(str(message.get("Thread-Index", ""))),
        subject=decoded(message.get("Subject", "")),
        sender=decoded(message.get("From", "")),
        recipients=tuple(
            one
            for name in ("To", "Cc", "Bcc")
            for value in message.get_all(name) or ()
            for one in addresses_in(decoded(value))
        ),
        sent_at=moment_of(decoded(message.get("Date", ""))),
    )


def ids_in(value: object) -> tuple[str, ...]:
    """Message identifiers without their brackets, each once."""
    words = decoded(value)
    found = _ID.findall(words) or ([words] if "@" in words and " " not in words else [])
    return tuple(dict.fromkeys(found))[:200]


def addresses_in(value: str) -> tuple[str, ...]:
    """Single recipients of a heading value, as "Naam <adres>"."""
    try:
        pairs = email.utils.getaddresses([value])
    except (ValueError, IndexError, TypeError):
        pairs = []
    found = [f"{name} <{address}>" if name else address for name, address in pairs if address]
    return tuple(found) or tuple(part.strip() for part in value.split(";") if part.strip())


def technical_of(message: email.message.Message) -> list[str]:
    """Heading lines that are not printed: ways of transport, programs, machines."""
    return [
        f"{name}: {decoded(value)}" for name, value in message.items() if name.lower() not in _KNOWN
    ]


def _thread_index(value: str) -> str:
    try:
        return base64.b64decode(value, validate=False).hex()
    except (binascii.Error, ValueError):
        return ""
