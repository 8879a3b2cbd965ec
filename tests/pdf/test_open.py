from __future__ import annotations

import pytest

from tests.helpers.hostile_pdfs import deep_arrays, many_pages
from tests.helpers.pdfs import PdfBuilder, one_page, page_tree_loop, simple_pdf, truncated
from woo_desk.errors import LimitExceeded, SourceError
from woo_desk.pdf import limits
from woo_desk.pdf.open import named_problems, open_pdf, open_structure


def _key(untrusted: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        open_pdf(untrusted)
    return caught.value.key


def test_an_ordinary_pdf_opens() -> None:
    with open_pdf(simple_pdf([["een"], ["twee"]])) as document:
        assert document.page_count == 2
        assert not document.is_repaired


def test_bytes_before_the_header_are_allowed() -> None:
    with open_pdf(b"\n" * 500 + simple_pdf(["een"])) as document:
        assert document.page_count == 1


@pytest.mark.parametrize(
    ("untrusted", "key"),
    [
        (b"", "empty"),
        (b"Geachte heer, dit is een brief.", "not_what_it_says"),
        (b"<html><body>hoi</body></html>", "not_what_it_says"),
        (b"PK\x03\x04" + bytes(500), "not_what_it_says"),
        (b" " * 2000 + b"%PDF-1.7", "not_what_it_says"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (page_tree_loop(), "damaged"),
        (many_pages(200_000), "damaged"),
    ],
)
def test_what_is_no_usable_pdf_has_a_name(untrusted: bytes, key: str) -> None:
    assert _key(untrusted) == key


def test_a_password_is_a_problem_with_a_name() -> None:
    assert _key(PdfBuilder().page().text("geheim").build(user_password="sesam")) == "encrypted"


def test_an_owner_password_alone_locks_nobody_out() -> None:
    untrusted = PdfBuilder().page().text("open").build(owner_password="baas")
    with open_pdf(untrusted) as document:
        assert "open" in document[0].get_text()


def test_a_truncated_file_is_repaired_and_says_so() -> None:
    with open_pdf(truncated(one_page(b"BT /F1 9 Tf (Jansen) Tj ET"), 0.8)) as document:
        assert document.is_repaired
        assert document.page_count == 1


def test_too_large_is_refused_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 100)
    with pytest.raises(LimitExceeded) as caught:
        open_pdf(simple_pdf(["een"]))
    assert caught.value.key == "too_large"


def test_a_claimed_object_number_does_not_make_millions_of_objects() -> None:
    """Found by fuzzing: a file of 1 kB of which the repaired copy took seconds to write."""
    pdf = one_page(b"q Q").replace(b"5 0 obj", b"8000000 0 obj").replace(b"startxref", b"")
    with pytest.raises(LimitExceeded) as caught:
        open_pdf(pdf)
    assert caught.value.key == "too_complex"


def test_structure_of_an_encrypted_file_is_not_given() -> None:
    untrusted = PdfBuilder().page().text("geheim").build(user_password="sesam")
    with pytest.raises(SourceError) as caught:
        open_structure(untrusted)
    assert caught.value.key == "encrypted"


def test_deep_nesting_does_not_overflow() -> None:
    with open_pdf(deep_arrays()) as document:
        assert document.page_count == 1


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (MemoryError(), "too_complex"),
        (RecursionError(), "too_complex"),
        (RuntimeError("Jansen"), "damaged"),
    ],
)
def test_library_errors_lose_their_message(error: Exception, key: str) -> None:
    with pytest.raises(SourceError) as caught, named_problems():
        raise error
    assert caught.value.key == key
    assert "Jansen" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_errors_of_our_own_pass_through() -> None:
    with pytest.raises(KeyError), named_problems():
        raise KeyError
