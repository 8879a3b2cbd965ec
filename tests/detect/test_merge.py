from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from woo_desk.detect.merge import Found, merge
from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.ids import GroundCode

TEXT = "Dr. H. Colijnlaan 341 en verder jan.jansen@minjenv.nl"
GROUND = GroundCode("5.1.2e")


def found(
    start: int,
    end: int,
    entity: EntityType = EntityType.PERSON,
    score: float = 0.8,
    *,
    keep: bool = False,
    readable_from: int | None = None,
) -> Found:
    return Found(
        start=start,
        end=end,
        entity=entity,
        role=Role.MINISTRY if keep else Role.CIVIL,
        score=score,
        recognizer="Test",
        why="why.test",
        values={},
        readable_from=readable_from,
        proposal=Proposal.KEEP if keep else Proposal.REDACT,
        ground=None if keep else GROUND,
    )


def spans(finds: tuple[Found, ...]) -> list[tuple[int, int, EntityType]]:
    return [(f.start, f.end, f.entity) for f in finds]


def test_a_name_inside_the_address_of_a_ministry_is_no_name() -> None:
    address = found(0, 21, EntityType.ADDRESS, 0.99, keep=True)
    assert spans(merge(TEXT, [found(4, 17), address])) == [(0, 21, EntityType.ADDRESS)]


def test_a_kept_find_that_is_less_sure_gives_way() -> None:
    address = found(0, 21, EntityType.ADDRESS, 0.6, keep=True)
    assert spans(merge(TEXT, [found(4, 17), address])) == [(4, 17, EntityType.PERSON)]


def test_where_both_are_as_sure_the_one_that_redacts_stands() -> None:
    kept = found(0, 21, EntityType.ADDRESS, 0.8, keep=True)
    assert spans(merge(TEXT, [kept, found(4, 17)])) == [(4, 17, EntityType.PERSON)]


def test_what_sticks_out_is_redacted_still() -> None:
    address = found(4, 21, EntityType.ADDRESS, 0.9)
    assert spans(merge(TEXT, [address, found(0, 17)])) == [
        (0, 3, EntityType.PERSON),
        (4, 21, EntityType.ADDRESS),
    ]


def test_two_overlapping_names_become_one() -> None:
    assert spans(merge(TEXT, [found(0, 10, score=0.7), found(7, 17, score=0.9)])) == [
        (0, 17, EntityType.PERSON)
    ]


def test_punctuation_that_sticks_out_is_left_alone() -> None:
    inner = found(4, 17, EntityType.ADDRESS, 0.9)
    assert spans(merge("... Colijnlaan 34 ...", [inner, found(0, 21)])) == [
        (4, 17, EntityType.ADDRESS)
    ]


def test_white_space_at_the_ends_goes_off() -> None:
    assert spans(merge(" ab \n cd ", [found(0, 5)])) == [(1, 3, EntityType.PERSON)]
    assert merge("   ", [found(0, 3)]) == ()


def test_the_domain_of_an_address_stays_even_next_to_a_name() -> None:
    mail = found(32, 53, EntityType.EMAIL, 0.97, readable_from=42)
    merged = merge(TEXT, [found(36, 50), mail])
    assert spans(merged) == [(32, 53, EntityType.EMAIL)]
    assert merged[0].redact_end == 42


FINDS = st.builds(
    found,
    st.integers(0, 9),
    st.integers(10, 20),
    st.sampled_from([EntityType.PERSON, EntityType.PHONE]),
    st.sampled_from([0.5, 0.8, 0.9]),
    keep=st.booleans(),
)


@given(st.lists(FINDS, max_size=6), st.text(alphabet="ab -", min_size=20, max_size=20))
def test_no_overlaps_and_nothing_lost(finds: list[Found], text: str) -> None:
    merged = merge(text, finds)
    for one, other in itertools.pairwise(merged):
        assert one.end <= other.start
    covered = {i for f in merged for i in range(f.start, f.end)}
    kept = {i for f in merged if f.is_kept for i in range(f.start, f.end)}
    for find in finds:
        if not find.is_kept:
            lost = set(range(find.start, find.end)) - covered
            assert not any(text[i].isalnum() for i in lost)
    for find in merged:
        assert find.is_kept or not kept & set(range(find.start, find.end))


@given(st.lists(FINDS, max_size=6), st.randoms())
def test_order_does_not_matter(finds: list[Found], random: object) -> None:
    text = "abcdefghij klmnopqrst"
    turned = list(reversed(finds))
    places = [spans(merge(text, order)) for order in (finds, turned)]
    assert places[0] == places[1]
    assert merge(text, [replace(f) for f in finds]) == merge(text, finds)
