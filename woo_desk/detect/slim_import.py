"""Loads Presidio without the libraries that only its parts unused here need.

Presidio names classes of spaCy in annotations and imports engines and recognisers for many
countries, and with them spaCy, thinc, tldextract and phonenumbers: three quarters of its start. We
use none of them (our engine makes no tokens, our recognisers are our own, and tldextract would
fetch a list), nor of Presidio's own recognisers. While Presidio is imported, a finder answers for
these names with modules of placeholders; after that it is gone, and who imports one of them gets
the real one. Presidio itself is untouched.

A Presidio that really uses one of them on import fails on the placeholders; it is then loaded as
usual, so the worst that can happen is a slow start. Import this module before Presidio.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Sequence
from types import ModuleType

_STRANGERS = frozenset({"spacy", "thinc", "tldextract", "phonenumbers"})
_GUEST = "presidio_analyzer"
_OF_COUNTRIES = f"{_GUEST}.predefined_recognizers"
"""Presidio's own recognisers: none of them is Dutch, and they take half of what is left."""


class _Nothing(type):
    """Type of placeholders: attributes and calls give placeholders, so decorators work too."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(name)

    def __call__(cls, *args: object, **_kwargs: object) -> object:
        # WHY the argument: what is decorated by a placeholder stays what it is.
        return args[0] if len(args) == 1 and not isinstance(args[0], str) else cls


def _placeholder(name: str) -> type:
    return _Nothing(name, (), {})


class _Module(ModuleType):
    """A module in which every public name is a placeholder."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(name)


class _StandIn:
    """Finder and loader of the strangers and what lies under them."""

    @staticmethod
    def find_spec(
        name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A spec for modules of the strangers, None for others."""
        if not _is_stranger(name):
            return None
        return importlib.util.spec_from_loader(name, _StandIn, is_package=True)  # type: ignore[arg-type]  # a loader by its two methods

    @staticmethod
    def create_module(spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """An empty module."""
        return _Module(spec.name)

    @staticmethod
    def exec_module(_module: ModuleType) -> None:
        """Nothing to run."""


def load_presidio() -> None:
    """Import Presidio, without the strangers where that is possible."""
    if _GUEST in sys.modules or not _STRANGERS.isdisjoint(sys.modules):
        return
    sys.meta_path.insert(0, _StandIn)
    try:
        importlib.import_module(_GUEST)
    except (ImportError, AttributeError, TypeError, NameError):
        _forget(lambda name: name.partition(".")[0] == _GUEST)
    finally:
        sys.meta_path.remove(_StandIn)
        _forget(_is_stranger)
    importlib.import_module(_GUEST)


def _is_stranger(name: str) -> bool:
    return name.partition(".")[0] in _STRANGERS or name.startswith(_OF_COUNTRIES)


def _forget(is_meant: Callable[[str], bool]) -> None:
    for name in [name for name in sys.modules if is_meant(name)]:
        del sys.modules[name]


load_presidio()
