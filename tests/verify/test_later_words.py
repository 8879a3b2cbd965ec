"""A word that came later is looked for in what was read of a file: nothing is missed by that.

For each leak of the other tests: the file was verified against other words, and what was read then
is all that there is to look in.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.verify import build
from tests.verify.build import LABEL, MARK, NAME
from tests.verify.test_leaks_in_file import CHANGES, _insert_object
from tests.verify.test_leaks_inside import INSIDE
from tests.verify.test_leaks_on_page import PAGES, TERMS
from woo_desk.domain.export import CheckOutcome, Verification
from woo_desk.domain.ocr import Word
from woo_desk.domain.verify_part import WHOLE, PartChecked, PartKind, VerifyPart
from woo_desk.verify import said as said_module
from woo_desk.verify.later import CHECK, look_later
from woo_desk.verify.reading import Recogniser
from woo_desk.verify.said import Said, joined, may_say
from woo_desk.verify.verify_pdf import verify_part

OTHER = ("Zonnebloemdael",)
TOLD_BY_WORDS = {"file_name", "bytes", "text", "text_second", "picture_text"}


def checked(
    path: Path, part: VerifyPart = WHOLE, recogniser: Recogniser | None = None
) -> PartChecked:
    """Against words that are not in it."""
    return verify_part(
        path, "0001.pdf", part, marks=[MARK], terms=OTHER, recogniser=recogniser, keeps_words=True
    )


def later(folder: Path, data: bytes, terms: Sequence[str]) -> Verification | None:
    path = folder / "output.pdf"
    path.write_bytes(data)
    found = checked(path)
    return look_later(path, "0001.pdf", found.verification.sha256, found.said, terms)


def _files() -> dict[str, bytes]:
    unseen = f"({NAME})".encode()
    packed = zlib.compress(unseen)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    return {
        **{f"file: {key}": build.make_pdf(change=CHANGES[key][0]) for key in CHANGES},
        **{f"inside: {key}": build.make_pdf(change=INSIDE[key]) for key in INSIDE},
        **{f"page: {key}": build.make_pdf([PAGES[key]()]) for key in PAGES},
        "object that nothing names": _insert_object(build.make_pdf(), unseen),
        "stream that nothing names": _insert_object(build.make_pdf(), stream),
        "behind the file": build.make_pdf() + f"% {NAME}\n".encode(),
    }


FILES = _files()


@pytest.mark.parametrize("channel", FILES)
def test_what_the_verifier_finds_may_be_said_later(tmp_path: Path, channel: str) -> None:
    data = FILES[channel]
    full = build.verify(tmp_path, data, terms=TERMS)
    found = {
        check.check
        for check, other in zip(
            full.checks, build.verify(tmp_path, data, terms=OTHER).checks, strict=True
        )
        if check.outcome is CheckOutcome.LEAK and other.outcome is not CheckOutcome.LEAK
    }
    if found & TOLD_BY_WORDS:
        assert later(tmp_path, data, TERMS) is None


def test_a_visible_word_in_metadata_and_in_a_lost_object(tmp_path: Path) -> None:
    """None of these depends on what the test above takes from the verifier itself."""
    places = ("page: visible", "file: info", "object that nothing names", "behind the file")
    for place in places:
        assert later(tmp_path, FILES[place], [NAME]) is None, place
        assert later(tmp_path, FILES[place], ["Kwikstaart"]) is not None, place


def test_the_result_says_what_was_done_and_no_more(tmp_path: Path) -> None:
    found = later(tmp_path, build.make_pdf(), ["Kwikstaart"])
    assert found is not None
    assert [(each.check, each.outcome) for each in found.checks] == [(CHECK, CheckOutcome.CLEAN)]
    short = later(tmp_path, build.make_pdf(), ["Kwikstaart", "12"])
    assert short is not None
    assert short.checks[1].outcome is CheckOutcome.NOT_POSSIBLE


def test_other_bytes_and_spoiled_words_send_it_to_the_verifier(tmp_path: Path) -> None:
    path = tmp_path / "output.pdf"
    path.write_bytes(build.make_pdf())
    found = checked(path)
    sha256, said = found.verification.sha256, found.said
    assert look_later(path, "0001.pdf", sha256, said, ["Kwikstaart"]) is not None
    for spoiled in (b"", said[:-3], said + b"x", b"x" + said, said + said[:9]):
        assert look_later(path, "0001.pdf", sha256, spoiled, ["Kwikstaart"]) is None
    path.write_bytes(path.read_bytes() + b"\n")
    assert look_later(path, "0001.pdf", sha256, said, ["Kwikstaart"]) is None


def test_words_of_a_long_file_come_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "output.pdf"
    sheets = [build.redacted(), build.Sheet().text(f"Aan {NAME}, Den Haag", y=300)]
    path.write_bytes(build.make_pdf(sheets))
    parts = [
        VerifyPart(PartKind.FILE),
        *(VerifyPart(PartKind.PAGES, (index, index + 1), 2) for index in range(2)),
    ]
    said = [checked(path, part).said for part in parts]
    form = frozenset((NAME.lower(),))
    assert [may_say(each, form) for each in said] == [True, False, True]
    assert may_say(joined(said), form)
    assert not may_say(joined(said), frozenset(("kwikstaart",)))
    assert joined([*said, b""]) == b"", "of one part nothing is known"


def test_what_was_only_compared_by_resemblance_is_not_kept(tmp_path: Path) -> None:
    """Beside a box a word that looks like a name is reported; letters alone cannot tell that."""
    words = Recogniser("eyes", lambda *_: (Word("Kwarte1mans", build.BOX),))
    spots = "".join(
        f"{(73 * row + 151 * column) % 256:02x}" for row in range(16) for column in range(16)
    )
    picture = f"BI /W 16 /H 16 /BPC 8 /CS /G /F /AHx ID {spots}> EI"
    sheet = build.redacted().raw(f"q 30 0 0 12 190 680 cm {picture} Q")
    path = tmp_path / "output.pdf"
    path.write_bytes(build.make_pdf([sheet]))
    assert checked(path, recogniser=words).said == b""


def test_nothing_is_kept_that_was_not_asked_for_or_not_searched(tmp_path: Path) -> None:
    path = tmp_path / "output.pdf"
    path.write_bytes(build.make_pdf())
    for terms, keeps in ((OTHER, False), ((), True)):
        part = verify_part(path, "1.pdf", WHOLE, marks=[MARK], terms=terms, keeps_words=keeps)
        assert part.said == b""
    with pytest.raises(ValueError, match="nothing"):
        may_say(b"", frozenset(("x",)))
    assert not may_say(checked(path).said, frozenset())
    assert may_say(checked(path).said, frozenset((LABEL.replace(".", ""),)))


def test_words_that_are_too_many_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(said_module, "MAX_LETTERS", 10)
    said = Said()
    said.note("zes")
    assert said.packed()
    said.note("achttekens")
    assert said.packed() == b""
