#!/usr/bin/env python3
"""Takes 100,000 rows of evidence out and prints how much memory that takes beyond what a few rows take.

    python3 tests/drills/export.py PLACEWELL [ROWS]

The placements are the demo's one, over and over, of 500 learners; each is seven rows of the table of meaningful
experiences. The command `evidence` writes them as CSV and as XLSX. Memory is the most that the process held in RAM, as the
system counts it when the process ends. The drill fails when it grows by more than 64 MB, or when rows are missing. It
needs openpyxl to count those of the workbook, and counts them in its XML without it.
"""

import csv
import os
import re
import sqlite3
import sys
import time
import zipfile

from client import Kept, sign_in
from machine import machine
from soak import fill

LIMIT = 64.0
A_PLACEMENT = 7
LEARNERS = 500


def copies(database, count):
    """Adds the demo's placement again: nothing in its rows is sealed."""
    store = sqlite3.connect(database)
    store.execute("PRAGMA foreign_keys = ON")
    names = [row[1] for row in store.execute("PRAGMA table_info(placements)")]
    first = dict(zip(names, store.execute("SELECT * FROM placements ORDER BY created_at").fetchone()))
    days = store.execute("SELECT date, offer_id, window_id FROM placement_days WHERE placement_id = ?",
                         (first["id"],)).fetchall()
    learners = [row[0] for row in store.execute("SELECT id FROM learners WHERE provider_id = ?",
                                                (first["provider_id"],))]
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    marks = ",".join("?" * len(names))
    for nth in range(count):
        code = "".join(letters[nth // 32 ** place % 32] for place in range(8))
        id_ = f"{nth:08x}-0000-7000-8000-0000000000ff"
        row = {**first, "id": id_, "reference": f"PW-{code}", "learner_id": learners[nth % len(learners)],
               "state": "proposed"}
        store.execute(f"INSERT INTO placements VALUES ({marks})", [row[name] for name in names])
        store.executemany("INSERT INTO placement_days VALUES (?, ?, ?, ?)", [(id_, *day) for day in days])
    store.commit()
    provider = first["provider_id"]
    store.close()
    return provider


def taken_out(made, provider, form, name):
    """Runs the command; the most memory that it held, in MB, and how long it took."""
    out = made.folder / name
    settings = [word for key, value in made.settings.items() for word in ("--set", f"{key}={value}")]
    arguments = [made.placewell, "evidence", "meaningful", "--provider", provider, "--format", form, "--out", str(out),
                 *settings]
    begun = time.monotonic()
    child = os.posix_spawn(made.placewell, arguments, os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"{form}: the command ended with {status}")
    return out, usage.ru_maxrss / 1024, time.monotonic() - begun


def rows_of(out, form):
    if form == "csv":
        with open(out, newline="", encoding="utf-8-sig") as file:
            return sum(1 for _ in csv.reader(file)) - 1
    try:
        import openpyxl
    except ImportError:
        with zipfile.ZipFile(out) as book:
            return len(re.findall(rb"<row ", book.read("xl/worksheets/sheet1.xml"))) - 1
    sheet = openpyxl.load_workbook(out, read_only=True)["Table"]
    return sum(1 for _ in sheet.iter_rows()) - 1


def main():
    placewell, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    placements = -(-rows // A_PLACEMENT)
    with machine(placewell, "sqlite") as made:
        service = made.replica()
        service.start()
        service.until_ready()
        fill(service, LEARNERS)
        sign_in(Kept([service]))
        service.terminate()
        service.ended()
        database = made.data / "placewell.db"
        provider = copies(database, 0)
        few = {form: taken_out(made, provider, form, f"few.{form}")[1] for form in ("csv", "xlsx")}
        copies(database, placements)
        worst = 0.0
        for form in ("csv", "xlsx"):
            out, most, seconds = taken_out(made, provider, form, f"many.{form}")
            found = rows_of(out, form)
            if found < placements * A_PLACEMENT:
                raise SystemExit(f"{form}: {found} rows of {placements * A_PLACEMENT}")
            growth = most - few[form]
            worst = max(worst, growth)
            print(f"{form}: {found} rows in {seconds:.1f} s, {out.stat().st_size / 1e6:.1f} MB;"
                  f" memory {few[form]:.0f} MB with few rows, {most:.0f} MB with these: {growth:.0f} MB more")
        if worst > LIMIT:
            raise SystemExit(f"more than {LIMIT:.0f} MB")


if __name__ == "__main__":
    main()
