#!/usr/bin/env python3
"""Lets 64 people look at matches at once after one offer has changed.

    python3 tests/drills/lookers.py PLACEWELL sqlite|postgres [OFFERS] [ROUNDS] [LOOKERS]

Each looker asks for the matches of a learner of their own, best 10 of OFFERS, on a connection of their own. What an answer
takes is from the first byte of the question to the last of the answer. Measured, in rounds by turns:

- one: one looker alone, straight after a change, and again without one;
- crowd: all lookers at the same instant, straight after a change, and again without one;
- paced: an offer changes every second; one looker asks for one learner after the other, then all of them do at chance
  times, together as often as the one did.

A ranking takes a core while it lasts, so in a crowd the last is answered when the cores have done all of them: the drill
prints beside each crowd what its rankings take one after the other, shared by the cores. It fails when a crowd after a change takes more
than twice what the crowd without one takes (then each would read the change anew), when the 99th percentile of the paced crowd is more
than twice that of the one looker, or when anything is answered wrongly.
"""

import itertools
import json
import os
import random
import statistics
import sys
import threading
import time

from client import Kept, sign_in
from machine import machine
from offers import Changer, add_offers
from soak import fill

MOST = 2.0
CAREERS = "careers@demo.example"


def at(times, share):
    """A percentile, in milliseconds."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000


class Looker:
    def __init__(self, service, headers, learner):
        self.kept, self.headers, self.path = Kept([service]), headers, f"/api/v1/learners/{learner}/matches?limit=10"
        self.faults = []
        self.kept.call("GET", "/live")

    def look(self):
        self.kept.awake()
        begun = time.monotonic()
        status, _, read = self.kept.call("GET", self.path, headers=self.headers)
        took = time.monotonic() - begun
        if status == 401:
            self.headers = sign_in(self.kept, CAREERS)
            return self.look()
        if status != 200:
            self.faults.append(f"{status} {read[:120]!r}")
        return took


def crowd(lookers):
    """What each takes when all ask at the same instant."""
    gate, times, lock = threading.Barrier(len(lookers)), [], threading.Lock()

    def one(looker):
        gate.wait()
        took = looker.look()
        with lock:
            times.append(took)

    threads = [threading.Thread(target=one, args=(looker,)) for looker in lookers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def paced(lookers, seconds, rate, changer):
    """What a look takes while an offer changes every second: by all at so many a second, or by one after the other."""
    stopped, times, lock = threading.Event(), [], threading.Lock()

    def change():
        while not stopped.wait(1.0):
            changer.change()

    def ask(some, chance):
        for looker in itertools.cycle(some):
            if stopped.is_set() or rate and stopped.wait(chance.expovariate(rate / len(lookers))):
                return
            took = looker.look()
            with lock:
                times.append(took)

    # Some learners are looked at in a tenth of the time of others: both sides look at all of them.
    by = [[looker] for looker in lookers] if rate else [lookers]
    threads = [threading.Thread(target=change)]
    threads += [threading.Thread(target=ask, args=(some, random.Random(nth))) for nth, some in enumerate(by)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stopped.set()
    for thread in threads:
        thread.join()
    return times


def learners_of(service, headers, count):
    kept, found, cursor = Kept([service]), [], ""
    while len(found) < count:
        _, _, read = kept.call("GET", f"/api/v1/learners?limit=50{cursor}", headers=headers)
        page = json.loads(read)
        found += [one["id"] for one in page["items"]]
        if not page.get("next"):
            break
        cursor = f"&cursor={page['next']}"
    return found[:count]


def line(what, times):
    print(f"{what:<44} {at(times, 0.5):8.1f} ms (median) {at(times, 0.99):8.1f} ms (p99) of {len(times)}")


def main():
    engine = sys.argv[2]
    offers = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 20
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 64
    with machine(sys.argv[1], engine) as made:
        made.settings |= {"jobs.in_serve": "false", "auth.token_minutes": 60}
        service = made.replica().start().until_ready()
        fill(service, max(count - 16, 0))
        add_offers(service, offers, "lookers")
        headers = sign_in(Kept([service]), CAREERS)
        lookers = [Looker(service, headers, one) for one in learners_of(service, headers, count)]
        changer = Changer(service)
        for looker in lookers:
            looker.look()
        alone, still, burst, calm = [], [], [], []
        for nth in range(rounds):
            for looker in lookers[nth % 4 :: 8]:
                changer.change()
                alone.append(looker.look())
                still.append(looker.look())
            changer.change()
            burst.append(crowd(lookers))
            calm.append(crowd(lookers))
        cores = os.cpu_count()
        print(f"{engine}, {offers} offers more than the demo's, {len(lookers)} lookers, {rounds} rounds, {cores} cores")
        line("one looker after a change", alone)
        line("one looker, nothing changed", still)
        line("all at once after a change", [took for times in burst for took in times])
        line("all at once, nothing changed", [took for times in calm for took in times])
        share = statistics.mean(still) * len(lookers) / cores
        print(f"  their rankings one after the other, shared by the cores: {share * 1000:.1f} ms; the last was answered "
              f"after {statistics.median(map(max, burst)) * 1000:.1f} ms (median of the rounds)")
        one = paced(lookers, 20, None, changer)
        rate = len(one) / 20
        many = paced(lookers, 20, rate, changer)
        line(f"one looker, learner by learner ({rate:.0f} a second)", one)
        line(f"all, at chance times ({len(many) / 20:.0f} a second)", many)
        faults = [fault for looker in lookers for fault in looker.faults]
        rebuilt = at([max(times) for times in burst], 0.5) / at([max(times) for times in calm], 0.5)
        ratio = at(many, 0.99) / at(one, 0.99)
        print(f"a change costs the crowd {rebuilt:.2f} times what it takes without; p99 of the paced crowd is {ratio:.2f} "
              f"times that of one looker; {len(faults)} answered wrongly")
        for fault in faults[:5]:
            print(" ", fault)
        sys.exit(1 if faults or rebuilt > MOST or ratio > MOST else 0)


if __name__ == "__main__":
    main()
