#!/usr/bin/env python3
"""Fills the disk of the database, again and again, while learners are added and packs sent.

    python3 tests/drills/disk.py PLACEWELL sqlite|postgres [ROUNDS]

The database is on a small disk in memory (tmpfs, for which the drill must be root; PostgreSQL's write-ahead log is on
another). Every round fills it to the last byte and keeps it full until somebody has been told so and for two seconds
more. Meanwhile readers must be answered (by PostgreSQL, unless it ends for want of room), and writers either succeed or
are told 503, somebody with the code `store_full`. Then room is made, and the service, which is not restarted, must take
writes again within 5 seconds. Nothing that was acknowledged may be lost.
"""

import contextlib
import json
import random
import subprocess
import sys
import time

from client import Kept, Load, sign_in
from learners import Added
from machine import machine
from sendings import BRISK, Sendings
from smtp import Inbox

MOST = 5.0
MEGABYTES = {"sqlite": 48, "postgres": 160}
WHERE = {"sqlite": "data", "postgres": "postgres"}

# How long a full disk may go unnoticed: the database has room of its own before it asks for more.
PATIENCE = 60


class Small:
    """A small disk, and the file that fills it."""

    def __init__(self, place, megabytes):
        self.place, self.ballast = place, place / "ballast"
        place.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "drill", str(place)]).returncode:
            raise SystemExit("a tmpfs cannot be mounted here: the drill NOT RUN")

    def fill(self):
        """Takes what room there is."""
        with open(self.ballast, "ab", buffering=0) as file, contextlib.suppress(OSError):
            for piece in (1 << 20, 1 << 12, 1 << 6):
                with contextlib.suppress(OSError):
                    while True:
                        file.write(bytes(piece))

    def relieve(self):
        self.ballast.unlink()

    def away(self):
        subprocess.run(["umount", "-l", str(self.place)], check=True)


def main():
    engine, rounds = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5
    disks = []

    def prepare(folder):
        disks.append(Small(folder / WHERE[engine], MEGABYTES[engine]))

    try:
        with machine(sys.argv[1], engine, prepare=prepare) as made:
            disk, inbox = disks[0], Inbox(random.Random(1))
            inbox.bad = False
            made.settings |= {**BRISK, "mail.port": inbox.port}
            service = made.replica().start().until_ready()
            headers, table = sign_in(Kept([service])), []
            sendings, added = Sendings([service], inbox), Added([service])
            with sendings, added, Load([service], ["/api/v1/placements", "/api/v1/offers?limit=5"], 2, headers) as load:
                for _ in range(rounds):
                    time.sleep(1)
                    table.append(one_round(service, disk, added))
            for nth, (noticed, told, ready, live, taken, again) in enumerate(table, 1):
                print(f"round {nth}: full, noticed after {noticed:.1f} s; writers {told}, /ready {ready}, /live {live}; "
                      f"ready {again:.1f} s and a write taken {taken:.1f} s after there was room")
            # PostgreSQL may end by itself on a full disk, and come back: then readers are told so too.
            wrong = [failed for failed in load.failed if engine == "sqlite" or ": 503 " not in failed]
            print(f"{load.answered} reads answered, {len(load.failed) - len(wrong)} told 503, {len(wrong)} answered wrongly")
            for failed in wrong[:10]:
                print(" ", failed)
            well = [sendings.settle().judge(), added.judge(), not wrong]
            well += [max(taken, again) <= MOST and live == 200 and "store_full" in told
                     for _, told, _, live, taken, again in table]
            sys.exit(0 if all(well) and service.process.poll() is None else 1)
    finally:
        for disk in disks:
            disk.away()


def one_round(service, disk, added):
    told = lambda: {code: sum(one.told.get(code, 0) for one in added.adders)
                    for code in {code for one in added.adders for code in dict(one.told)}}
    before, begun = told(), time.monotonic()
    full = lambda: told().get("store_full", 0) > before.get("store_full", 0)
    while not full() and time.monotonic() < begun + PATIENCE:
        disk.fill()
        time.sleep(0.02)
    noticed = time.monotonic() - begun
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        disk.fill()
        time.sleep(0.02)
    answer = service.read("/ready")
    ready = answer.split(b" ", 2)[1].decode() if answer else "none"
    if b'"code"' in answer:
        ready += " " + json.loads(answer.partition(b"\r\n\r\n")[2]).get("code", "")
    live, after = service.ask("/live"), told()
    codes = {code: count - before.get(code, 0) for code, count in after.items() if count > before.get(code, 0)}
    count, begun = added.count(), time.monotonic()
    disk.relieve()
    taken = again = None
    while (taken is None or again is None) and time.monotonic() < begun + PATIENCE:
        if taken is None and added.count() > count:
            taken = time.monotonic() - begun
        if again is None and service.ask("/ready") == 200:
            again = time.monotonic() - begun
        time.sleep(0.02)
    return noticed, codes, ready, live, PATIENCE if taken is None else taken, PATIENCE if again is None else again


main()
