r"""What is inside a build: a bill of materials (CycloneDX 1.5, JSON) and the licences in one text.

    .venv/bin/python .ci/sbom.py FOLDER [LIST]    writes FOLDER/sbom.cdx.json, FOLDER/licenties.txt

Python packages are taken from the environment: everything that `pyproject.toml` asks for, directly
or not, with the extra "encryption". What comes along inside those packages, and the data files of
the program, no metadata tells; `sbom-extra.toml` names them by hand. LIST has a path a line of
libraries of the system that a build took along; on Debian and Ubuntu their package tells the rest.
"""

from __future__ import annotations

import importlib.metadata as metadata
import json
import re
import shutil
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
EXTRA = ROOT / ".ci" / "sbom-extra.toml"
BUILT_WITH = ("encryption",)
"""Extras that a build holds."""
_LONGEST_NAME = 60
"""Characters of a licence's name; longer is a sentence."""
_NAMESPACE = uuid.UUID("6f0c7c0e-5b1d-5c5e-9a53-2f3d1e8a1b77")


def project() -> Mapping[str, Any]:
    """The table [project] of pyproject.toml."""
    found: Mapping[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    return found


def packages() -> list[metadata.Distribution]:
    """Every package of a build that is installed here, by name."""
    table = project()
    waiting = [Requirement(line) for line in table["dependencies"]]
    for extra in BUILT_WITH:
        waiting += [Requirement(line) for line in table["optional-dependencies"][extra]]
    found: dict[str, metadata.Distribution] = {}
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found:
            continue
        found[name] = metadata.distribution(name)
        waiting.extend(_needed(found[name], wanted.extras))
    return [found[name] for name in sorted(found)]


def _needed(package: metadata.Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in package.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": e}) for e in ("", *extras)):
            yield requirement


def licence_of(package: metadata.Distribution) -> str:
    """The licence as the package names it: expression, classifier, or its first line of text."""
    info = package.metadata
    classifiers = [
        value.rpartition(" :: ")[2]
        for value in info.get_all("Classifier") or ()
        if value.startswith("License :: ") and value.count(" :: ") > 1
    ]
    expression, plain = (
        (info.get_all(key) or [""])[0] for key in ("License-Expression", "License")
    )
    named = expression or " AND ".join(classifiers) or plain
    return (named.strip().splitlines() or ["unknown"])[0][:200]


def licence_texts(package: metadata.Distribution) -> Iterator[str]:
    """The licence files that lie in the package's metadata."""
    for file in package.files or ():
        is_licence = re.match(r"(licen[cs]e|copying|notice)", file.name, re.IGNORECASE)
        if is_licence and file.suffix not in (".py", ".pyc"):
            yield Path(str(file.locate())).read_text("utf-8", errors="replace").strip()


class SystemPackage(NamedTuple):
    """Libraries of the system that come out of one package."""

    name: str
    version: str
    files: tuple[str, ...]
    copyright: str
    """Its text; "" where the system has none."""

    @property
    def licence(self) -> str:
        """The licences that the text names, as one expression; else where to look."""
        named = re.findall(r"^License: *(\S.*)$", self.copyright, re.MULTILINE)
        short = sorted({words.strip() for words in named if len(words) < _LONGEST_NAME})
        return " AND ".join(short) or f"see the copyright of {self.name}"


def system_packages(libraries: Iterable[Path]) -> list[SystemPackage]:
    """The packages of the system that these files come from, by name; a stranger by itself."""
    files: dict[str, set[str]] = {}
    for path in libraries:
        files.setdefault(_owner(path), set()).add(path.name)
    found = []
    for name in sorted(files):
        version = _said("dpkg-query", "-W", "-f", "${Version}", name)
        text = Path("/usr/share/doc") / name / "copyright"
        words = text.read_text("utf-8", errors="replace") if text.is_file() else ""
        found.append(SystemPackage(name, version, tuple(sorted(files[name])), words))
    return found


def _owner(path: Path) -> str:
    """Name of the package that put a file there; the name of the file where nobody knows."""
    for place in (path, path.resolve()):
        said = _said("dpkg-query", "-S", str(place)) or _said("dpkg-query", "-S", f"*/{place.name}")
        if said:
            return said.splitlines()[0].split(":")[0]
    return path.name


def _said(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def bill(system: Sequence[SystemPackage] = ()) -> dict[str, Any]:
    """The bill of materials; the same environment gives the same bytes."""
    version = _version()
    components = [_component(package) for package in packages()]
    components += [_of_system(package) for package in system]
    components += tomllib.loads(EXTRA.read_text("utf-8"))["component"]
    listing = json.dumps(components, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, version + listing)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "woo-desk",
                "name": "woo-desk",
                "version": version,
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
            }
        },
        "components": components,
    }


def _component(package: metadata.Distribution) -> dict[str, Any]:
    name = canonicalize_name(package.metadata["Name"])
    address = f"pkg:pypi/{name}@{package.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": package.version,
        "purl": address,
        "licenses": [{"license": {"name": licence_of(package)}}],
    }


def _of_system(package: SystemPackage) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": f"system:{package.name}",
        "name": package.name,
        "version": package.version,
        "description": f"Of the system it was built on: {', '.join(package.files)}",
        "licenses": [{"license": {"name": package.licence}}],
    }


def _version() -> str:
    text = (ROOT / "woo_desk" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        msg = "woo_desk/__init__.py names no version"
        raise ValueError(msg)
    return found[1]


def licences(system: Sequence[SystemPackage] = ()) -> str:
    """Every licence in one text: for each package its name, version, licence and its own files."""
    parts = []
    for package in packages():
        name = package.metadata["Name"]
        parts.append(f"=== {name} {package.version} · {licence_of(package)}")
        parts.extend(licence_texts(package))
    for each in system:
        parts.append(f"=== {each.name} {each.version} · {each.licence}")
        parts.append(each.copyright.strip() or ", ".join(each.files))
    for component in tomllib.loads(EXTRA.read_text("utf-8"))["component"]:
        licence = component["licenses"][0]["license"]["name"]
        parts.append(f"=== {component['name']} {component.get('version', '')} · {licence}")
        parts.append(component["description"])
    return "\n\n".join(parts) + "\n"


def write(folder: Path, libraries: Iterable[Path] = ()) -> None:
    """Both files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    system = system_packages(libraries)
    text = json.dumps(bill(system), indent=1, ensure_ascii=False)
    (folder / "sbom.cdx.json").write_text(text + "\n", "utf-8")
    (folder / "licenties.txt").write_text(licences(system), "utf-8")


if __name__ == "__main__":
    lines = Path(sys.argv[2]).read_text("utf-8").splitlines() if sys.argv[2:] else []
    write(Path(sys.argv[1]), [Path(line) for line in lines])
