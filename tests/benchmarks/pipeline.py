"""What the whole line costs beside the floor, and what a second export costs beside the first.

`python -m tests.benchmarks line PAGES… [--mixed] [--workers N…]`. A generated dossier goes through
a batch run in worker processes; CPU time is that of all processes together, so that it can be told
beside the clock on the wall. The floor, in the same run, is bare PyMuPDF on the same prepared
files: open, extract the text, redact the same boxes, save. Then one decision is taken back, and
the dossier is exported again.
"""

from __future__ import annotations

import dataclasses
import enum
import multiprocessing
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from tests.benchmarks.meter import Meter
from tests.benchmarks.mixed import build_mixed
from tests.helpers.voorbeeld.large import build_large
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.batch import BATCH_USER, BatchRequest, dossier_path_of, redact_folder
from woo_desk.usecases.export import export_package
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.session import Session, SystemClock
from woo_desk.usecases.sweep import find_words, redact_places
from woo_desk.workers.engine import EngineOptions, ProcessEngine

SEED = 2026
BUNDLE = frozenset(("bundle", "verify_bundle"))
"""Always written anew."""
LISTS = ("clean_titles", "inventory", "records", "verify_lists", "verify_folder")
EXPORT = frozenset(
    (*LISTS, "take_over", "search_words", "redact", "verify", "certificate", "verify_certificate")
)

SINGLE = frozenset((*LISTS, "bundle", "certificate", "verify_certificate"))
"""Stages of one job, which no second worker can share."""


@dataclass
class Line:
    """One dossier through the whole line."""

    kind: Kind
    pages: int
    documents: int
    published: int
    """What was held back for a person costs less than what went the whole way."""
    boxes: int
    floor: float
    """CPU seconds."""
    first: Meter
    again: dict[str, Meter]
    """Further exports, by what was changed before."""
    wall: float
    workers: int
    package_mb: float
    dossier_mb: float


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="woo-desk-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Kind(enum.StrEnum):
    """What a dossier is made of."""

    ORDINARY = "ordinary"
    """Two to four names or numbers a page."""
    DENSE = "dense"
    """Sixteen a page."""
    MIXED = "mixed"
    """Mails, texts, sheets and scans too."""


def build(pages: int, kind: Kind) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of a dossier."""
    if kind is Kind.MIXED:
        yield from build_mixed(pages, SEED)
        return
    for name, data, _ in build_large(pages, SEED, ordinary=kind is Kind.ORDINARY):
        yield name, data


def _write_apart(pages: int, kind: Kind, folder: Path) -> None:
    """WHY in a process of its own: what making a dossier takes is not memory of the window."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_write, args=(pages, kind, folder))
    process.start()
    process.join()
    if process.exitcode:
        msg = "the dossier was not made"
        raise RuntimeError(msg)


def _write(pages: int, kind: Kind, folder: Path) -> None:
    for name, data in build(pages, kind):
        (folder / name).write_bytes(data)


def measure_line(pages: int, *, kind: Kind, workers: int, exports: bool = True) -> Line:
    """Run it; `exports` also changes decisions and exports again."""
    with private_folder() as folder:
        sources = folder / "bron"
        sources.mkdir()
        _write_apart(pages, kind, sources)
        target = folder / "uit"
        engine = ProcessEngine(EngineOptions(workers=workers))
        try:
            meter, begun = Meter(), time.perf_counter()
            request = BatchRequest((sources,), target, reads_scans=False)
            report = run_blocking(redact_folder(request, SystemClock()), engine, meter)
            meter.end()
            wall = time.perf_counter() - begun
            again = _again(target, engine) if exports else {}
        finally:
            engine.close()
        path = dossier_path_of(target)
        with DossierFile.open(path, read_only=True) as file:
            states = file.states()
            floor = _floor(file, states, folder)
        package = sum(p.stat().st_size for p in (target / "publicatie").rglob("*.*"))
        return Line(
            kind=kind,
            pages=sum(len(state.pages) for state in states),
            documents=len(states),
            published=len(states) - len(report.export.held_back) - report.intake.duplicates,
            boxes=sum(len(r.boxes) for state in states for r in state.redactions),
            floor=floor,
            first=meter,
            again=again,
            wall=wall,
            workers=workers,
            package_mb=package / 1e6,
            dossier_mb=path.stat().st_size / 1e6,
        )


def _again(target: Path, engine: ProcessEngine) -> dict[str, Meter]:
    """Export again: after nothing, after a box that is gone, and after a word that is new."""
    meters: dict[str, Meter] = {}
    with DossierFile.open(dossier_path_of(target)) as file:
        session = Session(file, BATCH_USER, SystemClock())
        for name, change in (("nothing", _nothing), ("a box", _box), ("a word", _word)):
            change(session, engine)
            meter = meters[name] = Meter()
            profile = ExportProfile(hold_back_unready=True)
            run_blocking(export_package(session, target, profile), engine, meter)
            meter.end()
    return meters


def _nothing(_session: Session, _engine: ProcessEngine) -> None:
    """The same decisions."""


def _box(session: Session, _engine: ProcessEngine) -> None:
    """One redaction gets another ground: one document has to be written anew."""
    redaction = next(r for state in session.file.states() for r in state.redactions)
    with session.step("change_grounds") as tx:
        tx.put(dataclasses.replace(redaction, ground_codes=(GroundCode("5.1.2i"),)))


def _word(session: Session, engine: ProcessEngine) -> None:
    """A word that nobody redacted goes, wherever it stands in a published document."""
    document_id, word = _rare_word(session)
    places = find_words(session, document_id, word, (GroundCode("5.1.2i"),))
    made = run_blocking(redact_places(session, places, RedactionOrigin.SEARCH), engine)
    if not made:
        msg = "nothing was redacted, so there is nothing to measure"
        raise RuntimeError(msg)


def _rare_word(session: Session) -> tuple[DocumentId, str]:
    """A word, or words of one line, that stand in one of the published documents only.

    A long dossier of made-up sentences has no single word of that kind.
    """
    published = [part.document_id for part in session.file.exports()[-1].result.parts]
    texts = {each: "\n".join(session.file.page_texts(each)) for each in published}
    everywhere = "\n".join(texts.values()).casefold()
    for words in (1, 2, 3, 4):
        said = Counter(
            form
            for text in texts.values()
            for form in {phrase.casefold() for phrase in _phrases(text, words)}
        )
        for document_id, text in texts.items():
            gone = " ".join(redaction.text for redaction in session.file.redactions(document_id))
            for phrase in _phrases(text, words):
                form = phrase.casefold()
                is_untold = not any(word in gone for word in phrase.split())
                if not is_untold or said[form] > 1:
                    continue
                if everywhere.count(form) == text.casefold().count(form):
                    return document_id, phrase
    msg = "every word stands in two documents"
    raise RuntimeError(msg)


def _phrases(text: str, words: int) -> Iterator[str]:
    """So many words of letters and digits that stand beside one another on a line, one of them
    long."""
    for line in text.splitlines():
        parts = line.split(" ")
        for start in range(len(parts) - words + 1):
            taken = parts[start : start + words]
            if all(map(str.isalnum, taken)) and max(map(len, taken)) > 6:
                yield " ".join(taken)


def _floor(file: DossierFile, states: Iterable[DocumentState], folder: Path) -> float:
    """CPU seconds of bare PyMuPDF for the same boxes on the same files."""
    output = folder / "vloer.pdf"
    spent = 0.0
    for state in states:
        if not state.document.prepared_sha256:
            continue
        data = file.blob_bytes(state.document.prepared_sha256)
        before = time.process_time()
        document = pymupdf.open(stream=data)
        for page in document:
            page.get_text("words")
        for redaction in state.redactions:
            page = document[redaction.page_index]
            for box in redaction.boxes:
                page.add_redact_annot(box.as_tuple(), fill=(0, 0, 0))
        for page in document:
            page.apply_redactions()
        document.save(output, garbage=4, deflate=True)
        document.close()
        spent += time.process_time() - before
    return spent


def print_line(line: Line) -> None:
    """One table."""
    print(
        f"\n{line.kind}: {line.pages} pages, {line.documents} documents of which"
        f" {line.published} published, {line.boxes} boxes, {line.workers} worker(s); CPU of all"
        " processes"
    )
    print(f"{'stage':<20}{'CPU s':>9}{'own':>9}{'ms/page':>9}{'x floor':>9}{'wall s':>9}")
    rows = {**line.first.cpu, "whole line": sum(line.first.cpu.values()), "floor": line.floor}
    for name, spent in rows.items():
        wall = {"whole line": line.wall}.get(name, line.first.wall.get(name, 0.0))
        own = {"whole line": sum(line.first.own.values())}.get(name, line.first.own.get(name, 0.0))
        print(
            f"{name:<20}{spent:>9.2f}{own:>9.2f}{1000 * spent / line.pages:>9.2f}"
            f"{spent / line.floor:>9.2f}{wall:>9.1f}"
        )
    print(
        f"{line.pages / line.wall:.1f} pages/s by the wall, start included; peak memory: window"
        f" {line.first.own_peak:.0f} MB, largest worker {line.first.worker_peak:.0f} MB; package"
        f" {line.package_mb:.1f} MB, dossier {line.dossier_mb:.1f} MB"
    )
    first = export_cost(line.first)
    for name, meter in line.again.items():
        again = export_cost(meter)
        bundle = sum(meter.cpu[stage] for stage in BUNDLE)
        print(
            f"export again after a change of {name}: {again:.2f} s CPU beside {bundle:.2f} s for"
            f" the bundle; {100 * again / first:.1f} % of the first export ({first:.1f} s)"
        )
        told = {k: round(v, 2) for k, v in meter.cpu.items() if v >= 0.05}
        print(f"    {told}")


def export_cost(meter: Meter) -> float:
    """CPU seconds of an export but for the bundle."""
    return sum(meter.cpu[stage] for stage in EXPORT)
