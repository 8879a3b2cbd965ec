"""Names of files that every system takes, made out of words that people typed.

Windows keeps device names for itself, also with an ending ("CON.txt"), drops dots and spaces at the
end, and refuses some signs (Microsoft, "Naming Files, Paths, and Namespaces").
"""

from __future__ import annotations

import unicodedata

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_ALSO = " -_.,()"


def is_reserved(name: str) -> bool:
    """Whether Windows takes this name of a file or folder for a device."""
    return name.split(".")[0].strip().casefold() in _DEVICES


def safe_file_name(words: str, fallback: str, longest: int = 80) -> str:
    """A name without ending: letters, digits and a few signs, as they compose (NFC).

    Args:
        words: what it is made of.
        fallback: the name when nothing is left of them.
        longest: at most this many characters, and this many bytes as UTF-8.
    """
    composed = unicodedata.normalize("NFC", words)
    kept = "".join(c if c.isalnum() or c in _ALSO else " " for c in composed)
    name = " ".join(kept.split())[:longest]
    while len(name.encode("utf-8")) > longest:
        name = name[:-1]
    name = name.strip(" .") or fallback
    return f"{name}_" if is_reserved(name) and "." not in name else _apart(name)


def _apart(name: str) -> str:
    """WHY in front: of "con.1" the device is what stands before the dot."""
    return f"_{name}" if is_reserved(name) else name
