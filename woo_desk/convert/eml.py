"""Messages as they go over the line (.eml): every part becomes text, a picture or a document.

Sources: RFC 5322, RFC 2045-2047, RFC 8551 (S/MIME), RFC 3156 (PGP).
"""

from __future__ import annotations

import email
import email.errors
import email.message
import email.policy
import functools
import re

from woo_desk.convert.html import decode_html
from woo_desk.convert.mail_headers import decoded, facts_of, heading_of, technical_of
from woo_desk.convert.message import Body, Message
from woo_desk.convert.result import Part, limit
from woo_desk.convert.smime import signed_content
from woo_desk.convert.text import decode_text
from woo_desk.domain.document import IntakeProblem, Relation
from woo_desk.texts import text

MAX_PARTS = 2_000
_MAX_DEPTH = 30
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature",
               "application/pgp-signature")  # fmt: skip
_SMIME = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SUFFIXES = {"text/calendar": ".ics", "text/csv": ".csv", "text/rtf": ".rtf", "text/html": ".html",
             "text/plain": ".txt", "application/pdf": ".pdf", "image/png": ".png",
             "image/jpeg": ".jpg", "application/ms-tnef": ".dat"}  # fmt: skip
_BROKEN: tuple[type[Exception], ...] = (
    email.errors.MessageError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
)
"""What the email package raises at messages that are not as they should be."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")

MimePart = email.message.Message


def read_eml(untrusted: bytes) -> Message:
    """The message in these bytes, however broken; LimitExceeded when it has too many parts."""
    parsed = email.message_from_bytes(untrusted, policy=email.policy.compat32)
    message = Message(heading_of(parsed), facts_of(parsed), technical=technical_of(parsed))
    _Collector(message).collect(parsed, 0)
    return message


class _Collector:
    """Walks the parts of one message."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._count = 0

    def collect(self, part: MimePart, depth: int) -> None:
        self._count += 1
        if self._count > MAX_PARTS or depth > _MAX_DEPTH:
            raise limit(IntakeProblem.TOO_COMPLEX)
        kind = part.get_content_type()
        if kind == "multipart/encrypted":
            self._message.warnings.append(IntakeProblem.ENCRYPTED_MAIL)
        if kind == "multipart/alternative" and part.is_multipart():
            self._alternative(part, depth)
        elif kind == "message/rfc822" or (kind == "message/global" and part.is_multipart()):
            self._enclosed(part)
        elif part.is_multipart() and kind != "message/delivery-status":
            for inner in part.get_payload():
                self.collect(inner, depth + 1)  # type: ignore[arg-type]  # parts of a multipart
        elif kind in _SMIME:
            self._smime(part, depth)
        elif kind in _SIGNATURES:
            self._message.signed = _name(part) or kind
        else:
            self._leaf(part, kind)

    def _alternative(self, part: MimePart, depth: int) -> None:
        """Versions of one text: they become one body; what is no text is collected as usual."""
        before = len(self._message.bodies)
        for inner in part.get_payload():
            self.collect(inner, depth + 1)  # type: ignore[arg-type]  # parts of a multipart
        found = self._message.bodies[before:]
        self._message.bodies[before:] = (
            [
                Body(
                    "\n".join(body.html for body in found if body.html),
                    "\n".join(body.plain for body in found if body.plain),
                )
            ]
            if found
            else []
        )

    def _leaf(self, part: MimePart, kind: str) -> None:
        name = _name(part)
        attached = part.get_content_disposition() == "attachment"
        if kind in ("text/html", "text/plain") and not attached and not name:
            charset = _charset(part)
            content = _content(part)
            if kind == "text/html":
                self._message.bodies.append(Body(html=decode_html(content, charset)))
            else:
                self._message.bodies.append(Body(plain=_decode(content, charset)))
            return
        key = decoded(part.get("Content-ID", "")).strip("<> ")
        number = len(self._message.parts) + len(self._message.picture_parts) + 1
        name = name or text("archive.part", number=number) + _SUFFIXES.get(kind, "")
        document = Part(name, functools.partial(_content, part), Relation.ATTACHMENT)
        if kind.startswith("image/") and not (attached and not key):
            keys = key or decoded(part.get("Content-Location", "")) or name
            self._message.pictures[keys] = document.content
            self._message.picture_parts[keys] = document
        else:
            self._message.parts.append(document)

    def _enclosed(self, part: MimePart) -> None:
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        subject = decoded(inner.get("Subject", "")) if isinstance(inner, MimePart) else ""
        name = _name(part) or f"{subject or 'bericht'}.eml"
        content = functools.partial(_enclosed_bytes, part)
        self._message.parts.append(Part(name, content, Relation.ATTACHMENT))

    def _smime(self, part: MimePart, depth: int) -> None:
        content = _content(part)
        inside = signed_content(content)
        if inside is None:
            self._message.warnings.append(IntakeProblem.ENCRYPTED_MAIL)
            return
        self._message.signed = _name(part) or "S/MIME"
        self.collect(email.message_from_bytes(inside, policy=email.policy.compat32), depth + 1)


def _name(part: MimePart) -> str:
    """The name of a part, by RFC 2231 and by all that came before it."""
    try:
        found = part.get_filename()
    except _BROKEN:
        found = None
    if not found:
        return ""
    return decoded(found).replace("\\", "/").rpartition("/")[2]


def _charset(part: MimePart) -> str:
    try:
        return (part.get_content_charset() or "").strip("\"'")
    except _BROKEN:
        return ""


def _content(part: MimePart) -> bytes:
    """The bytes of a part, decoded as far as they can be."""
    try:
        content = part.get_payload(decode=True)
    except _BROKEN:
        content = None
    if isinstance(content, bytes):
        return content
    raw = part.get_payload()
    if isinstance(raw, list):  # a report on delivery: parts of headings only
        return "\n".join(str(one) for one in raw).encode("utf-8", "surrogateescape")
    return str(raw).encode("utf-8", "surrogateescape")


def _enclosed_bytes(part: MimePart) -> bytes:
    """A message in a message; also when it was encoded, which the standard forbids."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else part
    if not isinstance(inner, MimePart):
        return _content(part)
    coding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if coding in ("base64", "quoted-printable") and not inner.keys():
        inner["Content-Transfer-Encoding"] = coding
        return _content(inner)
    try:
        return inner.as_bytes()
    except _BROKEN:
        return str(inner).encode("utf-8", "surrogateescape")


def _decode(content: bytes, charset: str) -> str:
    if charset and charset.lower() not in ("us-ascii", "ascii", "iso-8859-1", "utf-8"):
        try:
            return decode_text(content.decode(charset).encode("utf-8"))
        except (LookupError, ValueError):
            pass
    return decode_text(content)
