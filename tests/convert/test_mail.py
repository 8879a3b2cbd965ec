"""Messages of every make: heading, all versions of the text, everything that hangs on them."""

from __future__ import annotations

import base64
import datetime as dt
import email.message
import struct
from pathlib import Path

import pytest

from tests.helpers.intake import Taken, take_in
from tests.helpers.msgs import Msg, html_in_rtf, uncompressed_rtf
from tests.helpers.pdfs import text_image
from woo_desk.convert.mail_headers import decoded, dutch_time, moment_of
from woo_desk.convert.rtf import rtf_body, unpack_rtf
from woo_desk.domain.document import IntakeProblem, Relation

HEAD = (
    "From: Jan Jansen <jan@ministerie.example>\r\nTo: Piet <piet@ind.example>\r\n"
    "Date: Fri, 07 Jun 2024 14:03:00 +0200\r\nSubject: Cijfers\r\nMessage-ID: <a1@x.example>\r\n"
)


def mail(tmp_path: Path, rest: str | bytes, head: str = HEAD) -> Taken:
    content = rest if isinstance(rest, bytes) else rest.replace("\n", "\r\n").encode()
    return take_in(tmp_path, "bericht.eml", head.encode() + content)


def rich() -> email.message.EmailMessage:
    message = email.message.EmailMessage()
    message["From"] = "Jan Jansen <jan@ministerie.example>"
    message["To"] = "Piet de Vries <piet@ind.example>, Coördinatie <c@ind.example>"
    message["Cc"] = "Karin <karin@ind.example>"
    message["Bcc"] = "Geheim <geheim@x.example>"
    message["Date"] = "Fri, 07 Jun 2024 14:03:00 +0200"
    message["Subject"] = "Cijfers – tweede versie"
    message["Message-ID"] = "<a1@x.example>"
    message["In-Reply-To"] = "<a0@x.example>"
    message["References"] = "<a@x.example> <a0@x.example>"
    message["X-Mailer"] = "Postduif 3"
    message.set_content("Beste Piet,\n\nDe cijfers.\nAlleen hier: zonnebloem.\n")
    page = (
        '<p>Beste Piet,</p><p>De cijfers. <a href="https://w.example/x">Hier</a></p>'
        '<div style="display:none">verborgenwoord</div><img src="cid:plaatje">'
        '<img src="https://ver.example/p.png"><table><tr><td>jaar</td><td>2022</td></tr>'
        "<tr><td>aantal</td><td>40</td></tr></table><script>kwaad()</script>"
    )
    message.add_alternative(page, subtype="html")
    related = message.get_payload()[1]  # type: ignore[index]
    related.add_related(text_image("x", 40, 20), "image", "png", cid="<plaatje>")  # type: ignore[union-attr]
    message.add_attachment(
        b"%PDF-1.4", maintype="application", subtype="pdf", filename="nota é.pdf"
    )
    inner = email.message.EmailMessage()
    inner["Subject"] = "Binnenin"
    inner["From"] = "x@y.example"
    inner["Date"] = "Thu, 06 Jun 2024 10:00:00 +0200"
    inner.set_content("diep")
    message.add_attachment(inner)
    return message


def test_a_message_with_everything(tmp_path: Path) -> None:
    taken = take_in(tmp_path, "bericht.eml", rich().as_bytes())
    result = taken.result
    assert (result.problem, result.warnings, result.kind) == (None, (), "e-mail")
    assert taken.text.startswith(
        "Van: Jan Jansen <jan@ministerie.example> Aan: Piet de Vries <piet@ind.example>,"
        " Coördinatie <c@ind.example> CC: Karin <karin@ind.example> BCC: Geheim <geheim@x.example>"
        " [blinde kopie, niet zichtbaar voor andere ontvangers] Datum: 7 juni 2024 14:03"
        " Onderwerp: Cijfers – tweede versie Bijlagen: nota é.pdf; Binnenin.eml"
    )
    for shown in (
        "Hier[koppeling: https://w.example/x]", "[begin verborgen tekst] verborgenwoord",
        "[externe afbeelding niet opgehaald: https://ver.example/p.png]",
        "[Alleen in de platte versie van dit bericht staat:] Alleen hier: zonnebloem.",
    ):  # fmt: skip
        assert shown in taken.text, shown
    assert "kwaad" not in taken.text
    assert taken.hidden == {"bcc", "hidden_text", "remote", "other_body", "script", "metadata"}
    assert "X-Mailer: Postduif 3" in taken.details
    assert taken.child("nota é.pdf") == b"%PDF-1.4"
    assert b"diep" in taken.child("Binnenin.eml")
    assert {child.relation for child in result.children} == {Relation.ATTACHMENT}
    facts = result.mail
    assert facts is not None
    assert (facts.message_id, facts.in_reply_to) == ("a1@x.example", "a0@x.example")
    assert facts.references == ("a@x.example", "a0@x.example")
    assert facts.recipients[0] == "Piet de Vries <piet@ind.example>"
    assert facts.recipients[-1] == "Geheim <geheim@x.example>"
    assert result.date == dt.date(2024, 6, 7)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("=?utf-8?q?Co=C3=B6rdinatie?= =?utf-8?q?_nareis?=", "Coördinatie nareis"),
        ("=?utf-8?B?Wm/Dqw?=", "Zoë"),
        ("=?windows-1252?Q?=80_5?=", "€ 5"),
        ("=?onbekend-1?Q?Zo=C3=AB?=", "Zoë"),
        ("=?utf-8?q?kapot", "=?utf-8?q?kapot"),
        ("Zo\udcc3\udcab", "Zoë"),
        ("Zo\udceb", "Zoë"),
        ("  over\r\n twee regels ", "over twee regels"),
    ],
)
def test_headings_in_every_code(raw: str, shown: str) -> None:
    assert decoded(raw) == shown


@pytest.mark.parametrize(
    "value", ["", "gisteren", "Fri, 99 Jun 2024 25:61:00 +9999", "Mon, 1 Jan 0001"]
)
def test_dates_that_are_none(value: str) -> None:
    assert moment_of(value) is None


@pytest.mark.parametrize(
    ("utc", "dutch"),
    [("2024-06-07T22:30", "2024-06-08T00:30"), ("2024-01-07T22:30", "2024-01-07T23:30"),
     ("2024-03-31T00:59", "2024-03-31T01:59"), ("2024-03-31T01:00", "2024-03-31T03:00"),
     ("2024-10-27T00:59", "2024-10-27T02:59"), ("2024-10-27T01:00", "2024-10-27T02:00")],
)  # fmt: skip
def test_the_dutch_clock(utc: str, dutch: str) -> None:
    moment = dt.datetime.fromisoformat(f"{utc}+00:00")
    assert dutch_time(moment).isoformat().startswith(dutch)


def test_eight_bit_text_and_broken_encodings(tmp_path: Path) -> None:
    body = "Content-Type: text/plain; charset=nergens\r\n\r\nZo\xeb en \x80 5 heet\r\n"
    assert "Zoë en € 5 heet" in mail(tmp_path, body.encode("latin-1")).text
    coding = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    assert "Hallo wereld" in mail(tmp_path, f"{coding}SGFsbG8gd2VyZWxk!!\n").text


def test_names_of_attachments_in_the_newer_form(tmp_path: Path) -> None:
    body = (
        'Content-Type: multipart/mixed; boundary="g"\n\n--g\nContent-Type: text/plain\n\nTekst\n'
        "--g\nContent-Type: application/octet-stream\nContent-Disposition: attachment;\n"
        " filename*0*=UTF-8''nota%20;\n filename*1*=%C3%A9%C3%A9n.bin\n\ninhoud\n--g--\n"
    )
    taken = mail(tmp_path, body)
    assert [child.name for child in taken.result.children] == ["nota één.bin"]
    assert "Bijlagen: nota één.bin" in taken.text


ENVELOPED = bytes.fromhex("3080 06092a864886f70d010703 a080 0000 0000")


@pytest.mark.parametrize(
    "rest",
    [
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="g"\n\n'
        "--g\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--g--\n",
        "Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----\n",
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n"
        f"Content-Transfer-Encoding: base64\n\n{base64.b64encode(ENVELOPED).decode()}\n",
    ],
)
def test_what_is_encrypted_is_named(tmp_path: Path, rest: str) -> None:
    taken = mail(tmp_path, rest)
    assert taken.result.problem is IntakeProblem.ENCRYPTED_MAIL


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    length = bytes([len(body)]) if len(body) < 128 else b"\x82" + struct.pack(">H", len(body))
    return bytes([tag]) + length + body


def test_what_is_signed_is_opened(tmp_path: Path) -> None:
    inside = b"Content-Type: text/plain\r\n\r\nOndertekende tekst\r\n"
    data = der(0x30, bytes.fromhex("06092a864886f70d010701"), der(0xA0, der(0x04, inside)))
    signed = der(0x30, b"\x02\x01\x01", der(0x31), data, der(0x31))
    whole = der(0x30, bytes.fromhex("06092a864886f70d010702"), der(0xA0, signed))
    rest = (
        "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
        f"Content-Transfer-Encoding: base64\n\n{base64.b64encode(whole).decode()}\n"
    )
    taken = mail(tmp_path, rest)
    assert taken.result.problem is None
    assert "Ondertekende tekst" in taken.text
    assert "signature" in taken.hidden


def test_outlook_message_in_three_bodies(tmp_path: Path) -> None:
    message = Msg(
        subject="Nareis",
        bcc=(("Geheim", "geheim@x.example"),),
        plain="Alleen plat: zonnebloem",
        rtf=html_in_rtf("Kosten € 5 voor Łukasz"),
        attachments=(("bijlage.txt", b"inhoud"),),
        inner=(Msg(subject="Binnenin", plain="diepwoord", attachments=(("x.bin", b"1"),)),),
    )
    taken = take_in(tmp_path, "bericht.msg", message.build())
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    for shown in (
        "Van: Jan Jansen <jan@ministerie.example>", "Aan: Piet de Vries <piet@ind.example>",
        "BCC: Geheim <geheim@x.example>", "Datum: 7 juni 2024 14:03", "Onderwerp: Nareis",
        "Kosten € 5 voor Łukasz", "Alleen plat: zonnebloem",
    ):  # fmt: skip
        assert shown in taken.text, shown
    assert taken.hidden == {"bcc", "other_body"}
    assert taken.child("bijlage.txt") == b"inhoud"
    inner = take_in(tmp_path, "Binnenin.eml", taken.child("Binnenin.eml"))
    assert "Onderwerp: Binnenin" in inner.text
    assert "diepwoord" in inner.text
    assert inner.child("x.bin") == b"1"


def test_compressed_rtf_of_the_specification() -> None:
    """The example of MS-OXRTFCP 3.1.1."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
        "0af32068656c09002062770 5b06c647d0a800fa0".replace(" ", "")
    )
    assert unpack_rtf(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_plain_rtf_body() -> None:
    text = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 A;}}\\f0 Zo\\'eb"
    text += "\\par\\f1 \\'c6\\u8364?{\\*\\onbekend weg}{\\pict 0102}}"
    assert rtf_body(text.encode()) == ("", "Zoë\nЖ€")


def test_uncompressed_rtf() -> None:
    assert unpack_rtf(uncompressed_rtf(b"{\\rtf1 x}")) == b"{\\rtf1 x}"


def test_mailbox(tmp_path: Path) -> None:
    one = HEAD.encode() + b"\r\nEerste\r\n>From hier af\r\n"
    content = b"From a@b Fri Jun  7\r\n" + one + b"\r\nFrom c@d Fri Jun  7\r\n" + one
    taken = take_in(tmp_path, "post", content)
    assert [child.relation for child in taken.result.children] == [Relation.MESSAGE] * 2
    assert "aantal berichten: 2" in taken.text
    first = Path(taken.result.children[0].path).read_bytes()
    assert b"\r\nFrom hier af" in first


def test_invitation(tmp_path: Path) -> None:
    content = (
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Overleg\\, kort\r\n"
        "DTSTART;TZID=Europe/Amsterdam:20240607T140000\r\n"
        "ORGANIZER;CN=Jan Jansen:mailto:jan@x.nl\r\n"
        'ATTENDEE;CN="Vries, Piet de";RSVP=TRUE:mailto:piet@x.nl\r\nX-IETS:vreemd\r\n'
        "DESCRIPTION:Eerste\\nTwee\r\n de\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    taken = take_in(tmp_path, "uit.ics", content.encode())
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    for shown in ("Onderwerp: Overleg, kort", "Begin: 07-06-2024 14:00",
                  "Organisator: Jan Jansen <jan@x.nl>", "Deelnemer: Vries, Piet de <piet@x.nl>",
                  "X-IETS: vreemd", "Omschrijving: Eerste Tweede"):  # fmt: skip
        assert shown in taken.text, shown


def test_winmail(tmp_path: Path) -> None:
    def attribute(level: int, kind: int, data: bytes) -> bytes:
        return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", 0)

    content = struct.pack("<IH", 0x223E9F78, 1)
    content += attribute(1, 0x0002800C, b"Platte tekst\0")
    content += attribute(2, 0x00069002, b"\0" * 14)
    content += attribute(2, 0x00018010, b"nota.txt\0")
    content += attribute(2, 0x0006800F, b"inhoud")
    taken = take_in(tmp_path, "winmail.dat", content)
    assert taken.result.problem is None
    assert "Platte tekst" in taken.text
    assert taken.child("nota.txt") == b"inhoud"
    assert take_in(tmp_path, "winmail.dat", content[:60]).result.problem is IntakeProblem.DAMAGED


def test_web_page_with_a_chat(tmp_path: Path) -> None:
    rows = "".join(f"<div><b>Jan {n}</b> <span>bericht{n}</span></div>" for n in range(5))
    page = f"<!DOCTYPE html><html><head><title>Teams</title></head><body>{rows}</body></html>"
    taken = take_in(tmp_path, "chat.html", page.encode())
    assert (taken.result.problem, taken.result.warnings) == (None, ())
    assert "Jan 4 bericht4" in taken.text
    assert "[titel van de pagina: Teams]" in taken.text


def test_characters_that_the_font_has_not_are_named(tmp_path: Path) -> None:
    taken = mail(tmp_path, "Content-Type: text/plain; charset=utf-8\n\nGroet \U0001faa8 日 Ω Ж\n")
    assert "日" in taken.text
    assert "U+1FAA8" in taken.text
    assert taken.result.warnings == ()
