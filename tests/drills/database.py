#!/usr/bin/env python3
"""Restarts PostgreSQL under a service at work, and measures how soon the service is itself again.

    python3 tests/drills/database.py PLACEWELL [ROUNDS]

Every round stops the server at once (a crash, which it recovers from when it starts), starts it, and waits for `/ready` and
for an answer that needs the store. Meanwhile clients ask without end: they may be told 503, and nothing else that is not a
good answer. The service itself is never restarted; it must recover within 5 seconds of the database's start.
"""

import sys
import time

from client import Kept, Load, sign_in
from machine import machine

MOST = 5.0


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with machine(sys.argv[1], "postgres") as made:
        service = made.replica().start().until_ready()
        headers = sign_in(Kept([service]))
        took = []
        with Load([service], ["/api/v1/learners", "/api/v1/placements", "/live"], 4, headers) as load:
            for _ in range(rounds):
                made.postgres.stop("immediate")
                made.postgres.start()
                begun = time.monotonic()
                service.until_ready()
                took.append(time.monotonic() - begun)
                time.sleep(0.2)
        told = [failed for failed in load.failed if ": 503 " in failed]
        wrong = [failed for failed in load.failed if ": 503 " not in failed]
        took.sort()
        print(f"{rounds} restarts: ready again after {took[len(took) // 2]:.2f} s (median), {took[-1]:.2f} s at most")
        print(f"{load.answered} requests answered, {len(told)} told 503, {len(wrong)} answered wrongly or not at all")
        for failed in wrong[:20]:
            print(" ", failed)
        sys.exit(1 if wrong or took[-1] > MOST or service.process.poll() is not None else 0)


main()
