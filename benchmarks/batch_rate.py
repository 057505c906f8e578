"""Measure a batch: rate on all cores against cores times the rate of one, and memory.

    python benchmarks/batch_rate.py [ROWS]

Both rates are taken in one run, in turns, once every process is warm; prints one JSON object. Exit
code 0: the bar is met; 1: it is missed.

Source: architecture.md 5 (batch of 1,000 handouts: at least 90 % of cores times single rate).
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from missdesk.content.library import load_library
from missdesk.handout.batch import cores
from missdesk.handout.batch_csv import read_list
from missdesk.handout.batch_run import BatchRun
from missdesk.model.library import Library
from missdesk.settings import Clinic

BAR = 0.9
ROWS = 60
TURNS = 3
WARM = 3
"""Handouts of each process that are not counted: the first one loads everything."""
KIB = 1024
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main(arguments: list[str]) -> int:
    """Measure, print and return the exit code."""
    rows = int(arguments[0]) if arguments else ROWS
    library, count = load_library(), cores()
    single: list[float] = []
    every: list[float] = []
    memory: list[float] = []
    for _turn in range(TURNS):
        single.append(rate(library, 1, rows, memory))
        every.append(rate(library, count, rows * count, memory))
    share = statistics.median(every) / (count * statistics.median(single))
    own, theirs = (sum(resource.getrusage(who)[:2]) for who in WHO)
    found = {
        "cores": count,
        "handouts_a_second_on_one": round(statistics.median(single), 2),
        "handouts_a_second_on_all": round(statistics.median(every), 2),
        "share_of_cores_times_one": round(share, 3),
        "bar": BAR,
        "share_of_processor_time_that_hands_out": round(own / (own + theirs), 4),
        "largest_process_mib": round(max(memory)),
        "growth_mib": round(max(memory) - min(memory), 1),
    }
    print(json.dumps(found))
    return 0 if share >= BAR else 1


def rate(library: Library, jobs: int, rows: int, memory: list[float]) -> float:
    """Return handouts a second with so many processes, once they are warm."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [f"slipped-disc,L4-L5,left,Example {n}" for n in range(rows + WARM * jobs)]
        (folder / "list.csv").write_text("\n".join(["topic,level,side,name", *lines]))
        listed = read_list(folder / "list.csv")
        batch = BatchRun(listed, library, Clinic(), folder / "out", date(2026, 11, 21))
        start = 0.0
        for done, _result in enumerate(batch.results(jobs), start=1):
            if done == WARM * jobs:
                start = time.perf_counter()
            if done >= rows:
                memory += [resident(child.pid) for child in multiprocessing.active_children()]
        seconds = time.perf_counter() - start
        if batch.count("made") != batch.total:
            raise SystemExit("some handouts could not be made: run missdesk batch to see why")
        return rows / seconds


def resident(pid: int | None) -> float:
    """Return the memory of a process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / KIB


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
