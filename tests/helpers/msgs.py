"""Outlook messages (.msg) built in code, and the RTF that Outlook wraps HTML in."""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass, field

from tests.helpers.cfb import compound_file

_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


@dataclass
class Msg:
    """What goes into a message."""

    kind: str = "IPM.Note"
    subject: str = "Onderwerp"
    sender: tuple[str, str] = ("Jan Jansen", "jan@ministerie.example")
    to: tuple[tuple[str, str], ...] = (("Piet de Vries", "piet@ind.example"),)
    bcc: tuple[tuple[str, str], ...] = ()
    plain: str = ""
    html: bytes = b""
    rtf: bytes = b""
    """Not compressed."""
    message_id: str = "<m1@ministerie.example>"
    sent_at: dt.datetime = dt.datetime(2024, 6, 7, 12, 3, tzinfo=dt.UTC)
    attachments: tuple[tuple[str, bytes], ...] = ()
    inner: tuple[Msg, ...] = field(default_factory=tuple)

    def build(self) -> bytes:
        """The file."""
        return compound_file(self.streams())

    def streams(self, prefix: str = "", header: int = 32) -> dict[str, bytes]:
        """Streams of a message, below a prefix."""
        result: dict[str, bytes] = {}

        def put(tag: str, data: bytes) -> None:
            result[f"{prefix}__substg1.0_{tag}"] = data

        def text(tag: str, value: str) -> None:
            if value:
                put(f"{tag}001F", value.encode("utf-16-le"))

        text("001A", self.kind)
        text("0037", self.subject)
        text("0C1A", self.sender[0])
        text("5D01", self.sender[1])
        text("1035", self.message_id)
        text("1000", self.plain)
        if self.html:
            put("10130102", self.html)
        if self.rtf:
            put("10090102", uncompressed_rtf(self.rtf))
        ticks = int((self.sent_at - _EPOCH).total_seconds() * 10_000_000)
        fixed = struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks)
        fixed += struct.pack("<HHIQ", 0x0003, 0x3FDE, 6, 65001)
        result[f"{prefix}__properties_version1.0"] = b"\0" * header + fixed
        people = [(1, one) for one in self.to] + [(3, one) for one in self.bcc]
        for number, (kind, (name, address)) in enumerate(people):
            base = f"{prefix}__recip_version1.0_#{number:08X}/"
            result[f"{base}__substg1.0_3001001F"] = name.encode("utf-16-le")
            result[f"{base}__substg1.0_39FE001F"] = address.encode("utf-16-le")
            row = struct.pack("<HHIQ", 0x0003, 0x0C15, 6, kind)
            result[f"{base}__properties_version1.0"] = b"\0" * 8 + row
        for number, (name, content) in enumerate(self.attachments):
            base = f"{prefix}__attach_version1.0_#{number:08X}/"
            result[f"{base}__substg1.0_3707001F"] = name.encode("utf-16-le")
            result[f"{base}__substg1.0_37010102"] = content
            result[f"{base}__properties_version1.0"] = b"\0" * 8
        for number, message in enumerate(self.inner, start=len(self.attachments)):
            base = f"{prefix}__attach_version1.0_#{number:08X}/"
            result[f"{base}__substg1.0_3001001F"] = message.subject.encode("utf-16-le")
            result[f"{base}__properties_version1.0"] = b"\0" * 8
            result |= message.streams(f"{base}__substg1.0_3701000D/", header=24)
        return result


def uncompressed_rtf(content: bytes) -> bytes:
    """RTF in the form without compression (MS-OXRTFCP 2.1.3.1)."""
    return struct.pack("<IIII", len(content) + 12, len(content), 0x414C454D, 0) + content


def html_in_rtf(body: str) -> bytes:
    """HTML wrapped in RTF as Outlook does (MS-OXRTFEX)."""
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in body)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}"
        "{\\*\\htmltag19 <html>}{\\*\\htmltag50 <body>}\\htmlrtf \\pard\\plain \\htmlrtf0 "
        f"{{\\*\\htmltag64 <p>}}{coded}\\htmlrtf\\par\\htmlrtf0 {{\\*\\htmltag72 </p>}}"
        "{\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}"
    ).encode("ascii")
