#!/usr/bin/env python3
"""Kills the service and the worker again and again while packs are sent, and counts what arrived.

    python3 tests/drills/kill.py PLACEWELL sqlite|postgres [KILLS] [SEED]

Sendings are asked for without end; an answer that does not come is asked for again under the same Idempotency-Key. The
mail server puts off, drops the line before and after it has taken a letter, and says nothing. At a random instant the
service, the worker or both are killed (SIGKILL) and started again. At the end everybody behaves, and every sending that
was acknowledged must have arrived: none lost, none that nobody asked for. A letter that arrived more than once is
counted; it may only be one whose taking the service could not hear of, and carries one Message-ID.
"""

import json
import random
import sys
import threading
import time

from client import Kept, sign_in
from machine import machine
from smtp import Inbox

SETTLED = {"sent", "failed", "filed"}

# How long the last sendings may take once everybody behaves, in seconds: leases run out and waits end meanwhile.
PATIENCE = 600


class Sender(threading.Thread):
    """Asks for one sending after the other, and remembers which were acknowledged."""

    def __init__(self, service, kept, headers, first, nth):
        super().__init__()
        self.service, self.kept, self.headers, self.first, self.nth = service, kept, headers, first, nth
        self.acknowledged, self.unheard, self.stopped, self.faults = [], 0, threading.Event(), []

    def run(self):
        count = 0
        while not self.stopped.is_set():
            count += 1
            headers = [*self.headers, ("Idempotency-Key", f"drill-{self.nth}-{count}")]
            while True:
                try:
                    status, _, read = self.kept.call("POST", f"/api/v1/deliveries/{self.first}/resend", headers=headers)
                except Exception:
                    self.unheard += 1
                    continue
                if status < 300:
                    self.acknowledged.append(json.loads(read)["id"])
                elif status in (409, 503):
                    time.sleep(0.05)
                    continue
                elif status == 401:
                    self.headers = sign_in(self.kept)
                    headers = [*self.headers, headers[-1]]
                    continue
                else:
                    self.faults.append(f"{status} {read[:200]!r}")
                break
            time.sleep(0.05)


def get(kept, headers, path):
    status, _, read = kept.call("GET", f"/api/v1{path}", headers=headers)
    if status != 200:
        raise SystemExit(f"{path} answered {status}: {read[:200]}")
    found = json.loads(read)
    return found if isinstance(found, list) or "items" not in found else found["items"]


def main():
    engine, kills = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with machine(sys.argv[1], engine) as made:
        inbox = Inbox(random.Random(chance.random()))
        made.settings |= {
            "mail.host": "127.0.0.1", "mail.port": inbox.port, "mail.tls": "none", "mail.timeout_seconds": 3,
            "mail.from_address": "placements@demo.example", "jobs.lease_seconds": 33, "jobs.backoff_seconds": 1,
            "jobs.backoff_limit_seconds": 5, "jobs.poll_seconds": 1, "jobs.attempts": 50, "server.drain_seconds": 0,
        }
        service = made.replica(**{"jobs.in_serve": "false"}).start().until_ready()
        worker = made.replica("worker").start()
        kept = Kept([service])
        headers = sign_in(kept)
        placement = get(kept, headers, "/placements")[0]["id"]
        briefing = get(kept, headers, f"/placements/{placement}/briefings")[-1]["id"]
        first = get(kept, headers, f"/briefings/{briefing}/deliveries")[0]["id"]
        senders = [Sender(service, Kept([service]), headers, first, nth) for nth in range(2)]
        for sender in senders:
            sender.start()
        killed = 0
        while killed < kills:
            time.sleep(chance.uniform(0.2, 2.0))
            victims = chance.choice([[service], [worker], [service, worker]])
            for victim in victims:
                victim.kill()
            killed += len(victims)
            for victim in victims:
                victim.start()
            if service in victims:
                service.until_ready()
        for sender in senders:
            sender.stopped.set()
        for sender in senders:
            sender.join()
        inbox.bad = False
        acknowledged = [one for sender in senders for one in sender.acknowledged]
        kept = Kept([service])
        headers = sign_in(kept)
        states, end = {}, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            known = get(kept, headers, f"/briefings/{briefing}/deliveries")
            states = {one["id"]: one for one in known}
            if all(one["state"] in SETTLED for one in states.values()):
                break
            time.sleep(1)
        sys.exit(judge(killed, acknowledged, states, inbox, senders))


def judge(killed, acknowledged, states, inbox, senders):
    letters = {one["message_id"].strip("<>"): one["id"] for one in states.values()}
    taken = {one.strip("<>"): count for one, count in inbox.taken.items()}
    arrived = {letters[one] for one in taken if one in letters}
    phantoms = [one for one in taken if one not in letters]
    missing = [one for one in acknowledged if one not in arrived]
    lost = [one for one in missing if states.get(one, {}).get("state") != "failed"]
    open_ones = [one for one in states.values() if one["state"] not in SETTLED]
    twice = sum(count > 1 for count in taken.values())
    unexplained = [one for one, count in taken.items()
                   if one in letters and count - 1 > states[letters[one]]["copies_possible"]]
    faults = [fault for sender in senders for fault in sender.faults]
    print(f"{killed} kills; the mail server: {dict(inbox.misbehaved)}")
    print(f"{len(acknowledged)} sendings acknowledged, {sum(sender.unheard for sender in senders)} answers not heard")
    print(f"{len(arrived)} letters arrived, {twice} of them more than once, {len(unexplained)} of these unexplained")
    print(f"{len(missing) - len(lost)} given up and said so, {len(lost)} lost, {len(phantoms)} that nobody asked for, "
          f"{len(open_ones)} not settled, {len(faults)} faults")
    for one in [*lost[:5], *phantoms[:5], *unexplained[:5], *faults[:5], *(one["id"] for one in open_ones[:5])]:
        print(" ", one, states.get(one))
    return 1 if lost or phantoms or unexplained or open_ones or faults or not acknowledged else 0


main()
