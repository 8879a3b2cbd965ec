"""Where something can be put so that a program leaves it out without a word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.helpers.intake import take_in
from tests.helpers.office import docx, paragraph
from woo_desk.convert import sniff
from woo_desk.convert.html import parse_html
from woo_desk.convert.package import open_package
from woo_desk.domain.document import IntakeProblem, SourceType

WORDS = b"Jan Jansen heeft gebeld."


def zipped(*members: tuple[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.comment = comment
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def struck_from_the_list() -> bytes:
    """An archive of three members, the list of which tells of two."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in ("a.txt", "geheim.txt", "b.txt"):
            file.writestr(name, WORDS)
        del file.filelist[1]
    return out.getvalue()


HIDING = {
    "an archive before it": zipped(("een.txt", WORDS)) + zipped(("twee.txt", b"twee")),
    "a member struck from the list": struck_from_the_list(),
    "words after the end": zipped(("a.txt", b"x")) + b"\0" * 8 + WORDS,
    "a document in a document": docx(paragraph("een")) + docx(paragraph("twee")),
}


@pytest.mark.parametrize("name", HIDING)
def test_what_no_list_of_contents_tells_of_is_named(tmp_path: Path, name: str) -> None:
    """Only the last of two archives was taken in, and nobody was told of the first."""
    taken = take_in(tmp_path, "archief.zip", HIDING[name])
    assert IntakeProblem.PART_LEFT_OUT in taken.result.warnings


@pytest.mark.parametrize(
    "content",
    [
        zipped(),
        zipped(("a.txt", WORDS), ("map/", b""), ("map/b.txt", WORDS), comment=b"opmerking"),
        docx(paragraph("een")),
    ],
    ids=["empty", "plain", "Word"],
)
def test_an_ordinary_one_has_nothing_unlisted(content: bytes) -> None:
    with open_package(content) as package:
        assert not package.has_unlisted


def test_one_that_was_written_as_a_stream_has_nothing_unlisted() -> None:
    """Lengths then stand after the content, in a piece that belongs to no member."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation

        def seek(self, *_place: int) -> int:
            raise io.UnsupportedOperation

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("a.txt", "b.txt"):
            with file.open(name, "w", force_zip64=True) as member:
                member.write(WORDS)
    with open_package(out.getvalue()) as package:
        assert len(package.members) == 2
        assert not package.has_unlisted


def test_a_file_with_the_name_of_a_folder_comes_in(tmp_path: Path) -> None:
    """It was taken for a folder, and its content was in no document."""
    content = zipped(("leeg/", b""), ("geheim.txt", WORDS))
    taken = take_in(tmp_path, "archief.zip", content.replace(b"geheim.txt", b"geheim.tx/"))
    [child] = taken.result.children
    assert Path(child.path).read_bytes() == WORDS
    assert child.path_in_container == "geheim.tx/"


@pytest.mark.parametrize(
    "long",
    ["<p>{}</p>", "<p title='{}'>b</p>", "<!--{}-->", '<img src="data:image/png;base64,{}">'],
    ids=["words", "title", "remark", "picture"],
)
def test_what_stands_after_ten_megabytes_in_one_piece_is_read(long: str) -> None:
    """The page ended there, and the comparison with the source, read likewise, found nothing."""
    page = f"<p>Voor</p>{long.format('wo ' * 3_600_000)}<p>Jan Jansen</p>"
    words = "".join(map(str, parse_html(page).itertext()))
    assert words.startswith("Voor")
    assert words.endswith("Jan Jansen")


@pytest.mark.parametrize("name", ["lang.html", "lang.csv", "lang.txt"])
def test_text_that_is_too_long_is_called_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It was called "not what the name promises", which sends people looking elsewhere."""
    monkeypatch.setattr(sniff, "_MAX_TEXT_BYTES", 100_000)
    content = "\n".join(["<p>Één regel met woorden</p>"] * 5_000).encode()
    taken = take_in(tmp_path, name, content)
    assert (taken.result.problem, taken.result.source_type) == (
        IntakeProblem.TOO_LARGE,
        SourceType.UNKNOWN,
    )


def test_bytes_that_are_no_text_are_not_called_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniff, "_MAX_TEXT_BYTES", 100_000)
    assert sniff.check_source("a.txt", bytes(range(256)) * 1_000)[1] is not IntakeProblem.TOO_LARGE
