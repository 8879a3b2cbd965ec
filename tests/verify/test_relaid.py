"""Lines that were laid out again: what the writer says of them is held against the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.verify import build
from tests.verify.build import HELVETICA, Sheet, kinds, outcome
from woo_desk.domain.export import CheckOutcome, Mark, MovedRegion, Verification
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.geometry import Box
from woo_desk.verify.relaid import Relaid

SIZE, LEFT, GAP = 11, 72.0, 40.0
NAMES = (
    "Kwartelmans",
    "Boersema",
    "Zandstra-Wiegersma",
    "Ottevanger",
    "Lubberhuizen",
    "Quispel",
    "Vinkenoog",
    "Ten Bokkel",
)
BEFORE, BEHIND = "Namens de directie schreef", "daarover een lange brief aan het bestuur."


def _width(words: str) -> float:
    return float(HELVETICA.text_length(words, fontsize=SIZE))


def _top(line: int) -> float:
    return 100.0 + 30 * line


def _box(line: int, width: float) -> Box:
    start = LEFT + _width(BEFORE + " ")
    return Box(start, _top(line) - 10, start + width, _top(line) + 3)


def _original(names: tuple[str, ...] = NAMES) -> tuple[bytes, list[Mark]]:
    sheet, marks = Sheet(), []
    for line, name in enumerate(names):
        sheet.text(f"{BEFORE} {name} {BEHIND}", LEFT, _top(line), size=SIZE)
        marks.append(Mark(0, (_box(line, _width(name)),), build.LABEL, hides_width=True))
    return build.make_pdf([sheet]), marks


def _region(line: int) -> MovedRegion:
    return MovedRegion(0, Box(LEFT - 2, _top(line) - 12, 560, _top(line) + 5))


def _output(
    change: Callable[[Sheet], object] = lambda _sheet: None,
    *,
    gaps: Callable[[int], float] = lambda _line: GAP,
    behind: Callable[[int], str] = lambda _line: BEHIND,
) -> tuple[bytes, Relaid]:
    sheet, written = Sheet(), []
    for line in range(len(NAMES)):
        box = _box(line, gaps(line))
        mark = Mark(0, (box,), build.LABEL, hides_width=True)
        sheet.text(BEFORE, LEFT, _top(line), size=SIZE)
        sheet.text(behind(line), box.x1 + _width(" "), _top(line), size=SIZE)
        sheet.box(mark)
        written.append(mark)
    change(sheet)
    moved = tuple(_region(line) for line in range(len(NAMES)))
    return build.make_pdf([sheet]), Relaid(tuple(written), moved, hides_width=True)


def _check(tmp_path: Path, output: bytes, relaid: Relaid) -> Verification:
    original, marks = _original()
    return build.verify(
        tmp_path, output, terms=NAMES[:1], marks=marks, original=original, relaid=relaid
    )


def test_lines_set_anew_with_one_gap_are_clean(tmp_path: Path) -> None:
    result = _check(tmp_path, *_output())
    assert result.residues == ()
    assert outcome(result, "moved") is CheckOutcome.CLEAN
    assert outcome(result, "width") is CheckOutcome.CLEAN


LEAKS: dict[str, tuple[Callable[[], tuple[bytes, Relaid]], Kind]] = {
    "the name drawn as lines in the end that came free": (
        lambda: _output(lambda s: s.raw("2 w 480 740 m 490 750 l 495 738 l 505 752 l 510 738 l S")),
        Kind.PIXELS_OUTSIDE,
    ),
    "a word is gone": (
        lambda: _output(behind=lambda n: BEHIND.replace("lange ", "") if n == 2 else BEHIND),
        Kind.KEPT_TEXT_LOST,
    ),
    "words in another order": (
        lambda: _output(behind=lambda n: BEHIND.replace("lange brief", "brief lange")),
        Kind.KEPT_TEXT_LOST,
    ),
    "a word that was not there": (
        lambda: _output(behind=lambda n: BEHIND.replace("lange", "lange, boze")),
        Kind.KEPT_TEXT_LOST,
    ),
    "each gap as wide as its name": (
        lambda: _output(gaps=lambda line: _width(NAMES[line])),
        Kind.WIDTH,
    ),
    "gaps on a fine grid": (
        lambda: _output(gaps=lambda line: 5 * round(_width(NAMES[line]) / 5 + 0.5)),
        Kind.WIDTH,
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_what_lines_set_anew_can_leak(tmp_path: Path, leak: str) -> None:
    make, kind = LEAKS[leak]
    result = _check(tmp_path, *make())
    assert kind in kinds(result)
    assert result.has_leak


def test_one_gap_that_was_left_as_it_was(tmp_path: Path) -> None:
    output, relaid = _output(gaps=lambda line: _width(NAMES[0]) if line == 0 else GAP)
    result = _check(tmp_path, output, relaid)
    assert [residue.kind for residue in result.residues] == [Kind.WIDTH]


def test_spaces_that_tell_as_much_as_the_gap(tmp_path: Path) -> None:
    def justified(sheet: Sheet) -> None:
        sheet.content.clear()
        for line, name in enumerate(NAMES):
            mark = Mark(0, (_box(line, GAP),), build.LABEL, hides_width=True)
            spread = (_width(name) - GAP) / 15
            x, words = mark.boxes[0].x1 + _width(" "), BEHIND.split()
            sheet.text(BEFORE, LEFT, _top(line), size=SIZE)
            for word in words:
                sheet.text(word, x, _top(line), size=SIZE)
                x += _width(word + " ") + spread
            sheet.box(mark)

    output, relaid = _output(justified)
    result = _check(tmp_path, output, relaid)
    assert ("spaces", Kind.WIDTH) in {(r.place, r.kind) for r in result.residues}


def test_a_drawn_box_that_hides_nothing_is_measured_by_its_neighbours(tmp_path: Path) -> None:
    """A box of fixed width over a gap that still stands there."""
    sheet, written = Sheet(), []
    for line, name in enumerate(NAMES):
        box = _box(line, GAP)
        mark = Mark(0, (box,), build.LABEL, hides_width=True)
        sheet.text(BEFORE, LEFT, _top(line), size=SIZE)
        place = _box(line, _width(name)).x1 + _width(" ")
        sheet.text(BEHIND, max(place, box.x1 + 1), _top(line), size=SIZE)
        sheet.box(mark)
        written.append(mark)
    moved = tuple(_region(line) for line in range(len(NAMES)))
    relaid = Relaid(tuple(written), moved, hides_width=True)
    result = _check(tmp_path, build.make_pdf([sheet]), relaid)
    assert Kind.WIDTH in kinds(result)


def test_a_box_that_the_writer_lost(tmp_path: Path) -> None:
    output, relaid = _output()
    less = Relaid(relaid.written[1:], relaid.moved, hides_width=True)
    assert Kind.LABEL_MISSING in kinds(_check(tmp_path, output, less))


def test_a_box_outside_what_was_moved_is_looked_into_where_it_was(tmp_path: Path) -> None:
    original, marks = _original()
    data, _relaid = _output()
    elsewhere = Mark(0, (Box(72, 600, 180, 614),), build.LABEL)
    relaid = Relaid((*_relaid.written,), _relaid.moved, hides_width=True)
    result = build.verify(
        tmp_path,
        data,
        terms=NAMES[:1],
        marks=[*marks, elsewhere],
        original=original,
        relaid=relaid,
    )
    assert Kind.LABEL_MISSING in kinds(result)


def test_pages_that_the_writer_named_and_an_option_that_is_off(tmp_path: Path) -> None:
    output, relaid = _output(gaps=lambda line: _width(NAMES[line]))
    told = Relaid(relaid.written, relaid.moved, hides_width=True, width_told=frozenset({0}))
    result = _check(tmp_path, output, told)
    assert not result.has_leak
    assert outcome(result, "width") is CheckOutcome.NOT_POSSIBLE
    off = Relaid(relaid.written, relaid.moved)
    assert outcome(_check(tmp_path, output, off), "width") is CheckOutcome.NOT_APPLICABLE


def test_columns_of_a_table_tell_nothing(tmp_path: Path) -> None:
    before, after, marks = Sheet(), Sheet(), []
    for line, name in enumerate(NAMES):
        box = Box(100, _top(line) - 10, 100 + _width(name), _top(line) + 3)
        mark = Mark(0, (box,), build.LABEL, hides_width=True)
        for sheet in (before, after):
            sheet.text(f"{line}.", 72, _top(line), size=SIZE)
            sheet.text("beleidsmedewerker", 320, _top(line), size=SIZE)
        before.text(name, 100, _top(line), size=SIZE)
        after.box(mark)
        marks.append(mark)
    result = build.verify(
        tmp_path,
        build.make_pdf([after]),
        terms=NAMES[:1],
        marks=marks,
        original=build.make_pdf([before]),
        relaid=Relaid(hides_width=True),
    )
    assert Kind.WIDTH not in kinds(result)
