#!/usr/bin/env python3
"""Keeps a service busy for a while and watches its memory.

    python3 tests/drills/soak.py PLACEWELL sqlite|postgres [MINUTES] [LEARNERS] [RANKINGS] [PACKS]

Every second an offer changes; meanwhile one learner after the other is ranked (of LEARNERS that are added first), at most
RANKINGS a second, lists are read, and at most PACKS a minute are sent. Memory (what the process holds in RAM) is read every
two seconds. The drill fails when a line through the last quarter rises by more than three times what the readings scatter
about it and by more than 2 % of what is held, when anything is answered wrongly (503 is wrong), or when a sending is lost.
"""

import json
import os
import pathlib
import random
import statistics
import sys
import threading
import time

from client import Kept, sign_in
from learners import pattern
from machine import machine
from sendings import BRISK, Sendings
from smtp import Inbox

READINGS = 2.0


def megabytes(process):
    """What a process holds in RAM now."""
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def cores(process):
    """Seconds of a core that a process has used."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fill(service, learners):
    """Adds learners like one of the demo's."""
    kept, like = Kept([service]), pattern([service])
    headers = sign_in(kept)
    for begin in range(0, learners, 100):
        items = [{"learner": {**like, "codes": {"external_id": f"soak-{nth}"}}}
                 for nth in range(begin, min(begin + 100, learners))]
        key = ("Idempotency-Key", f"soak-{begin}")
        status, _, read = kept.call("POST", "/api/v1/learners/batch", {"items": items}, [*headers, key])
        if status >= 300:
            raise SystemExit(f"adding learners answered {status}: {read[:300]}")


class Busy(threading.Thread):
    """Does one thing again and again, and remembers what was answered wrongly."""

    def __init__(self, service, email, rest):
        super().__init__()
        self.kept, self.email, self.rest = Kept([service]), email, rest
        self.headers, self.stopped = sign_in(self.kept, email), threading.Event()
        self.done, self.faults, self.times = 0, [], []

    def call(self, method, path, body=None, headers=()):
        begun = time.monotonic()
        answer = self.kept.call(method, path, body, [*self.headers, *headers])
        if answer[0] == 401:
            self.headers = sign_in(self.kept, self.email)
            answer = self.kept.call(method, path, body, [*self.headers, *headers])
        self.times.append(time.monotonic() - begun)
        self.done += 1
        if answer[0] >= 400:
            self.faults.append(f"{method} {path}: {answer[0]} {answer[2][:120]!r}")
        return answer

    def run(self):
        due = time.monotonic()
        while not self.stopped.wait(max(due - time.monotonic(), 0.0)):
            # What it took is part of the rest; what is late is not made up for.
            due = max(due, time.monotonic() - self.rest) + self.rest
            try:
                self.once()
            except Exception as error:
                self.faults.append(repr(error))


class Changer(Busy):
    """An offer changes: its title, and with it what the index holds."""

    def once(self):
        offers = json.loads(self.call("GET", "/api/v1/offers?limit=50")[2])["items"]
        one = offers[self.done % len(offers)]["id"]
        _, head, read = self.call("GET", f"/api/v1/offers/{one}")
        found = json.loads(read)
        offer = found["offer"] | {"title": f"{found['offer']['title'].split(' (')[0]} ({self.done})"}
        version = ("If-Match", head["ETag"])
        self.call("PUT", f"/api/v1/offers/{one}", {"offer": offer, "state": found["state"]}, [version])


class Ranker(Busy):
    """One learner after the other is ranked."""

    learners, cursor = [], None

    def once(self):
        if not self.learners:
            path = "/api/v1/learners?limit=50" + (f"&cursor={self.cursor}" if self.cursor else "")
            page = json.loads(self.call("GET", path)[2])
            self.learners, self.cursor = [one["id"] for one in page["items"]], page.get("next")
        self.call("GET", f"/api/v1/learners/{self.learners.pop()}/matches?limit=10")


def rise(readings):
    """By how much a line through readings rises, and how far they scatter about it."""
    times, held = zip(*readings)
    slope, start = statistics.linear_regression(times, held)
    scatter = statistics.pstdev(one - (start + slope * at) for at, one in readings)
    return slope * (times[-1] - times[0]), slope * 3600, scatter


def main():
    engine, minutes = sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 60
    learners = int(sys.argv[4]) if len(sys.argv) > 4 else 800
    rankings = float(sys.argv[5]) if len(sys.argv) > 5 else 10
    packs = float(sys.argv[6]) if len(sys.argv) > 6 else 12
    with machine(sys.argv[1], engine) as made:
        inbox = Inbox(random.Random(1))
        inbox.bad = False
        made.settings |= {**BRISK, "mail.port": inbox.port}
        service = made.replica().start().until_ready()
        fill(service, learners)
        busy = [Changer(service, "hub@demo.example", 1.0), Ranker(service, "careers@demo.example", 1 / rankings)]
        sendings, readings = Sendings([service], inbox, 1, 60 / packs), []
        begun, used = time.monotonic(), cores(service.process)
        with sendings:
            for one in busy:
                one.start()
            while time.monotonic() < begun + minutes * 60:
                time.sleep(READINGS)
                readings.append((time.monotonic() - begun, megabytes(service.process)))
            for one in busy:
                one.stopped.set()
            for one in busy:
                one.join()
        took, used = time.monotonic() - begun, cores(service.process) - used
        print(f"{minutes:g} minutes, {learners} learners; each second {busy[0].done / 3 / took:.2f} changes of an offer and "
              f"{busy[1].done / took:.1f} rankings, each minute {len(sendings.acknowledged) * 60 / took:.1f} packs; "
              f"{used / took:.2f} of a core")
        quarter = len(readings) // 4
        for nth in range(4):
            part = readings[nth * quarter : (nth + 1) * quarter]
            rose, hourly, scatter = rise(part)
            print(f"quarter {nth + 1}: {statistics.mean(held for _, held in part):.1f} MB, rises {rose:+.2f} MB "
                  f"({hourly:+.1f} MB an hour), scatter {scatter:.2f} MB")
        held = statistics.mean(held for _, held in part)
        grows = rose > 3 * scatter and rose > held * 0.02
        for one, what in zip(busy, ("changes of offers", "rankings")):
            times = sorted(one.times)
            print(f"{one.done} requests for {what}: {times[len(times) // 2] * 1000:.0f} ms (median), "
                  f"{times[len(times) * 99 // 100] * 1000:.0f} ms (p99), {len(one.faults)} answered wrongly")
            for fault in one.faults[:5]:
                print(" ", fault)
        print(f"memory {'GROWS' if grows else 'is flat'} over {minutes:g} minutes")
        well = sendings.settle().judge()
        sys.exit(1 if grows or not well or any(one.faults for one in busy) else 0)


if __name__ == "__main__":
    main()
