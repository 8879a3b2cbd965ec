"""Mutated PDFs through intake: a value or a SourceError, in bounded time, and nothing else.

Bounded on purpose: a few hundred cases with fixed seeds, so that a failure can be repeated.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

import pikepdf
import pytest

from tests.helpers.pdfs import PdfBuilder, edit_pdf, one_page, revised_pdf, scanned_pdf, simple_pdf
from woo_desk.errors import SourceError
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.render import render_page

_ROUNDS = 40
_SECONDS = 5.0
"""For one file; an ordinary one takes a hundredth of a second."""


def _rich() -> bytes:
    builder = PdfBuilder().page(rotation=90, crop=(20, 20, 500, 700)).text("Jan Jansen", 100, 100)
    builder.note("noot").markup((90, 90, 200, 110)).free_text("vrij", (100, 300, 200, 330))
    builder.text_field("veld", "waarde", (100, 400, 200, 420)).link((1, 1, 9, 9), "https://a.nl")
    builder.image_text("beeld", (100, 500, 200, 530)).attach("a.txt", b"x").script("1+1")
    builder.text("laag", 100, 200, layer=builder.layer("uit", visible=False))
    return builder.bookmarks([("kop", 1)]).metadata(author="Jansen").build()


def _expanded() -> bytes:
    """The rich file without compression, so that mutations meet operators and not only zlib."""
    with open_pdf(_rich()) as document:
        return bytes(document.tobytes(expand=255, no_new_id=True))


def _flip(rng: random.Random, data: bytearray) -> None:
    for _ in range(rng.randint(1, 20)):
        data[rng.randrange(len(data))] = rng.randrange(256)


def _cut(rng: random.Random, data: bytearray) -> None:
    start = rng.randrange(len(data))
    del data[start : start + rng.randint(1, len(data) // 3)]


def _repeat(rng: random.Random, data: bytearray) -> None:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 300)]
    data[start:start] = piece * rng.randint(1, 20)


def _number(rng: random.Random, data: bytearray) -> None:
    odd = (b"-1", b"0", b"99999999999", b"2147483648", b"1e9", b"-0.0001", b"65536", b"3 0 R")
    for _ in range(rng.randint(1, 6)):
        numbers = list(re.finditer(rb"\d+", data))
        match = rng.choice(numbers)
        data[match.start() : match.end()] = rng.choice(odd)


def _swap_names(rng: random.Random, data: bytearray) -> None:
    for _ in range(rng.randint(1, 6)):
        names = list(re.finditer(rb"/[A-Za-z]+", data))
        one, other = rng.choice(names), rng.choice(names).group()
        data[one.start() : one.end()] = other


_MUTATIONS: tuple[Callable[[random.Random, bytearray], None], ...] = (
    _flip,
    _cut,
    _repeat,
    _number,
    _swap_names,
)


def _intake(untrusted: bytes) -> bool:
    """Run intake as the workers do; True when it gave a prepared PDF."""
    try:
        prepared = prepare_pdf(untrusted)
    except SourceError:
        return False
    with open_pdf(prepared.pdf) as document:
        assert document.page_count == len(prepared.pages)
        for index in range(document.page_count):
            text_map = extract_page(document, index)
            for offset in range(len(text_map.text)):
                text_map.box_at(offset)
            text_map.text.encode("utf-8")
            try:
                render_page(document, index, 0.3)
            except SourceError:
                continue
    for item in prepared.hidden:
        assert item.detail
        assert len(item.detail) <= 500
        assert item.detail.isprintable()
    return True


@pytest.mark.parametrize("mutate", _MUTATIONS, ids=lambda mutate: mutate.__name__)
@pytest.mark.parametrize(
    "seed_file",
    [
        _rich(),
        _expanded(),
        revised_pdf("oud", "nieuw"),
        scanned_pdf([["Jansen"]], dpi=50),
        one_page(b"q BT /F1 12 Tf 72 700 Td (Jansen) Tj ET Q"),
    ],
    ids=["rich", "expanded", "revised", "scan", "small"],
)
def test_mutated_files(
    seed_file: bytes, mutate: Callable[[random.Random, bytearray], None]
) -> None:
    rng = random.Random(f"{mutate.__name__}{len(seed_file)}")
    survived = 0
    for _ in range(_ROUNDS):
        data = bytearray(seed_file)
        mutate(rng, data)
        started = time.perf_counter()
        survived += _intake(bytes(data))
        assert time.perf_counter() - started < _SECONDS
    # WHY not more: cuts may break every file; what counts is that each has an answer.
    assert 0 <= survived <= _ROUNDS


def test_the_seed_files_themselves_go_through() -> None:
    for untrusted in (_rich(), _expanded(), revised_pdf("a", "b"), simple_pdf(["een"])):
        assert _intake(untrusted)


def test_random_bytes_behind_a_header() -> None:
    rng = random.Random(7)
    for _ in range(_ROUNDS):
        _intake(b"%PDF-1.7\n" + rng.randbytes(rng.randint(0, 3000)))


def test_any_catalog_entry_of_any_type() -> None:
    keys = ("/Names", "/AcroForm", "/OCProperties", "/Outlines", "/Metadata", "/StructTreeRoot")
    values = ("/Name", "1", "-2.5", "true", "(tekst)", "[1 2 [3]]", "<</Kids[<</Kids 3>>]/D 4>>")
    for key in keys:
        for value in values:

            def change(pdf: object, key: str = key, value: str = value) -> None:
                pdf.Root[key] = pikepdf.Object.parse(value.encode())  # type: ignore[attr-defined]

            assert _intake(edit_pdf(simple_pdf(["Jansen"]), change))


def test_a_key_that_is_no_utf_8() -> None:
    """A name is bytes (7.3.5). One of 2,000 mutated files of others ended in a defect on it."""
    data = _expanded()
    for key in (b"/Author", b"/Annots", b"/Names", b"/Resources", b"/Font"):
        assert key in data
        _intake(data.replace(key, b"/\x9f" + key[2:]))
    told = prepare_pdf(data.replace(b"/Author", b"/\x9futhor")).hidden
    assert any("Jansen" in item.detail for item in told)
