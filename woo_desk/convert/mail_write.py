"""Writes a message that lies inside another one in Outlook's form as a file of its own (.eml).

WHY: inside a .msg it is no file. The same message gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib

from woo_desk.convert.message import Message

_LINE = "\r\n"


def written_message(message: Message) -> bytes:
    """The message as it would go over the line."""
    facts = message.facts
    heading = dict(message.heading)
    lines = [
        _header(name, heading.get(key, ""))
        for name, key in (("From", "from"), ("Sender", "sender"), ("To", "to"), ("Cc", "cc"),
                          ("Bcc", "bcc"), ("Subject", "subject"))
    ]  # fmt: skip
    if facts.sent_at is not None:
        lines.append(_header("Date", facts.sent_at.strftime("%a, %d %b %Y %H:%M:%S %z")))
    for name, value in (("Message-ID", facts.message_id), ("In-Reply-To", facts.in_reply_to)):
        lines.append(_header(name, f"<{value}>" if value else ""))
    lines.append(_header("References", " ".join(f"<{one}>" for one in facts.references)))
    lines += [_header(*line.partition(":")[::2]) for line in message.technical]
    parts = [
        _text(kind, content)
        for body in message.bodies
        for kind, content in (("plain", body.plain), ("html", body.html))
        if content
    ]
    kind = "alternative" if len(message.bodies) == 1 else "mixed"
    inner = [_joined(kind, parts)] if parts else []
    for key, part in message.picture_parts.items():
        inner.append(_file(part.name, part.content(), key))
    inner += [_file(part.name, part.content(), "") for part in message.parts]
    head = "".join(line for line in lines if line)
    return f"{head}MIME-Version: 1.0{_LINE}{_joined('mixed', inner)}".encode()


def _header(name: str, value: str) -> str:
    value = " ".join(value.split())
    if not value:
        return ""
    if not value.isascii():
        value = f"=?utf-8?b?{base64.b64encode(value.encode()).decode()}?="
    return f"{name}: {value}{_LINE}"


def _text(kind: str, content: str) -> str:
    head = f"Content-Type: text/{kind}; charset=utf-8{_LINE}"
    return f"{head}Content-Transfer-Encoding: base64{_LINE * 2}{_coded(content.encode())}"


def _file(name: str, content: bytes, key: str) -> str:
    quoted = base64.b64encode(name.encode()).decode()
    kind = "image/unknown" if key else "application/octet-stream"
    head = f'Content-Type: {kind}; name="=?utf-8?b?{quoted}?="{_LINE}'
    place = "inline" if key else "attachment"
    head += f'Content-Disposition: {place}; filename="=?utf-8?b?{quoted}?="{_LINE}'
    if key:
        head += f"Content-ID: <{key}>{_LINE}"
    return f"{head}Content-Transfer-Encoding: base64{_LINE * 2}{_coded(content)}"


def _coded(content: bytes) -> str:
    return base64.encodebytes(content).decode("ascii").replace("\n", _LINE)


def _joined(kind: str, parts: list[str]) -> str:
    border = "grens-" + hashlib.sha256("".join(parts).encode()).hexdigest()[:24]
    body = "".join(f"--{border}{_LINE}{part}{_LINE}" for part in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{border}"{_LINE * 2}'
    return f"{head}{body}--{border}--{_LINE}"
