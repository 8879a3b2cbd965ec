"""Loads the grounds that ship with the program: `resources/grounds.toml`.

The organisation's profile may word label and texts of a ground anew; code, kind and the rules of
law that belong to it stay.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from woo_desk.domain.ground import Ground, GroundCatalogue, GroundKind, LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.errors import UsageError
from woo_desk.profile import GROUNDS, current_profile
from woo_desk.resources import resource_path
from woo_desk.texts import DUTCH, language


class _File(msgspec.Struct, forbid_unknown_fields=True):
    ground: tuple[Ground, ...]


@functools.cache
def load_grounds() -> GroundCatalogue:
    """The shipped catalogue in the profile's words, made once; see what the two below refuse."""
    shipped = read_grounds(resource_path("grounds.toml").read_text("utf-8"))
    return worded(shipped, current_profile().grounds)


def worded(catalogue: GroundCatalogue, words: Mapping[str, Mapping[str, str]]) -> GroundCatalogue:
    """The catalogue with other labels and texts.

    Args:
        catalogue: what ships.
        words: `label`, `short_text` and `full_text` by code of the ground.

    Raises:
        UsageError: a code that is not there, or words that break a rule of `_mistakes`.
    """
    codes = {str(ground.code) for ground in catalogue}
    strangers = sorted(set(words) - codes)
    grounds = tuple(_reworded(ground, words.get(str(ground.code), {})) for ground in catalogue)
    if wrong := strangers or _mistakes(grounds):
        raise UsageError("profile_wrong", name=GROUNDS, what=wrong[0])
    return GroundCatalogue(grounds)


def _reworded(ground: Ground, words: Mapping[str, str]) -> Ground:
    return dataclasses.replace(
        ground,
        label=words.get("label", ground.label),
        short_text=words.get("short_text", ground.short_text),
        full_text=words.get("full_text", ground.full_text),
        english="" if "short_text" in words else ground.english,
    )


def said_of(ground: Ground) -> str:
    """What the ground is called on the screen, in the language that was chosen."""
    return (language() != DUTCH and ground.english) or ground.short_text


def in_order(basis: LegalBasis, order: str) -> tuple[Ground, ...]:
    """The grounds of a regime, the organisation's own order first.

    Args:
        basis: the regime.
        order: codes with commas between them; those that the regime does not have are passed over.
    """
    grounds = {ground.code: ground for ground in load_grounds().of_basis(basis)}
    first = [GroundCode(code.strip()) for code in order.split(",")]
    codes = dict.fromkeys([*(code for code in first if code in grounds), *grounds])
    return tuple(grounds[code] for code in codes)


def read_grounds(toml_text: str) -> GroundCatalogue:
    """The catalogue in a text of the form of `resources/grounds.toml`.

    Raises:
        ValueError: no TOML, a missing or unknown field or value, a code or label used twice, or a
            rule of law broken (see `_mistakes`). A wrong catalogue must not be worked with.
    """
    parsed = tomllib.loads(toml_text)
    known = frozenset(Ground.__dataclass_fields__)
    for row in parsed.get("ground", ()):
        if strangers := set(row) - known:
            msg = f"grounds.toml: unknown fields {sorted(strangers)}"
            raise ValueError(msg)
    grounds = msgspec.convert(parsed, type=_File).ground
    if mistakes := _mistakes(grounds):
        msg = f"grounds.toml: {'; '.join(mistakes)}"
        raise ValueError(msg)
    return GroundCatalogue(grounds)


def _mistakes(grounds: Sequence[Ground]) -> list[str]:
    """What is wrong with the catalogue as a whole, in words for a maintainer."""
    result = [f"{code!r} is there twice" for code in _repeated(g.code for g in grounds)]
    result += [f"label {label!r} is there twice" for label in _repeated(g.label for g in grounds)]
    result += [f"{g.code!r}: {mistake}" for g in grounds for mistake in _mistakes_in(g)]
    result += [f"no ground for {b}" for b in LegalBasis if not any(b in g.bases for g in grounds)]
    return result


def _mistakes_in(ground: Ground) -> list[str]:
    texts = (ground.code, ground.label, ground.short_text, ground.full_text)
    result = []
    if any(text.strip() != text or not text for text in texts):
        result.append("an empty text, or one with space around it")
    if not ground.bases:
        result.append("used under no legal basis")
    # WHY: art. 5.1 Woo is not what a provision to parliament rests on, so its label may not be
    # printed there (domain report 2); all codes of articles of the Woo start with a digit.
    if LegalBasis.ART_68_GW in ground.bases and ground.label[:1].isdigit():
        result.append("an article of the Woo under art. 68 Grondwet")
    if ground.kind in (GroundKind.ABSOLUTE, GroundKind.LEGEND) and ground.five_year_rule:
        result.append("the five-year rule (Woo art. 5.3) does not hold for this kind")
    if ground.kind in (GroundKind.RELATIVE, GroundKind.RESIDUAL) and not ground.needs_motivation:
        result.append("a weighed ground needs a motivation (Woo art. 5.1 lid 3)")
    return result


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
