"""What a run costs: CPU seconds by stage and peak memory by process, workers included.

Taken from `/proc`, so for Linux. CPU time is what the run itself computed: on a machine with other
work it tells more than the clock on the wall. What the looking itself costs is not counted.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from pathlib import Path

from woo_desk.usecases.flow import FlowProgress

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY_S = 5.0
"""WHY no more often: looking at every process of the machine takes a tenth of a second on some."""


class Meter:
    """Follows a flow by its progress.

    Attributes:
        cpu: seconds by stage, of this process and its workers.
        own: seconds by stage, of this process alone.
        wall: seconds by stage.
        peaks: largest memory of each process in MB, by process id.
    """

    def __init__(self) -> None:
        self.cpu: dict[str, float] = defaultdict(float)
        self.own: dict[str, float] = defaultdict(float)
        self.wall: dict[str, float] = defaultdict(float)
        self.peaks: dict[int, float] = {}
        self._ended = 0.0
        self._looking = 0.0
        self._known: dict[int, float] = {}
        self._stage = "plan"
        self._cpu_at, self._own_at = self._spent()
        self._wall_at = time.perf_counter()
        self._looked_at = 0.0

    def __call__(self, progress: FlowProgress) -> None:
        now = time.perf_counter()
        if progress.stage_key != self._stage or now - self._looked_at > _EVERY_S:
            self._count(progress.stage_key)

    def end(self) -> None:
        """Count what came after the last progress; to be called before the workers end."""
        self._count("")

    @property
    def own_peak(self) -> float:
        """MB of this process."""
        return self.peaks[os.getpid()]

    @property
    def worker_peak(self) -> float:
        """MB of the largest worker; 0 without workers."""
        return max((mb for pid, mb in self.peaks.items() if pid != os.getpid()), default=0.0)

    def _count(self, stage: str) -> None:
        wall = time.perf_counter()
        cpu, own = self._spent()
        self.cpu[self._stage] += cpu - self._cpu_at
        self.own[self._stage] += own - self._own_at
        self.wall[self._stage] += wall - self._wall_at
        self._stage, self._cpu_at, self._own_at = stage, cpu, own
        self._wall_at = self._looked_at = wall

    def _spent(self) -> tuple[float, float]:
        """Seconds of all processes and of this one; WHY less the looking: it is not of the run."""
        own = time.process_time()
        spent = self._cpu_now(own) - self._looking, own - self._looking
        self._looking += time.process_time() - own
        return spent

    def _cpu_now(self, own: float) -> float:
        alive = {pid: _cpu_of(pid) for pid in _family(os.getpid())}
        alive[os.getpid()] = own  # WHY: `/proc` counts by hundredths of a second
        for pid in self._known.keys() - alive.keys():  # a worker that was replaced
            self._ended += self._known.pop(pid)
        for pid, seconds in alive.items():
            self._known[pid] = seconds
            self.peaks[pid] = max(self.peaks.get(pid, 0.0), _peak_of(pid))
        return self._ended + sum(self._known.values())


def _family(root: int) -> set[int]:
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(words[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _cpu_of(pid: int) -> float:
    try:
        words = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / _TICKS


def _peak_of(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8", "replace").splitlines()
    except OSError:
        return 0.0
    return next((int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM:")), 0.0)
