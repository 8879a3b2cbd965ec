"""A name that is written another way: packed in a code, cut, turned, or in letters that look alike.

Each of these was tried on the verifier; those that got past it once are named in MISSED_ONCE.
"""

from __future__ import annotations

import base64
import codecs
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.verify import build
from tests.verify.build import NAME, Change, Sheet
from woo_desk.verify.needles import Needles

ACCENTED = "Kwärtelmans"


def _title(data: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "x"
        pdf.trailer.Info.Title = pikepdf.Object.parse(b"<" + data.hex().encode() + b">")

    return change


def _wide(text: str) -> Change:
    return _title(b"\xfe\xff" + text.encode("utf-16-be"))


def _signs(first: int) -> Change:
    return _wide("".join(chr(first + ord(letter.upper()) - ord("A")) for letter in NAME))


def _cut_in_two(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Kwartel"
    pdf.docinfo["/Producer"] = "mans"


def _page_labels(pdf: pikepdf.Pdf) -> None:
    parts = [part for n, letter in enumerate(NAME) for part in (n, Dictionary(P=String(letter)))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(parts))


def _palette(pdf: pikepdf.Pdf) -> None:
    colours = pdf.make_stream(NAME.encode())
    space = Array([Name.Indexed, Name.DeviceGray, len(NAME) - 1, colours])
    pdf.pages[0].Resources.ColorSpace = Dictionary(C0=space)


def _samples(pdf: pikepdf.Pdf) -> None:
    tint = pdf.make_stream(
        NAME.encode(), FunctionType=0, Domain=[0, 1], Range=[0, 1], Size=[11], BitsPerSample=8
    )
    space = Array([Name.Separation, Name.Black, Name.DeviceGray, tint])
    pdf.pages[0].Resources.ColorSpace = Dictionary(C0=space)


def _to_unicode(table: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Resources.Font.F9 = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=65, LastChar=66,
            Encoding=Name.WinAnsiEncoding, Widths=Array([600, 600]),
            ToUnicode=pdf.make_stream(b"begincmap " + table + b" endcmap"),
        )  # fmt: skip
        shown = page.Contents.read_bytes() + b"\nBT /F9 11 Tf 72 400 Td (AB) Tj ET"
        page.Contents = pdf.make_stream(shown)

    return change


def _unused_codes() -> bytes:
    pairs = b" ".join(b"<%02x> <%04x>" % (0x80 + n, ord(letter)) for n, letter in enumerate(NAME))
    return b"11 beginbfchar " + pairs + b" endbfchar"


def _stream_in(code: str, data: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, data, Filter=Name(code))
        pdf.pages[0].Contents = Array([pdf.pages[0].Contents, stream])

    return change


def _split_content(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    halves = (b"BT /F0 9 Tf 72 300 Td [(Kwartel)", b"(mans)] TJ ET")
    page.Contents = Array([page.Contents, *(pdf.make_stream(half) for half in halves)])


MISSED_ONCE: dict[str, Change] = {
    "base64": _title(base64.b64encode(f"de heer {NAME}".encode())),
    "base64 of UTF-16": _title(base64.b64encode(NAME.encode("utf-16-le"))),
    "hexadecimal digits": _title(NAME.encode().hex().encode()),
    "hexadecimal with colons": _title(NAME.encode().hex(":").encode()),
    "thirteen places on": _title(codecs.encode(NAME, "rot13").encode()),
    "from back to front": _title(NAME[::-1].encode()),
    "percent twice": _title(b"".join(b"%%25%02x" % code for code in NAME.encode())),
    "escapes of JSON": _title("".join(rf"\u{ord(letter):04x}" for letter in NAME).encode()),
    "quoted printable": _title("".join(f"={ord(letter):02X}" for letter in NAME).encode()),
    "UTF-7": _title(ACCENTED.encode("utf-7")),
    "a language in the word": _wide("Kwar\x1bnl\x1btelmans"),
    "EBCDIC": _title(NAME.encode("cp500")),
    "Mac Roman": _title(ACCENTED.encode("mac_roman")),
    "DOS": _title(ACCENTED.encode("cp850")),
    "decimal codes": _title(" ".join(str(ord(letter)) for letter in NAME).encode()),
    "octal codes": _title(" ".join(f"{ord(letter):o}" for letter in NAME).encode()),
    "invisible tags": _signs(0xE0041),
    "black discs": _signs(0x1F150),
    "black squares": _signs(0x1F170),
    "letters of flags": _signs(0x1F1E6),
    "Cyrillic": _wide(NAME.translate(str.maketrans("Kaes", "Каеѕ"))),
    "cut over two keys": _cut_in_two,
    "a letter for each page label": _page_labels,
}
FOUND: dict[str, Change] = {
    "entities of XML": _title("".join(f"&#x{ord(letter):x};" for letter in NAME).encode()),
    "UTF-32": _title(NAME.encode("utf-32-be")),
    "fullwidth": _wide("".join(chr(0xFEE0 + ord(letter)) for letter in NAME)),
    "zero width joiners": _wide("\u200d".join(NAME)),
    "accents on all": _wide("".join(letter + "\u0301" for letter in NAME)),
    "palette": _palette,
    "samples of a function": _samples,
    "table of an unused code": _to_unicode(
        b"1 beginbfchar <5A> <" + NAME.encode("utf-16-be").hex().encode() + b"> endbfchar"
    ),
    "letters of unused codes": _to_unicode(_unused_codes()),
    "comment in a table": _to_unicode(b"%" + NAME.encode() + b"\n"),
    "string in a table": _to_unicode(b"/X <" + NAME.encode().hex(" ").encode() + b"> def"),
    "content in ASCII85": _stream_in(
        "/ASCII85Decode",
        base64.a85encode(f"BT /F0 9 Tf 72 300 Td ({NAME}) Tj ET".encode()) + b"~>",
    ),
    "content cut in a string": _split_content,
}


WAYS: dict[str, Change] = {**MISSED_ONCE, **FOUND}


@pytest.mark.parametrize("way", WAYS)
def test_written_another_way_in_the_file(tmp_path: Path, way: str) -> None:
    assert build.verify(tmp_path, build.make_pdf(change=WAYS[way])).has_leak


def _letters(place: Callable[[int], tuple[float, float]]) -> Sheet:
    sheet = build.redacted()
    for index, letter in enumerate(NAME):
        sheet.text(letter, *place(index))
    return sheet


def _inline(keys: str, data: str) -> Sheet:
    picture = f"BI /W 11 /H 1 /BPC 8 /CS /G {keys} ID {data}"
    return build.redacted().raw(f"q 5 0 0 5 5 5 cm {picture} EI Q")


ON_PAGE: dict[str, Callable[[], Sheet]] = {
    "from back to front": lambda: build.redacted().text(NAME[::-1], y=300),
    "drawn from right to left": lambda: _letters(lambda i: (200 - 8 * (len(NAME) - i), 300)),
    "down the page": lambda: _letters(lambda i: (300, 300 + 12 * i)),
    "up the page": lambda: _letters(lambda i: (300, 500 - 12 * i)),
    "across the page": lambda: _letters(lambda i: (100 + 9 * i, 300 + 9 * i)),
    "mirrored": lambda: build.redacted().raw(f"BT /F0 11 Tf -1 0 0 1 400 300 Tm ({NAME}) Tj ET"),
    "two strings in each other": lambda: build.redacted().raw(
        "BT /F0 11 Tf 30 Tc 1 0 0 1 72 500 Tm (Katlas) Tj 1 0 0 1 90 500 Tm (wremn) Tj 0 Tc ET"
    ),
    "name in codes": lambda: build.redacted().raw(
        "/" + "".join(f"#{ord(letter):02x}" for letter in NAME) + " MP"
    ),
    "pixels": lambda: _inline("", NAME),
    "pixels in digits": lambda: _inline("/F /AHx", f"{NAME.encode().hex()}>"),
    "packed pixels": lambda: _inline("/F [/AHx /Fl]", f"{zlib.compress(NAME.encode()).hex()}>"),
    "pixels in ASCII85": lambda: _inline(
        "/F /A85", base64.a85encode(NAME.encode()).decode() + "~>"
    ),
    "key of a picture": lambda: _inline(f"/Naam ({NAME})", "aaaaaaaaaaa"),
    "operand of nothing": lambda: build.redacted().raw(f"({NAME}) pop"),
    "what old readers skip": lambda: build.redacted().raw(f"BX ({NAME}) foo EX"),
}


@pytest.mark.parametrize("way", ON_PAGE)
def test_written_another_way_on_the_page(tmp_path: Path, way: str) -> None:
    assert build.verify(tmp_path, build.make_pdf([ON_PAGE[way]()])).has_leak


@pytest.mark.parametrize("where", ["before", "after", "id", "mark", "table"])
def test_in_the_bytes_round_about(tmp_path: Path, where: str) -> None:
    data, name = build.make_pdf(), NAME.encode()
    spoiled = {
        "before": name + b"\n" + data,
        "after": data + name,
        "id": re.sub(rb"/ID \[<\w+>", b"/ID [<" + name.ljust(16).hex().encode() + b">", data),
        "mark": re.sub(
            rb"(?<=\d\n)%[^\n]*", lambda _: b"%" + bytes(c | 0x80 for c in name), data, count=1
        ),
        "table": data.replace(b"startxref\n", b"startxref %" + name + b"\n"),
    }[where]
    assert spoiled != data
    assert build.verify(tmp_path, spoiled).has_leak


def test_a_file_without_end_of_its_picture_is_read_to_its_end(tmp_path: Path) -> None:
    sheet = build.redacted().raw(f"BI /W 1 /H 1 ID {NAME}")
    assert build.verify(tmp_path, build.make_pdf([sheet])).has_leak


def test_ordinary_words_hide_nothing() -> None:
    """The other ways give no alarm on what ordinary pages and metadata say."""
    needles = Needles((NAME, "Jan de Vries", "Van der Bergen"))
    for text in (
        "Het besluit van 12 10 11 12 10 14 99 is bekend gemaakt op 3 mei 2023.",
        "sRGB IEC61966-2.1 0123456789abcdef0123456789ABCDEF",
        "https://www.example.nl/documenten/2023/05/besluit-op-verzoek?id=AbCdEfGhIjKl1234",
        "uuid:3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ):
        assert not needles.in_value(text)
        assert not needles.in_prose(text)
