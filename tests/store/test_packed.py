"""Values that stay packed are the same values, in the same order, one document at a time."""

from __future__ import annotations

import dataclasses

import pytest

from tests.store.samples import finding
from woo_desk.domain.finding import Finding
from woo_desk.errors import DossierDamaged
from woo_desk.store import packed, rows
from woo_desk.store.packed import Packed, packed_by_owner

VALUES = tuple(dataclasses.replace(finding(1, 0, 20 * n), text=f"a\nb {n} é") for n in range(40))


def _packed(values: tuple[Finding, ...] = VALUES) -> Packed[Finding]:
    return Packed(rows.FINDINGS, [rows.encode(value) for value in values])


def test_a_pack_is_like_a_tuple_of_its_values() -> None:
    pack = _packed()
    assert tuple(pack) == VALUES
    assert (len(pack), bool(pack), pack[3], pack[-1]) == (40, True, VALUES[3], VALUES[-1])
    assert pack[2:4] == VALUES[2:4]
    assert VALUES[5] in pack
    assert pack == VALUES
    assert pack == _packed()
    assert hash(pack) == hash(VALUES)
    assert pack != VALUES[1:]


def test_an_empty_pack_holds_nothing() -> None:
    assert not _packed(())
    assert tuple(_packed(())) == ()


def test_packs_are_made_by_owner() -> None:
    found = packed_by_owner(
        rows.FINDINGS, [(f"d{n // 10}", rows.encode(value)) for n, value in enumerate(VALUES)]
    )
    assert [found[f"d{n}"] for n in range(4)] == [VALUES[10 * n : 10 * n + 10] for n in range(4)]
    assert found["another"] == ()


def test_however_many_packs_are_read_each_gives_its_own() -> None:
    packs = [_packed((value,)) for value in VALUES]
    for _ in range(2):
        assert [pack[0] for pack in packs] == list(VALUES)
    assert len(packed._recent) <= packed._AT_HAND


def test_a_value_that_is_none_is_told() -> None:
    with pytest.raises(DossierDamaged):
        tuple(Packed(rows.FINDINGS, ['{"id": 1}']))
