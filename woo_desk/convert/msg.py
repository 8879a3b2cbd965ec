"""Messages as Outlook keeps them (.msg): heading, the best of three bodies, attachments.

Source: MS-OXMSG, MS-OXPROPS, MS-OXCMSG.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable

import olefile  # type: ignore[import-untyped]  # ships without types

from woo_desk.convert.eml import read_eml
from woo_desk.convert.html import decode_html
from woo_desk.convert.mail_headers import dutch_time, ids_in, in_dutch
from woo_desk.convert.mail_write import written_message
from woo_desk.convert.mapi import Path, Properties, named, one_line
from woo_desk.convert.message import Body, Message
from woo_desk.convert.msg_items import item_lines, labels_of
from woo_desk.convert.ole import read_stream
from woo_desk.convert.result import Part, limit
from woo_desk.convert.rtf import rtf_body, unpack_rtf
from woo_desk.domain.document import IntakeProblem, MailFacts, Relation
from woo_desk.errors import SourceError
from woo_desk.texts import text

MAX_ATTACHMENTS = 2_000
_MAX_DEPTH = 20
_EMBEDDED = "__substg1.0_3701000D"
_METHOD, _OLE_OBJECT = 0x3705, 6
"""How an attachment is kept (MS-OXCMSG 2.2.2.9)."""
_KINDS = ((1, "to"), (2, "cc"), (3, "bcc"))
_SMIME_CLASSES = ("ipm.note.smime", "ipm.note.secure")


def read_msg(file: olefile.OleFileIO, path: Path = (), depth: int = 0) -> Message:
    """The message in an open file, or in a storage of it.

    Raises:
        SourceError: damaged.
        LimitExceeded: too many attachments, or too deep.
    """
    if depth > _MAX_DEPTH:
        raise limit(IntakeProblem.TOO_DEEP)
    properties = Properties(file, path, 1 if path else 0)
    recipients = _recipients(file, properties)
    heading = [*_heading(properties, recipients), *item_lines(file, properties)]
    message = Message(heading, _facts(properties, recipients))
    message.bodies = [body] if (body := _body(properties, message)) else []
    message.technical = [
        line for line in properties.text(0x007D).splitlines() if line[:1].strip() and ":" in line
    ]
    message.technical += labels_of(file, properties)
    for number, storage in enumerate(properties.storages("__attach_version1.0_")):
        if number >= MAX_ATTACHMENTS:
            raise limit(IntakeProblem.TOO_COMPLEX)
        _attach(file, message, storage, depth)
    if _is_sealed(properties, message):
        _open_signed(message)
    return message


def _recipients(file: olefile.OleFileIO, message: Properties) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {key: [] for _, key in _KINDS}
    for path in message.storages("__recip_version1.0_"):
        one = Properties(file, path, 2)
        address = one.text(0x39FE) or (one.text(0x3003) if "@" in one.text(0x3003) else "")
        key = dict(_KINDS).get(one.number(0x0C15) & 15, "to")
        found[key].append(named(one.text(0x3001) or one.text(0x5FF6), address))
    for tag, key in ((0x0E04, "to"), (0x0E03, "cc"), (0x0E02, "bcc")):
        if not found[key] and message.text(tag):
            found[key] = [one_line(message.text(tag))]
    return found


def _sender(properties: Properties) -> str:
    address = properties.text(0x5D01) or properties.text(0x5D02)
    for tag in (0x0C1F, 0x0065):
        if not address and "@" in properties.text(tag):
            address = properties.text(tag)
    return named(properties.text(0x0C1A) or properties.text(0x0042), address)


def _heading(properties: Properties, recipients: dict[str, list[str]]) -> list[tuple[str, str]]:
    lines = [("from", _sender(properties))]
    behalf = named(properties.text(0x0042), properties.text(0x5D02))
    if behalf and properties.text(0x0042) != properties.text(0x0C1A):
        lines.append(("sender", behalf))
    lines += [(key, "; ".join(recipients[key])) for _, key in _KINDS]
    moment = _sent_at(properties)
    lines.append(("date", in_dutch(moment) if moment else ""))
    lines.append(("subject", one_line(properties.text(0x0037))))
    return [(key, value) for key, value in lines if value]


def _facts(properties: Properties, recipients: dict[str, list[str]]) -> MailFacts:
    return MailFacts(
        message_id=next(iter(ids_in(properties.text(0x1035))), ""),
        in_reply_to=next(iter(ids_in(properties.text(0x1042))), ""),
        references=ids_in(properties.text(0x1039)),
        thread_index=properties.data(0x0071).hex(),
        subject=one_line(properties.text(0x0037)),
        sender=_sender(properties),
        recipients=tuple(one for _, key in _KINDS for one in recipients[key]),
        sent_at=_sent_at(properties),
    )


def _sent_at(properties: Properties) -> dt.datetime | None:
    moment = properties.moment(0x0039) or properties.moment(0x0E06)
    return dutch_time(moment) if moment else None


def _body(properties: Properties, message: Message) -> Body | None:
    """HTML where there is some, also when it is wrapped in RTF; the plain text beside it."""
    plain = properties.text(0x1000)
    raw = properties.data(0x1013)
    html = decode_html(raw, _charset(properties)) if raw else properties.text(0x1013)
    packed = properties.data(0x1009)
    if packed and not html.strip():
        try:
            html, text = rtf_body(unpack_rtf(packed))
        except SourceError as error:
            message.warnings.append(IntakeProblem.TEXT_LOST)
            if not plain:
                raise SourceError(error.key) from None
        else:
            plain = plain or text
    return Body(html, plain) if html.strip() or plain.strip() else None


def _charset(properties: Properties) -> str:
    page = properties.code_page
    return {0: "", 65001: "utf-8", 28591: "cp1252", 20127: "cp1252"}.get(page, f"cp{page}")


def _attach(file: olefile.OleFileIO, message: Message, path: Path, depth: int) -> None:
    one = Properties(file, path, 2)
    name = one_line(one.text(0x3707) or one.text(0x3704) or one.text(0x3001))
    name = name.replace("\\", "/").rpartition("/")[2]
    if one.has_storage(_EMBEDDED) and one.number(_METHOD) == _OLE_OBJECT:
        message.warnings.append(IntakeProblem.PART_LEFT_OUT)
        content: Callable[[], bytes] = functools.partial(_object, file, (*path, _EMBEDDED))
    elif one.has_storage(_EMBEDDED):
        inner = (*path, _EMBEDDED)
        name = name if name.lower().endswith((".msg", ".eml")) else f"{name or 'bericht'}.eml"
        name = f"{name[:-4]}.eml"  # WHY: it is handed on as it would go over the line
        content = functools.partial(_embedded, file, inner, depth + 1)
    else:
        content = functools.partial(one.data, 0x3701)
        place = one.text(0x370D) or one.text(0x3708)
        if place and not one.data(0x3701):  # it lies elsewhere, and the message only says where
            message.heading.append(("elsewhere", one_line(place)))
            message.warnings.append(IntakeProblem.PART_LEFT_OUT)
            return
    part = Part(
        name or text("archive.part", number=len(message.parts) + 1), content, Relation.ATTACHMENT
    )
    key = one.text(0x3712).strip("<>")
    if key and one.text(0x370E).lower().startswith("image/"):
        message.pictures[key] = content
        message.picture_parts[key] = part
    else:
        message.parts.append(part)


def _object(file: olefile.OleFileIO, path: Path) -> bytes:
    """What a drawing or sheet in the text of a message holds; its picture when nothing else."""
    for name in ("Package", "CONTENTS", "Workbook", "WordDocument", "\x01Ole10Native",
                 "\x03MAILSTREAM"):  # fmt: skip
        if content := read_stream(file, [*path, name]):
            return content
    return b""


def _embedded(file: olefile.OleFileIO, path: Path, depth: int) -> bytes:
    return written_message(read_msg(file, path, depth))


def _is_sealed(properties: Properties, message: Message) -> bool:
    """Whether all of a message is in one signed or encrypted part, by its class or by its looks."""
    if properties.text(0x001A).lower().startswith(_SMIME_CLASSES):
        return True
    names = [part.name.lower() for part in message.parts]
    return not message.bodies and names == ["smime.p7m"]


def _open_signed(message: Message) -> None:
    """A signed or encrypted message keeps all of itself in its only attachment."""
    if len(message.parts) != 1:
        return
    inside = read_eml(
        b"Content-Type: application/pkcs7-mime\r\n\r\n" + message.parts[0].content()
        if not message.parts[0]
        .content()
        .lstrip()[:8]
        .lower()
        .startswith((b"content-", b"mime-ver"))
        else message.parts[0].content()
    )
    message.bodies += inside.bodies
    message.parts = inside.parts
    message.pictures |= inside.pictures
    message.picture_parts |= inside.picture_parts
    message.warnings += inside.warnings
    message.signed = inside.signed
