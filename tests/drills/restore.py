#!/usr/bin/env python3
"""Backs up a database at work, restores it in a fresh place, compares row by row, and tears copies.

    python3 tests/drills/restore.py PLACEWELL sqlite|postgres [TORN] [SEED]

A first copy is taken while learners are added: whatever was acknowledged before it began must be in it. A second copy is
taken when all is quiet: every row of every table must be the same in the fresh place. Then copies are torn: cut off at
random places, and with a page of zeros in random places. Each must be refused with 1 or 2 and leave the fresh place as
empty as it was.
"""

import hashlib
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

from client import Kept, sign_in
from learners import Added
from machine import machine

PAGE = 4096


class Sqlite:
    def __init__(self, made):
        self.made, self.nth = made, 0

    def fresh(self):
        """The address of a place where nothing is."""
        self.nth += 1
        return f"sqlite:{self.made.folder}/fresh{self.nth}.db"

    def is_empty(self, url):
        path = pathlib.Path(url.removeprefix("sqlite:"))
        return not [one for one in path.parent.iterdir() if one.name.startswith(path.name)]

    def rows(self, url):
        store = sqlite3.connect(url.removeprefix("sqlite:"))
        store.text_factory = bytes
        names = [name.decode() for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(map(repr, store.execute(f'SELECT * FROM "{name}"'))) for name in names}


class Server:
    def __init__(self, made):
        self.made, self.nth = made, 0

    def sql(self, url, sql):
        words = ["psql", "-X", "-A", "-t", "-d", url, "-c", sql]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()

    def fresh(self):
        self.nth += 1
        self.sql(self.made.postgres.url, f"CREATE DATABASE fresh{self.nth}")
        return self.made.postgres.database(f"fresh{self.nth}")

    def names(self, url):
        return self.sql(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")

    def is_empty(self, url):
        return not self.names(url)

    def rows(self, url):
        return {name: sorted(self.sql(url, f'COPY "{name}" TO STDOUT')) for name in self.names(url)}


def compare(old, new):
    """Prints each table's rows and a digest; whether both are alike."""
    same = old == new
    counts = {name: len(rows) for name, rows in old.items()}
    digest = hashlib.sha256(repr(sorted(old.items())).encode()).hexdigest()[:16]
    print(f"{len(old)} tables with {sum(counts.values())} rows, {'all the same' if same else 'NOT the same'} ({digest})")
    for name in sorted(set(old) | set(new)):
        if old.get(name) != new.get(name):
            print(f"  {name}: {counts.get(name)} rows, restored {len(new.get(name, []))}")
    return same


def torn(copy, cuts, chance):
    """Copies that are cut off, and copies with zeros where a page was never written."""
    whole = copy.read_bytes()
    for nth in range(cuts):
        if nth % 2 == 0:
            at = chance.randrange(len(whole))
            yield f"cut at {at} of {len(whole)}", whole[:at]
        else:
            at = chance.randrange(len(whole) // PAGE) * PAGE
            if any(whole[at : at + PAGE]):
                yield f"zeros from {at}", whole[:at] + bytes(len(whole[at : at + PAGE])) + whole[at + PAGE :]


def main():
    engine, cuts = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 40
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with machine(sys.argv[1], engine) as made:
        store = Sqlite(made) if engine == "sqlite" else Server(made)
        service = made.replica(**{"jobs.in_serve": "false"}).start().until_ready()
        busy, quiet, failed = made.folder / "busy", made.folder / "quiet", False
        with Added([service]) as added:
            time.sleep(3)
            before = [one for adder in added.adders for one in list(adder.added)]
            begun = time.monotonic()
            told = made.command("backup", busy)
            took = time.monotonic() - begun
            time.sleep(1)
        failed |= told.returncode != 0 or not added.judge()
        service.terminate()
        service.ended()
        place = store.fresh()
        told = made.command("restore", busy, **{"database.url": place})
        failed |= told.returncode != 0
        second = made.replica(**{"database.url": place, "jobs.in_serve": "false"}).start().until_ready()
        kept = Kept([second])
        headers = sign_in(kept)
        missing = [one for one in before if kept.call("GET", f"/api/v1/learners/{one}", headers=headers)[0] != 200]
        print(f"a copy at work took {took:.1f} s; of {len(before)} learners acknowledged before it, {len(missing)} missing")
        second.terminate()
        second.ended()
        failed |= bool(missing) or made.command("backup", quiet).returncode != 0
        place = store.fresh()
        begun = time.monotonic()
        told = made.command("restore", quiet, **{"database.url": place})
        print(f"restored in {time.monotonic() - begun:.1f} s: {told.stdout.strip() or told.stderr.strip()}")
        failed |= told.returncode != 0 or not compare(store.rows(made.settings["database.url"]), store.rows(place))
        place, taken, left, tried = store.fresh(), [], [], 0
        for what, content in torn(quiet, cuts, chance):
            tried += 1
            (made.folder / "torn").write_bytes(content)
            if made.command("restore", made.folder / "torn", **{"database.url": place}).returncode == 0:
                taken.append(what)
                place = store.fresh()
            elif not store.is_empty(place):
                left.append(what)
                place = store.fresh()
        print(f"{tried} torn copies: {len(taken)} taken for whole, {len(left)} refused and something left behind")
        for what in [*taken[:10], *left[:10]]:
            print(" ", what)
        sys.exit(1 if failed or taken or left else 0)


main()
