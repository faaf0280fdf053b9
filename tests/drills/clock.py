#!/usr/bin/env python3
"""Two replicas whose clocks are 15 seconds apart, then one whose clock jumps by an hour, forth and back.

    python3 tests/drills/clock.py PLACEWELL [ROUNDS]

The clocks are libfaketime's (Debian: faketime); waits by the monotonic clock are left alone. Apart: each replica must take
the other's tokens, fresh and renewed, at once, and rank an offer that was changed at the other within two seconds.
Jumping: after every jump learners must be added and a letter sent within 15 seconds, and an account that failed to
sign in may be told to wait for a quarter of an hour at most. Nothing that was acknowledged may be lost.
"""

import email.utils
import glob
import json
import random
import sys
import time

from client import Kept, sign_in
from learners import Added
from machine import machine
from sendings import BRISK, Sendings
from smtp import Inbox

LIBRARY = sorted(glob.glob("/usr/lib/*/faketime/libfaketime.so.1"))[-1:]
APART, JUMP, SEEN, AGAIN, LONGEST = 15, 3600, 2.0, 15.0, 900


class Clock:
    """What one process takes for the time: a file with how far it is off."""

    def __init__(self, file):
        self.file = file
        self.set(0)

    def set(self, seconds):
        self.file.write_text(f"{seconds:+d}\n")

    def given_to(self, replica):
        replica.environment = {
            "LD_PRELOAD": LIBRARY[0], "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
        }
        return replica


def off_by(replica):
    """How far a replica's clock is off, by the date of its answers."""
    head = replica.read("/live").partition(b"\r\n\r\n")[0].decode()
    line = next(line for line in head.split("\r\n") if line.lower().startswith("date:"))
    return email.utils.parsedate_to_datetime(line[5:].strip()).timestamp() - time.time()


def session(kept, path, body):
    status, _, read = kept.call("POST", f"/api/v1/session{path}", body)
    return status, json.loads(read)


def offer_of(kept, headers):
    """An offer that the hub may change, with its version."""
    _, _, read = kept.call("GET", "/api/v1/offers?limit=1", headers=headers)
    one = json.loads(read)["items"][0]["id"]
    _, head, read = kept.call("GET", f"/api/v1/offers/{one}", headers=headers)
    found = json.loads(read)
    return one, head["ETag"], {"offer": found["offer"], "state": found["state"]}


def apart(made, rounds):
    """Whether replicas whose clocks differ agree."""
    replicas = []
    for nth, off in enumerate([0, APART]):
        clock = Clock(made.folder / f"clock{nth}")
        clock.set(off)
        replicas.append(clock.given_to(made.replica(**{"jobs.in_serve": "false"})).start().until_ready())
    distance = off_by(replicas[1]) - off_by(replicas[0])
    refused, slow, took = [], [], []
    ends = [Kept([replica]) for replica in replicas]
    for nth in range(rounds):
        here, there = ends[nth % 2], ends[1 - nth % 2]
        _, granted = session(here, "", {"email": "careers@demo.example", "password": "only-for-the-demo"})
        for step in ("fresh", "renewed"):
            bearer = ("Authorization", f"Bearer {granted['access_token']}")
            status, _, _ = there.call("GET", "/api/v1/session", headers=[bearer])
            if status != 200:
                refused.append(f"{step} token: {status}")
            status, granted = session(there, "/refresh", {"refresh_token": granted["refresh_token"]})
            if status not in (200, 201):
                refused.append(f"renewing: {status} {granted}")
                break
            here, there = there, here
        careers, hub = sign_in(ends[0]), sign_in(here, "hub@demo.example")
        one, version, offer = offer_of(here, hub)
        title = f"Drill {nth}"
        offer["offer"]["title"] = title
        status, _, read = here.call("PUT", f"/api/v1/offers/{one}", offer, [*hub, ("If-Match", version)])
        if status != 200:
            raise SystemExit(f"changing an offer answered {status}: {read[:300]}")
        learner = json.loads(ends[0].call("GET", "/api/v1/learners?limit=1", headers=careers)[2])["items"][0]["id"]
        begun = time.monotonic()
        while time.monotonic() < begun + 30:
            status, _, read = there.call("GET", f"/api/v1/learners/{learner}/matches/{one}", headers=careers)
            if status == 200 and title.encode() in read:
                break
            time.sleep(0.02)
        took.append(time.monotonic() - begun)
        if took[-1] > SEEN:
            slow.append(took[-1])
    for replica in replicas:
        replica.kill()
    print(f"two replicas {distance:.0f} s apart, {rounds} rounds: {len(refused)} tokens refused; a change is seen after "
          f"{sorted(took)[len(took) // 2]:.2f} s (median), {max(took):.2f} s at most")
    for one in refused[:10]:
        print(" ", one)
    return not refused and not slow and abs(distance - APART) < 3


def waits(service, nth):
    """How long somebody is told to wait who has guessed wrong six times."""
    kept, longest = Kept([service]), 0
    for _ in range(6):
        guess = {"email": f"nobody{nth}@demo.example", "password": "a wrong guess at it"}
        status, head, _ = kept.call("POST", "/api/v1/session", guess)
        longest = max(longest, int(head.get("Retry-After", 0))) if status == 429 else longest
    return longest


def jumping(made, rounds):
    """Whether a service lives with a clock that jumps."""
    inbox = Inbox(random.Random(1))
    inbox.bad = False
    made.settings |= {**BRISK, "mail.port": inbox.port}
    clock = Clock(made.folder / "clock")
    service = clock.given_to(made.replica()).start().until_ready()
    sendings, added = Sendings([service], inbox), Added([service])
    well = True
    with sendings, added:
        for nth in range(rounds):
            off = JUMP if nth % 2 == 0 else 0
            time.sleep(2)
            longest = waits(service, nth // 2)
            clock.set(off)
            begun, count, letters = time.monotonic(), added.count(), sum(inbox.taken.values())
            took = sent = None
            while (took is None or sent is None) and time.monotonic() < begun + 120:
                if took is None and added.count() > count + 4:
                    took = time.monotonic() - begun
                if sent is None and sum(inbox.taken.values()) > letters + 1:
                    sent = time.monotonic() - begun
                time.sleep(0.02)
            longest = max(longest, waits(service, nth // 2))
            ready = service.ask("/ready")
            took, sent = 120.0 if took is None else took, 120.0 if sent is None else sent
            print(f"  jump to {off:+5d} s (now {off_by(service):+.0f} s): learners added after {took:.1f} s, letters sent after "
                  f"{sent:.1f} s, longest wait told {longest} s, /ready {ready}")
            well &= took <= AGAIN and sent <= AGAIN and longest <= LONGEST and ready == 200
    return all([well, sendings.settle().judge(), added.judge()])


def main():
    if not LIBRARY:
        raise SystemExit("libfaketime is not installed (Debian: faketime)")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with machine(sys.argv[1], "postgres") as made:
        well = [apart(made, rounds), jumping(made, min(rounds, 6))]
        sys.exit(0 if all(well) else 1)


main()
