#!/usr/bin/env python3
"""Two replicas and a worker over PostgreSQL, replaced one after the other under load, as an upgrade does.

    python3 tests/drills/rolling.py PLACEWELL [ROUNDS]

Every round ends each of the three with SIGTERM and starts it again. Clients keep their connections, ask `/ready` before
they open one, and send a request once, as a proxy does. A request that fails, or is answered with 400 or more, fails the drill.
"""

import collections
import sys
import time

from client import Kept, Load, sign_in
from machine import machine

CLIENTS = 8
PATHS = ["/api/v1/learners", "/api/v1/offers?limit=5", "/api/v1/placements", "/live", "/api/v1/session"]


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with machine(sys.argv[1], "postgres") as made:
        settings = {"server.drain_seconds": 3, "jobs.in_serve": "false"}
        replicas = [made.replica(**settings).start() for _ in range(2)]
        worker = made.replica("worker").start()
        for replica in replicas:
            replica.until_ready()
        headers = sign_in(Kept(replicas))
        ends = []
        with Load(replicas, PATHS, CLIENTS, headers) as load:
            for _ in range(rounds):
                for replica in replicas:
                    replica.terminate()
                    begun = time.monotonic()
                    ends.append(replica.ended())
                    took = time.monotonic() - begun
                    replica.start().until_ready()
                worker.terminate()
                ends.append(worker.ended())
                worker.start()
        print(f"{rounds} rounds, {len(ends)} ends, {sum(end != 0 for end in ends)} not clean, the last took {took:.1f} s")
        print(f"{load.answered} requests answered, {len(load.failed)} failed, the slowest took {load.slowest:.2f} s")
        for failed, times in collections.Counter(load.failed).most_common(20):
            print(f"  {times} x {failed}")
        sys.exit(1 if load.failed or any(ends) or load.answered < 100 * rounds else 0)


main()
