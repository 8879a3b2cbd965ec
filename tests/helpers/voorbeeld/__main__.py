"""Writes `resources/voorbeeld/` anew; the Dutch README there is kept by hand."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.voorbeeld.decisions import decisions_toml
from tests.helpers.voorbeeld.dossier import build_dossier, truth_json

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "voorbeeld"
BY_HAND = frozenset({"README.md"})


def main() -> None:
    """Write every file, and remove what the generator no longer makes."""
    dossier = build_dossier()
    files = {made.name: made.data for made in dossier}
    files["waarheid.json"] = truth_json(dossier).encode("utf-8")
    files["besluiten.toml"] = decisions_toml(dossier).encode("utf-8")
    for path in FOLDER.iterdir():
        if path.name not in files.keys() | BY_HAND:
            path.unlink()
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
