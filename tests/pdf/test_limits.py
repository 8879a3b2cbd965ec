from __future__ import annotations

import subprocess
import sys

import pytest

from tests.helpers.hostile_pdfs import (
    billion_laughs,
    flate_bomb,
    form_calling_itself,
    huge_image_claim,
    many_pages,
    nested_flate,
    page_of_size,
    tiny_tiles,
)
from tests.helpers.pdfs import PdfBuilder, simple_pdf
from woo_desk.errors import LimitExceeded
from woo_desk.pdf import limits
from woo_desk.pdf.limits import check_page_size, check_structure
from woo_desk.pdf.open import open_structure


def _refused(untrusted: bytes) -> str:
    with open_structure(untrusted) as pdf, pytest.raises(LimitExceeded) as caught:
        check_structure(pdf)
    return caught.value.key


@pytest.mark.parametrize(
    ("untrusted", "key"),
    [
        (huge_image_claim(), "too_large"),
        (flate_bomb(300), "too_complex"),
        (nested_flate(), "too_complex"),
        (form_calling_itself(), "too_complex"),
        (billion_laughs(), "too_complex"),
        (billion_laughs(width=1, depth=30), "too_complex"),
        (tiny_tiles(), "too_complex"),
        (tiny_tiles(step=0), "too_complex"),
        (many_pages(5_001), "too_many_pages"),
        (many_pages(200_000), "too_many_pages"),
    ],
    ids=[
        "image",
        "bomb",
        "nested",
        "itself",
        "laughs",
        "deep",
        "tiles",
        "no tiles",
        "5001",
        "200000",
    ],
)
def test_hostile_files_are_refused(untrusted: bytes, key: str) -> None:
    assert _refused(untrusted) == key


@pytest.mark.parametrize(
    "untrusted",
    [
        simple_pdf(["een"] * 40),
        flate_bomb(100),  # large, and still within bounds
        billion_laughs(width=3, depth=4),
        many_pages(100),
        tiny_tiles(step=0.01, scale=400),
        PdfBuilder().page().image_text("Jansen", (72, 72, 300, 100)).build(),
    ],
    ids=["text", "100 MB", "forms", "pages", "tiles", "image"],
)
def test_ordinary_files_pass(untrusted: bytes) -> None:
    with open_structure(untrusted) as pdf:
        check_structure(pdf)


def test_too_many_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ANNOTATIONS", 3)
    builder = PdfBuilder().page()
    for number in range(2):
        builder.note(f"{number}")  # each has a popup too
    assert _refused(builder.build()) == "too_complex"


def test_too_many_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_OBJECTS", 3)
    assert _refused(simple_pdf(["een"])) == "too_complex"


@pytest.mark.parametrize(
    ("width", "height", "fits"),
    [
        (595, 842, True),
        (2384, 3370, True),
        (3370, 2384, True),
        (2400, 3400, False),
        (14_000, 100, True),
        (15_000, 100, False),
        (0, 100, False),
        (float("nan"), 100, False),
    ],
)
def test_page_sizes(width: float, height: float, fits: bool) -> None:
    if fits:
        check_page_size(width, height)
        return
    with pytest.raises(LimitExceeded) as caught:
        check_page_size(width, height)
    assert caught.value.key == "too_large"


def test_page_of_size_helper_is_what_it_says() -> None:
    with open_structure(page_of_size(100, 200)) as pdf:
        assert [float(value) for value in pdf.pages[0].mediabox] == [0, 0, 100, 200]


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_AS is POSIX")
def test_the_process_limit_holds() -> None:
    """In a process of its own: the limit cannot be lifted again."""
    source = (
        "from woo_desk.pdf.limits import limit_process\n"
        "assert limit_process(400 * 2**20) is None\n"
        "try:\n"
        "    bytearray(2**30)\n"
        "except MemoryError:\n"
        "    print('bounded')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout == "bounded\n", run.stderr
