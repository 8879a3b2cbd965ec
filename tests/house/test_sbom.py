"""The bill of materials names everything that a build holds, with a licence for each."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_locked_package_of_this_system_is_in_it(sbom: ModuleType) -> None:
    components = {each["name"]: each for each in sbom.bill()["components"]}
    pins = re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.M)
    assert len(pins) > 20
    missing = {name for name, version in pins if name not in components}
    elsewhere = {"colorama", "pywin32", "cuda-pathfinder"}
    assert missing <= elsewhere | {name for name, _ in pins if name.startswith(("cupy", "tzdata"))}
    assert not [
        name
        for name, version in pins
        if name in components and components[name]["version"] != version
    ]


def test_each_component_says_its_licence(sbom: ModuleType) -> None:
    for each in sbom.bill()["components"]:
        assert each["licenses"][0]["license"]["name"] not in ("", "unknown", "UNKNOWN"), each


def test_it_is_written_the_same_each_time(sbom: ModuleType, tmp_path: Path) -> None:
    sbom.write(tmp_path / "a")
    sbom.write(tmp_path / "b")
    first, second = ((tmp_path / n / "sbom.cdx.json").read_bytes() for n in "ab")
    assert first == second
    written = json.loads(first)
    assert (written["bomFormat"], written["specVersion"]) == ("CycloneDX", "1.5")
    references = [each["bom-ref"] for each in written["components"] if "bom-ref" in each]
    assert len(references) == len(set(references))
    text = (tmp_path / "a" / "licenties.txt").read_text("utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text.upper()


def test_libraries_of_the_system_are_named_with_their_licence(
    sbom: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"-S": "libxcb1:amd64: /usr/lib/libxcb.so.1", "-W": "1.15-1"}
    monkeypatch.setattr(sbom, "_said", lambda _program, what, *_: said[what])
    [package] = sbom.system_packages([Path("/usr/lib/libxcb.so.1"), Path("/usr/lib/libxcb-x.so")])
    assert (package.name, package.version) == ("libxcb1", "1.15-1")
    assert package.files == ("libxcb-x.so", "libxcb.so.1")
    assert package.licence
    names = [each["name"] for each in sbom.bill([package])["components"]]
    assert names.count("libxcb1") == 1
    assert "=== libxcb1 1.15-1" in sbom.licences([package])


def test_library_that_no_package_knows_is_named_by_itself(
    sbom: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sbom, "_said", lambda *_: "")
    [package] = sbom.system_packages([Path("/opt/eigen/libvreemd.so")])
    assert package.name == "libvreemd.so"
    assert "libvreemd.so" in package.licence
