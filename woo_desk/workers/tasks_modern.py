"""Task "modernise": LibreOffice, where it is installed, writes old Office files as modern ones.

The modern file goes the way of every other source, so that what it hides is found and shown. The
other program gets copies in a private folder, a profile of its own that allows no macros, no links
and no network, and a time limit; it is killed with all that it started. Of what it writes only
plain files of the expected name are taken.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_content import ModerniseRequest, ModerniseResult

if sys.platform != "win32":
    import resource

START_S = 60.0
"""Time limit of one run, before the time for each file."""
EACH_S = 30.0
MAX_BYTES = 512 * 1024 * 1024
"""Of one file that is written, and taken."""
_MAX_MEMORY = 6 * 1024**3
"""Address space of one process; LibreOffice reserves far more than it uses."""
_LOOK_S = 0.1
_MODERN = {"doc": "docx", "rtf": "docx", "xls": "xlsx", "xlsb": "xlsx", "ppt": "pptx"}
_COMMON = "/org.openoffice.Office.Common/"
_INET = "/org.openoffice.Inet/Settings"
_RULES = (
    (f"{_COMMON}Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetHTTPProxyName", "localhost"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "localhost"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
)
"""Path, name and value in its profile: macros off, links never updated, a proxy that is not
there."""
_PASSED_ON = ("PATH", "SYSTEMROOT", "WINDIR", "PROGRAMFILES", "COMSPEC")


def modernise(request: ModerniseRequest, report: Report) -> ModerniseResult:
    """Write each file anew; "" for every one that did not come out.

    Raises:
        Cancelled: the user stopped it; nothing of the other program is left running.
    """
    bench = _Bench(Path(request.program), Path(request.folder).absolute(), report)
    made: dict[int, str] = {}
    for kind in sorted({file.kind for file in request.files}):
        sources = {n: Path(f.path) for n, f in enumerate(request.files) if f.kind == kind}
        made |= bench.convert(kind, sources)
    return ModerniseResult(tuple(made.get(n, "") for n in range(len(request.files))))


class _Bench:
    """A private folder in which the other program works."""

    def __init__(self, program: Path, folder: Path, report: Report) -> None:
        self._program, self._folder, self._report = program, folder, report
        self._runs = 0

    def convert(self, kind: str, sources: Mapping[int, Path]) -> dict[int, str]:
        """Files of one kind in one run; what did not come out of it once more by itself."""
        made = self._run(kind, sources)
        if len(sources) > 1:
            for number, source in sources.items():
                if number not in made:
                    made |= self._run(kind, {number: source})
        return made

    def _run(self, kind: str, sources: Mapping[int, Path]) -> dict[int, str]:
        self._runs += 1
        place = self._folder / f"run{self._runs}"
        given, out = place / "in", place / "out"
        for folder in (given, out, place / "profile" / "user", place / "tmp"):
            folder.mkdir(parents=True)
        copies = []
        for number, source in sources.items():
            copies.append(given / f"{number}.{kind}")
            # WHY a copy: what the dossier keeps is the file as it came in, whatever happens here.
            shutil.copyfile(source, copies[-1])
        profile = place / "profile"
        (profile / "user" / "registrymodifications.xcu").write_text(_rules(), "utf-8")
        _bounded(
            self._command(kind, profile, out, copies),
            place,
            START_S + EACH_S * len(copies),
            self._report,
        )
        shutil.rmtree(given, ignore_errors=True)
        shutil.rmtree(profile, ignore_errors=True)
        ending = _MODERN[kind]
        return {n: str(path) for n in sources if _is_taken(path := out / f"{n}.{ending}")}

    def _command(self, kind: str, profile: Path, out: Path, copies: Sequence[Path]) -> list[str]:
        return [
            *_without_network(),
            str(self._program),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            _MODERN[kind],
            "--outdir",
            str(out),
            *map(str, copies),
        ]


def _is_taken(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and 0 < path.stat().st_size <= MAX_BYTES


def _bounded(command: Sequence[str], place: Path, limit_s: float, report: Report) -> None:
    """Run a program until it ends, its time is over, or the user stops it; none of it stays."""
    try:
        process = subprocess.Popen(
            command,
            cwd=place,
            env=_environment(place),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError:  # gone, or not allowed: nothing comes out of it
        return
    deadline = time.monotonic() + limit_s
    try:
        _limit(process.pid)
        while process.poll() is None and time.monotonic() < deadline:
            report(0, 1)
            time.sleep(_LOOK_S)
    finally:
        _kill(process)


def _limit(pid: int) -> None:
    """Bound memory and file size, where the system can (Linux)."""
    if sys.platform == "linux":
        try:
            resource.prlimit(pid, resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (MAX_BYTES, MAX_BYTES))
            resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
        except OSError:  # it has ended already
            return


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and everything that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
    else:
        # WHY also when it has ended: what it started may still run, under its group.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(place: Path) -> dict[str, str]:
    own = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    temporary = str(place / "tmp")
    nowhere = "http://localhost:9"
    return {
        **own,
        "HOME": temporary,
        "TMPDIR": temporary,
        "TEMP": temporary,
        "TMP": temporary,
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "no_proxy": "",
    }


def _without_network() -> list[str]:
    """What to put before a command so that it has no network at all; nothing where that fails."""
    found = shutil.which("unshare") if sys.platform == "linux" else None
    if found is None:
        return []
    before = [found, "--map-root-user", "--net", "--"]
    tried = subprocess.run(
        [*before, "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return before if tried.returncode == 0 else []


def _rules() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _RULES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )
