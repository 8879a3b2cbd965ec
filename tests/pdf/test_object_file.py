from __future__ import annotations

import hashlib
import re
import zlib
from pathlib import Path

import pikepdf
import pytest

from woo_desk.pdf.carrier import Carrier, parent_entries
from woo_desk.pdf.object_file import ObjectFile
from woo_desk.pdf.write import digest

STREAM = re.compile(rb"\d+ 0 obj\n<< (.*?)/Length (\d+) >>\nstream\n", re.DOTALL)


def write(path: Path, texts: list[str]) -> None:
    """A file of some objects with a page."""
    with ObjectFile(path) as file:
        pages, page = file.reserve(), file.reserve()
        content = file.add_stream(b"q Q")
        kids = [file.add(pikepdf.String(text).unparse()) for text in texts]
        file.put(pages, b"<< /Type /Pages /Count 1 /Kids [ %d 0 R ] >>" % page)
        file.put(
            page,
            b"<< /Type /Page /Parent %d 0 R /MediaBox [ 0 0 9 9 ] /Resources << >> "
            b"/Contents %d 0 R >>" % (pages, content),
        )
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        root = file.add(b"<< /Type /Catalog /Pages %d 0 R /Told [ %s ] >>" % (pages, listed))
        written = file.finish(root)
    assert written == digest(path)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    texts = [f"tekst {n} (met haken) \\ é ☃" for n in range(250)]
    write(tmp_path / "a.pdf", texts)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [str(text) for text in pdf.Root.Told] == texts
        assert len(pdf.pages) == 1
    write(tmp_path / "b.pdf", texts)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_no_stream_ends_like_a_line_and_nothing_follows_its_data(tmp_path: Path) -> None:
    """Whatever the sums at the end of the coded data are: one file in a hundred needs care."""
    path = tmp_path / "a.pdf"
    cared_for = 0
    for number in range(600):
        texts = [hashlib.sha256(b"%d" % number).hexdigest() * (number % 11)] * (number % 60)
        write(path, texts)
        data = path.read_bytes()
        for match in STREAM.finditer(data):
            end = match.end() + int(match[2])
            coded = data[match.end() : end]
            assert data[end:].startswith(b"\nendstream\nendobj\n")
            assert coded[-1:] not in (b"\n", b"\r")
            unpacking = zlib.decompressobj()
            unpacking.decompress(coded)
            assert unpacking.eof
            assert unpacking.unused_data == b""
        size = re.search(rb"/Size (\d+)", data)
        assert size is not None
        cared_for += int(size[1]) > 7 + number % 60
    assert cared_for, "none of these files needed care: the test would show nothing"
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_left_early_the_file_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with ObjectFile(path) as file:
        file.add(b"null")
    with pytest.raises(ValueError, match="closed"):
        file.add_stream(b"x")


def test_objects_are_carried_with_all_they_refer_to(tmp_path: Path) -> None:
    said = "12 0 R (niet 3 0 R) \\ <4 0 R> é"
    with pikepdf.new() as source:
        shared = source.make_indirect(pikepdf.Dictionary(Said=pikepdf.String(said), N=7))
        stream = pikepdf.Stream(source, b"inhoud" * 50, Other=shared, StructParents=3)
        top = source.make_indirect(
            pikepdf.Dictionary(A=pikepdf.Array([1, 0, shared, shared, stream]), Loop=shared)
        )
        shared.Back = top
        known = source.make_indirect(pikepdf.Dictionary(Never="carried"))
        top.Known = known
        with ObjectFile(tmp_path / "a.pdf") as file:
            pages = file.add(b"<< /Type /Pages /Count 0 /Kids [ ] >>")
            here = file.add(b"<< /Here true >>")
            carrier = Carrier(file, source, first_parent=40)
            carrier.place(known, here)
            number = carrier.number(top)
            carrier.carry()
            file.finish(
                file.add(b"<< /Type /Catalog /Pages %d 0 R /Top %d 0 R >>" % (pages, number))
            )
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        found = pdf.Root.Top
        assert str(found.A[2].Said) == said
        assert found.A[2].objgen == found.A[3].objgen == found.Loop.objgen
        assert found.Loop.Back.objgen == found.objgen
        assert found.A[4].read_bytes() == b"inhoud" * 50
        assert found.A[4].StructParents == 43
        assert found.Known.Here
        assert b"Never" not in b"".join(o.unparse(resolved=True) for o in pdf.objects)


def test_a_parent_tree_is_read_whatever_its_shape() -> None:
    with pikepdf.new() as pdf:
        leaves = [
            pdf.make_indirect(pikepdf.Dictionary(Nums=[n, pikepdf.Array([n])])) for n in range(4)
        ]
        middle = pdf.make_indirect(pikepdf.Dictionary(Kids=leaves[:2]))
        tree = pikepdf.Dictionary(Kids=[middle, *leaves[2:], middle])
        assert [(key, int(value[0])) for key, value in parent_entries(tree)] == [
            (n, n) for n in range(4)
        ]
        assert list(parent_entries(None)) == []


def test_pages_and_parts_lie_apart_from_elements(tmp_path: Path) -> None:
    """Who reads some pages need not have every element of all pages made."""
    path = tmp_path / "a.pdf"
    with ObjectFile(path) as file:
        tree = file.reserve()
        kids, elements = [], []
        for _number in range(150):
            kids.append(file.add(b"<< /Type /Page /Parent %d 0 R >>" % tree))
            part = file.add(b"<< /K [ ] /S /Part /P %d 0 R >>" % tree)
            elements += [file.add(b"<</S /P /P %d 0 R>>" % part) for _ in range(5)]
            file.add(b"[ %d 0 R ]" % elements[-1])
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        file.put(tree, b"<< /Type /Pages /Count 150 /Kids [ %s ] >>" % listed)
        file.finish(file.add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree))
    with pikepdf.open(path) as pdf:
        held = [
            stream.read_bytes()
            for stream in pdf.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Type") == "/ObjStm"
        ]
    assert len(held) > 10
    for content in held:
        has_elements, has_pages = b"/S /P /P" in content, b"/Type /Page" in content
        assert not (has_elements and (has_pages or b"/S /Part" in content))
