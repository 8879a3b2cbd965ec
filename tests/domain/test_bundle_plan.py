from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from woo_desk.domain.bundle_plan import BundleCandidate, VolumeLimits, plan_parts
from woo_desk.domain.export import BundlePart, PartKind
from woo_desk.domain.ids import DocumentId

LARGE = VolumeLimits(10_000, 10**9)


def candidate(number: int, pages: int = 2, size: int = 100, refers_to: str = "") -> BundleCandidate:
    return BundleCandidate(DocumentId(f"d{number}"), f"{number:04d}", pages, size, refers_to)


def brief(parts: tuple[BundlePart, ...]) -> list[tuple[str, str, int, int, str]]:
    return [(p.printed_number, p.annex, p.first_page, p.last_page, p.kind.value) for p in parts]


def test_a_first_version_counts_on() -> None:
    parts = plan_parts(
        [candidate(2, 3), candidate(5, 1), candidate(7, 9, refers_to="0002")], (), LARGE
    )
    assert brief(parts) == [
        ("0002", "1", 1, 3, "document"),
        ("0005", "2", 4, 4, "document"),
        ("0007", "3", 5, 5, "duplicate"),
    ]
    assert parts[2].refers_to == "0002"
    assert [part.sheets for part in parts] == [3, 1, 1]


def test_what_was_published_keeps_its_numbers_and_what_is_new_comes_last() -> None:
    first = plan_parts([candidate(1), candidate(3), candidate(6)], (), LARGE)
    second = plan_parts([candidate(n) for n in (1, 2, 3, 4, 6, 8)], first, LARGE)
    assert second[:3] == first
    assert brief(second)[3:] == [
        ("0002", "1a", 7, 8, "document"),
        ("0004", "2a", 9, 10, "document"),
        ("0008", "4", 11, 12, "document"),
    ]
    third = plan_parts([candidate(n) for n in (1, 2, 3, 4, 5, 6, 8)], second, LARGE)
    assert third[:-1] == second
    assert third[-1].annex == "2b"


def test_withdrawn_and_replaced_leave_a_page_that_says_so() -> None:
    first = plan_parts([candidate(1), candidate(2), candidate(3)], (), LARGE)
    second = plan_parts([candidate(1), candidate(3, pages=5)], first, LARGE)
    assert brief(second) == [
        ("0001", "1", 1, 2, "document"),
        ("0002", "2", 3, 4, "withdrawn"),
        ("0003", "3", 5, 6, "moved"),
        ("0003", "3", 7, 11, "document"),
    ]
    third = plan_parts([candidate(1), candidate(2), candidate(3, pages=5)], second, LARGE)
    assert third[:4] == second
    assert brief(third)[4:] == [("0002", "2", 12, 13, "document")]


def test_a_duplicate_that_is_judged_by_itself_later_gets_pages_of_its_own() -> None:
    first = plan_parts([candidate(1), candidate(2, refers_to="0001")], (), LARGE)
    second = plan_parts([candidate(1), candidate(2, pages=4)], first, LARGE)
    assert brief(second)[1:] == [
        ("0002", "2", 3, 3, "moved"),
        ("0002", "2", 4, 7, "document"),
    ]


def test_a_volume_ends_where_the_next_document_does_not_fit() -> None:
    items = [candidate(n, pages=4) for n in range(1, 6)]
    assert [p.volume for p in plan_parts(items, (), VolumeLimits(9, 10**9))] == [1, 1, 2, 2, 3]
    assert [p.volume for p in plan_parts(items, (), VolumeLimits(99, 250))] == [1, 1, 2, 2, 3]
    one = plan_parts([candidate(1, pages=50), candidate(2, pages=1)], (), VolumeLimits(9, 10**9))
    assert [p.volume for p in one] == [1, 2], "a document is never cut in two"
    nine = VolumeLimits(9, 10**9)
    later = plan_parts([*items, candidate(6, pages=5)], plan_parts(items, (), nine), nine)
    assert [p.volume for p in later] == [1, 1, 2, 2, 3, 3]


@given(
    st.lists(st.dictionaries(st.integers(1, 12), st.integers(1, 6), max_size=12), max_size=4),
    st.integers(1, 12),
)
def test_numbers_run_through_and_never_change(versions: list[dict[int, int]], pages: int) -> None:
    earlier: tuple[BundlePart, ...] = ()
    for version in versions:
        items = [candidate(number, version[number]) for number in sorted(version)]
        parts = plan_parts(items, earlier, VolumeLimits(pages, 10**9))
        assert [p for part in parts for p in range(part.first_page, part.last_page + 1)] == list(
            range(1, parts[-1].last_page + 1 if parts else 1)
        )
        assert [part.volume for part in parts] == sorted(part.volume for part in parts)
        for old, new in zip(earlier, parts, strict=False):
            assert (old.printed_number, old.annex, old.first_page, old.last_page, old.volume) == (
                new.printed_number, new.annex, new.first_page, new.last_page, new.volume
            )  # fmt: skip
        standing = [part for part in parts if part.kind is PartKind.DOCUMENT]
        assert {p.document_id: p.last_page - p.first_page + 1 for p in standing} == {
            item.document_id: item.pages for item in items
        }
        assert len(standing) == len(items)
        annexes = {(part.annex, part.document_id) for part in parts}
        assert len(annexes) == len({annex for annex, _ in annexes})
        earlier = parts
