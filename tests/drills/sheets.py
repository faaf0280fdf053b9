#!/usr/bin/env python3
"""Imports a long spreadsheet of learners, imports it again, and undoes it.

    python3 tests/drills/sheets.py PLACEWELL sqlite|postgres [LEARNERS]

Made-up learners in number come in from one CSV file by the command line: 50,000 unless said. It fails when that takes five
minutes or longer, when a row is lost or doubled, or when a second import of the same file changes anything. How long each
part takes is printed, with the most memory that the program held.
"""

import csv
import datetime
import os
import random
import re
import sys
import time

from client import Kept, sign_in
from machine import machine

MOST_SECONDS = 300
NAMES = "Alys Cai Dafydd Elin Gethin Ioan Lowri Nia Osian Priya Rhodri Siân Tomos Wyn Yusuf".split()


def write(path, count):
    dice = random.Random(count)
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Surname", "Forename", "DOB", "Admission no", "UPN", "Postcode", "Parent name", "Parent phone"])
        for nth in range(count):
            born = datetime.date(2009, 9, 1) + datetime.timedelta(days=dice.randrange(2_000))
            rows.writerow([f"Made-up-{nth % 977}", dice.choice(NAMES), born, f"A{nth:06}", f"Z{nth:012}",
                           f"NP20 {dice.randrange(1, 9)}AA", f"{dice.choice(NAMES)} Made-up", f"01632 9{nth % 100_000:05}"])


def timed(made, *words):
    """What a command says, how long it took, and the most memory that it held, in MB."""
    begun = time.monotonic()
    arguments = [word for key, value in made.settings.items() for word in ("--set", f"{key}={value}")]
    reader, writer = os.pipe()
    child = os.posix_spawn(made.placewell, [made.placewell, *map(str, words), *arguments], os.environ,
                           file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_DUP2, writer, 2),
                                         (os.POSIX_SPAWN_CLOSE, reader)])
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        told = said.read().decode()
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{words[:2]} ended with {os.waitstatus_to_exitcode(status)}: {told[-2_000:]}")
    return told, time.monotonic() - begun, used.ru_maxrss / 1024


def counts(told):
    return [int(number) for number in re.search(
        r"(\d+) added, (\d+) drafts, (\d+) changed, (\d+) the same, (\d+) faulty", told).groups()]


def main(placewell, engine, count=50_000):
    with machine(placewell, engine) as made:
        service = made.replica().start().until_ready()
        kept = Kept([service])
        _, _, read = kept.call("GET", "/api/v1/session", headers=sign_in(kept))
        provider = re.search(rb'"organisation":"([^"]+)"', read)[1].decode()
        service.terminate()
        service.ended()
        file = made.folder / "learners.csv"
        write(file, count)
        print(f"{engine}: a file of {count:,} learners, {file.stat().st_size / 2**20:.1f} MB")
        told, seconds, memory = timed(made, "import", "learners", file, "--provider", provider)
        assert counts(told) == [0, count, 0, 0, 0], told[-2_000:]
        progress = len(re.findall(r"rows are in$", told, re.M))
        print(f"imported in {seconds:.1f} s, {memory:.0f} MB at most, progress told {progress} times")
        made_as = re.search(r"Imported as (\S+),", told)[1]
        told, again, memory = timed(made, "import", "learners", file, "--provider", provider)
        assert counts(told) == [0, 0, 0, count, 0], told[-2_000:]
        print(f"imported again in {again:.1f} s, nothing changed, {memory:.0f} MB at most")
        told, undone, memory = timed(made, "import", "undo", made_as, "--provider", provider)
        assert "0 kept" in told, told[-2_000:]
        print(f"undone in {undone:.1f} s, {memory:.0f} MB at most")
        told, _, _ = timed(made, "import", "learners", file, "--provider", provider, "--dry-run")
        assert counts(told) == [0, count, 0, 0, 0], f"something was left: {told[-2_000:]}"
        if seconds >= MOST_SECONDS:
            raise SystemExit(f"the import took {seconds:.0f} s")
        print("nothing lost, nothing doubled")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:4]))
