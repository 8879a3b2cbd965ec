"""Beside a peer on the same pages: `python -m tests.benchmarks.peer PYTHON [PAGES] [MODEL]`.

PYTHON is that of an environment in which `doc_redaction` is installed. It reads text PDFs with its
"text extraction" method and its local detector. It asks for the large English model of spaCy;
MODEL names another one that is installed there and stands in for it, such as the small one, which
is faster. Without either an empty one does: no names are looked for then, which makes it faster
still. Where version 2.8 takes the name of a page without a picture for a file, and stops, it is
mended in memory. Their import and start are timed apart; ours count as work. No part of the tests.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import msgspec

from tests.benchmarks.installed import as_installed
from tests.benchmarks.meter import Meter
from tests.benchmarks.pipeline import SEED, private_folder
from tests.helpers.voorbeeld.large import build_large
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import ProcessEngine

PAGES = 20
LIMIT_S = 3600.0
_THEIRS = """
import json, sys, time
from pathlib import Path
begun = time.perf_counter()
import spacy
folder, model, stand_in = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[4]
name = "en_core_web_lg"
if not spacy.util.is_package(name):
    name = stand_in or "nothing"
    if not stand_in:
        blank = spacy.blank("en")
        blank.add_pipe("sentencizer")
        blank.to_disk(model)
    load = spacy.load
    mine = stand_in or model
    spacy.load = lambda n, *a, **k: load(mine if "core_web" in str(n) else n, *a, **k)
import tools.file_redaction as redaction
contains = redaction.validate_path_containment
redaction.validate_path_containment = lambda p, f: "placeholder" not in str(p) and contains(p, f)
from doc_redaction.cli_api import redact_document
started = time.perf_counter()
cpu = time.process_time()
files = sorted(str(path) for path in folder.glob("*.pdf"))
made = []
for file in files:
    made += redact_document([file], output_dir=sys.argv[3], ocr_method="Local text",
                            pii_detector="Local", overrides={"input_dir": sys.argv[5]})
print("\\n" + json.dumps({"start": started - begun, "work": time.perf_counter() - started,
      "cpu": time.process_time() - cpu, "files": len(files),
      "written": len({m for m in made if m.endswith("_redacted.pdf")}), "model": name}))
"""


def main(python: str, pages: int, model: str = "") -> None:
    with private_folder() as folder:
        sources = folder / "bron"
        sources.mkdir()
        for name, data, _ in build_large(pages, SEED, ordinary=True):
            (sources / name.replace(" ", "_")).write_bytes(data)
        wall, cpu = _ours(sources, folder / "uit")
        print(f"ours: {wall:.1f} s by the wall for {pages} pages, start included; {cpu:.1f} s CPU")
        theirs = _theirs(python, folder, sources, model)
        if theirs is None:
            return
        print(
            f"theirs: {theirs.work:.1f} s by the wall, {theirs.cpu:.1f} s CPU, and"
            f" {theirs.start:.1f} s to start; {theirs.written} of {theirs.files} files"
            f" written; model: {theirs.model}"
        )
        print(
            f"ratio, theirs without start over ours with start: wall {theirs.work / wall:.1f}x,"
            f" CPU {theirs.cpu / cpu:.1f}x"
        )


def _ours(sources: Path, target: Path) -> tuple[float, float]:
    begun, meter, engine = time.perf_counter(), Meter(), ProcessEngine()
    try:
        run_blocking(redact_folder(BatchRequest((sources,), target), SystemClock()), engine, meter)
        meter.end()
    finally:
        engine.close()
    return time.perf_counter() - begun, sum(meter.cpu.values())


class _Peer(msgspec.Struct):
    """What the other program did; seconds."""

    start: float
    work: float
    cpu: float
    files: int
    written: int
    model: str


def _theirs(python: str, folder: Path, sources: Path, model: str) -> _Peer | None:
    output = folder / "hun"
    output.mkdir()
    command = [
        python,
        "-c",
        _THEIRS,
        str(sources),
        str(folder / "model"),
        str(output),
        model,
        str(folder / "in"),
    ]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"theirs: not done within {LIMIT_S:.0f} s")
        return None
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        print(f"theirs: ended with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")
        return None
    found = msgspec.json.decode(lines[-1], type=_Peer)
    if found.written < found.files:
        said = (done.stdout + done.stderr)[-2000:]
        print(f"theirs: {found.written} of {found.files} files were written:\n{said}")
        return None
    return found


if __name__ == "__main__":
    as_installed("tests.benchmarks.peer")
    main(sys.argv[1], int((sys.argv[2:] or [str(PAGES)])[0]), (sys.argv[3:] or [""])[0])
