#!/usr/bin/env python3
"""What one machine carries, measured, and what a country would need, calculated from that: the figures of docs/SCALING.md.

    python3 tests/drills/scaling.py PLACEWELL sqlite|postgres [OFFERS,OFFERS,...] [LEARNERS] [WALKS]

Offers are added in steps, up to each of OFFERS, and matches asked for at each; then LEARNERS are added; then WALKS placements
are walked from the proposal to the approved pack, and the packs sent by one worker. Everything runs on this
machine, the database and the asking programs too. The mail server takes every letter at once. Prints tables in Markdown.
"""

import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import threading
import time

from client import Kept, Load, sign_in
from learners import Adder, pattern
from lookers import CAREERS, Looker, at, learners_of
from machine import machine
from offers import Changer, add_offers
from sendings import BRISK
from smtp import Inbox
from soak import cores, fill, megabytes
from walk import Walker

# The year that the last table calculates for, as the project's aim states it.
COUNTRY = {"learners": 1_000_000, "offers": 500_000, "days of packs": 10, "hours a day": 8, "regions": 12}
SECONDS = 10

# How long no letter comes once all are sent, in seconds.
QUIET = 5.0


def size(made):
    """Bytes of the database."""
    if made.engine == "sqlite":
        with sqlite3.connect(made.settings["database.url"].removeprefix("sqlite:")) as store:
            pages, page = (store.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
        return pages * page
    words = ["psql", "-X", "-A", "-t", "-d", made.postgres.url, "-c", "SELECT pg_database_size(current_database())"]
    return int(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def of_server(made):
    """Seconds of a core that PostgreSQL has used; nothing where the service is its own database."""
    if not made.postgres:
        return 0.0
    first, tick, used = int((made.postgres.data / "postmaster.pid").read_text().split()[0]), os.sysconf("SC_CLK_TCK"), 0
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(folder.name) == first:
            # With those of its children that have ended.
            used += sum(map(int, fields[11:15]))
        elif int(fields[1]) == first:
            used += sum(map(int, fields[11:13]))
    return used / tick


def a_second(lookers, seconds=SECONDS):
    """How many answers a second so many lookers get that ask again and again, and what each takes."""
    end, times, lock = time.monotonic() + seconds, [], threading.Lock()

    def ask(looker):
        while time.monotonic() < end:
            took = looker.look()
            with lock:
                times.append(took)

    threads = [threading.Thread(target=ask, args=(looker,)) for looker in lookers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times) / seconds, times


def table(head, rows):
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(f"{one:,.1f}" if isinstance(one, float) else f"{one:,}" if isinstance(one, int) else one
                                for one in row) + " |", flush=True)


def by_offers(made, service, steps):
    """Memory, size and matches at each number of offers."""
    headers = sign_in(Kept([service]), CAREERS)
    learners = learners_of(service, headers, 16)
    changer, have, rows = Changer(service), 0, []
    for step in steps:
        before, begun = size(made), time.monotonic()
        add_offers(service, step - have, step)
        rate, grown = (step - have) / (time.monotonic() - begun), (size(made) - before) / (step - have)
        have = step
        # A process of its own, so that what it holds is what these offers need.
        service.kill()
        service.start().until_ready()
        bare = megabytes(service.process)
        lookers = [Looker(service, headers, one) for one in learners]
        first = lookers[0].look()
        held = megabytes(service.process) - bare
        for looker in lookers:
            looker.look()
        alone = [looker.look() for _ in range(4) for looker in lookers]
        changed = []
        for looker in lookers:
            changer.change()
            changed.append(looker.look())
        used, server = cores(service.process), of_server(made)
        rate_of, times = a_second(lookers[:4])
        used, server = cores(service.process) - used, of_server(made) - server
        rows.append([step, rate, grown / 1000, held, held * 1e6 / step / 1000, first * 1000, at(alone, 0.5), at(alone, 0.99),
                     at(changed, 0.5), rate_of, at(times, 0.99), used * 1000 / len(times), server * 1000 / len(times)])
    print(f"\n{made.engine}: offers; a process holds {bare:.0f} MB before anybody asks")
    table(["offers", "added a second", "kB each in the database", "MB held in memory", "kB each in memory",
           "first look, ms", "one look, ms (median)", "p99", "after a change, ms (median)", "looks a second, 4 at once", "p99", "ms of a core a look", "and of the server's"],
          rows)
    return rows[-1]


def by_learners(made, service, count):
    before, begun = size(made), time.monotonic()
    fill(service, count)
    rate, grown = count / (time.monotonic() - begun), (size(made) - before) / count
    headers = sign_in(Kept([service]), CAREERS)
    rows = []
    replicas = [service]
    for number in (1, 2) if made.engine == "postgres" else (1,):
        if number == 2:
            replicas.append(made.replica(**{"jobs.in_serve": "false"}).start().until_ready())
        for path in ("/api/v1/learners?limit=50", "/api/v1/offers?limit=50", "/api/v1/placements", "/api/v1/session"):
            with Load(replicas, [path], 4, headers) as load:
                time.sleep(SECONDS / 2)
            rows.append([path.removeprefix("/api/v1"), number, load.answered / (SECONDS / 2), load.slowest * 1000])
            if load.failed:
                raise SystemExit(load.failed[0])
    learner, adders = pattern([service]), []
    adders = [Adder([service], learner, f"scaling-{nth}", 0.0) for nth in range(8)]
    server = of_server(made)
    for adder in adders:
        adder.start()
    time.sleep(SECONDS)
    for adder in adders:
        adder.stopped.set()
    for adder in adders:
        adder.join()
    server, added = of_server(made) - server, sum(len(adder.added) for adder in adders)
    if faults := [fault for adder in adders for fault in adder.faults]:
        raise SystemExit(faults[0])
    print(f"\n{made.engine}: {count:,} learners, added {rate:.0f} a second in batches of 100, {grown / 1000:.1f} kB each in the "
          f"database; one by one {added / SECONDS:.0f} a second by 8 clients, {server * 1000 / added:.1f} ms of the server's core each; "
          "answers a second to four clients")
    table(["asked for", "replicas", "answers a second", "slowest, ms"], rows)
    return rate, grown


def by_placements(made, service, inbox, count):
    walker, before, begun = Walker(service), size(made), time.monotonic()
    used, server = cores(service.process), of_server(made)
    for nth in range(count):
        walker.walk(nth)
    took, used, server = time.monotonic() - begun, cores(service.process) - used, of_server(made) - server
    print(f"\n{made.engine}: {count} placements walked one after the other in {took:.1f} s, {took / count:.2f} s each, of which "
          f"the service {used / count:.2f} s of a core and the server {server / count:.3f} s")
    table(["what", "requests a placement", "ms (median)", "p99"],
          [[what, len(times) / count, at(times, 0.5), at(times, 0.99)] for what, times in walker.times.items()])
    worker, begun, last = made.replica("worker"), time.monotonic(), 0.0
    worker.start()
    # Packs and the letters about them: until none has come for a while.
    while last == 0.0 or time.monotonic() - begun - last < QUIET:
        seen = len(inbox.taken)
        time.sleep(0.05)
        if len(inbox.taken) > seen:
            last = time.monotonic() - begun
        if time.monotonic() - begun > 900:
            raise SystemExit("the worker sends nothing")
    sent = len(inbox.taken)
    rows = [[1, count, sent, last, sent / last * 3600, cores(worker.process) / sent]]
    worker.kill()
    grown = (size(made) - before) / count
    print(f"\n{made.engine}: packs sent; a placement with its learner, offer, pack and letter takes {grown / 1000:.0f} kB in the "
          "database")
    table(["workers", "packs", "letters, packs included", "seconds", "letters an hour", "seconds of a core a letter"], rows)
    return used / count, server / count, rows, grown


def country(engine, offers, learners, placements):
    """What the aim comes to, by the figures above alone."""
    walk, server, packs, bytes_each = placements
    per_offer, look = offers[4], offers[11]
    hour = packs[0][4]
    need = COUNTRY["learners"] / COUNTRY["days of packs"] / COUNTRY["hours a day"]
    cpu_pack = packs[0][5]
    seconds = COUNTRY["learners"] / (COUNTRY["days of packs"] * COUNTRY["hours a day"] * 3600)
    rows = [
        ["memory of one process with every offer", f"{COUNTRY['offers'] * per_offer / 1e6:,.1f} GB",
         f"{COUNTRY['offers']:,} x {per_offer:.1f} kB"],
        ["the same, a shard a region", f"{COUNTRY['offers'] / COUNTRY['regions'] * per_offer / 1e6:,.1f} GB",
         f"/ {COUNTRY['regions']} regions"],
        ["the database after a year", f"{COUNTRY['learners'] * bytes_each / 1e9:,.0f} GB",
         f"{COUNTRY['learners']:,} x {bytes_each / 1000:.0f} kB"],
        ["adding every learner in batches", f"{COUNTRY['learners'] / learners[0] / 3600:,.1f} hours",
         f"{COUNTRY['learners']:,} / {learners[0]:.0f} a second"],
        ["packs an hour to be sent", f"{need:,.0f}",
         f"{COUNTRY['learners']:,} in {COUNTRY['days of packs']} days of {COUNTRY['hours a day']} hours"],
        ["cores that send packs", f"{need * cpu_pack / 3600:,.1f}", f"{need:,.0f} x {cpu_pack:.2f} s / 3,600 s"],
        ["cores that walk placements in the same days", f"{seconds * walk:,.1f}", f"{seconds:.2f} a second x {walk:.2f} s"],
        ["cores of the database's server for these walks", f"{seconds * server:,.2f}", f"{seconds:.2f} a second x {server:.3f} s"],
        ["cores that rank, each learner looked at five times in those days", f"{seconds * 5 * look / 1000:,.2f}",
         f"{seconds * 5:.1f} a second x {look:.1f} ms at {offers[0]:,} offers"],
        ["letters an hour that one worker sent", f"{hour:,.0f}", "measured above"],
        ["workers that send packs", f"{need / hour:,.1f}", f"{need:,.0f} / {hour:,.0f}"],
    ]
    print(f"\n{engine}: a country's year, calculated: {COUNTRY['learners']:,} learners, {COUNTRY['offers']:,} offers, all packs in "
          f"{COUNTRY['days of packs']} working days")
    table(["what", "comes to", "from"], rows)


def main():
    engine = sys.argv[2]
    steps = [int(one) for one in (sys.argv[3] if len(sys.argv) > 3 else "1000,5000,20000").split(",")]
    learners = int(sys.argv[4]) if len(sys.argv) > 4 else 5000
    walks = int(sys.argv[5]) if len(sys.argv) > 5 else 60
    model = next((line.split(":")[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown")
    print(f"{os.cpu_count()} cores ({model}); {engine}")
    with machine(sys.argv[1], engine) as made:
        inbox = Inbox(random.Random(1))
        inbox.bad = False
        made.settings |= {**BRISK, "mail.port": inbox.port, "auth.token_minutes": 60}
        service = made.replica(**{"jobs.in_serve": "false"}).start().until_ready()
        offers = by_offers(made, service, steps)
        added = by_learners(made, service, learners)
        placements = by_placements(made, service, inbox, walks)
        country(engine, offers, added, placements)


main()
