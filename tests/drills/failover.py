#!/usr/bin/env python3
"""Kills the leading PostgreSQL of three, again and again, while packs are sent and pages read.

    python3 tests/drills/failover.py PLACEWELL [KILLS] [SEED]

Three servers under Patroni and etcd, two replicas of the service and a worker, which are never restarted and know the
servers by one address (`target_session_attrs=read-write`). Two kills in three end PostgreSQL alone; the third ends its
Patroni with it, and is noticed when the lease of 20 seconds has run out. Every kill waits until three servers run again.
Readers may be told 503 and nothing else that is no good answer. Learners are added and packs sent without end: every
learner that was acknowledged must be there, once, and every sending must have arrived. The pause is the longest time
between two acknowledgements to one of those who add learners.
"""

import random
import sys
import time

from client import Kept, Load, sign_in
from cluster import Cluster
from learners import Added
from machine import machine
from sendings import BRISK, Sendings
from smtp import Inbox


def main():
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with machine(sys.argv[1], "postgres", Cluster) as made:
        inbox = Inbox(random.Random(chance.random()))
        inbox.bad = False
        made.settings |= {**BRISK, "mail.port": inbox.port}
        replicas = [made.replica(**{"jobs.in_serve": "false"}).start() for _ in range(2)]
        made.replica("worker").start()
        for replica in replicas:
            replica.until_ready()
        headers, spans, moved = sign_in(Kept(replicas)), {"server": [], "machine": []}, 0
        paths = ["/api/v1/learners", "/api/v1/placements", "/live"]
        sendings, added = Sendings(replicas, inbox), Added(replicas)
        with sendings, added, Load(replicas, paths, 2, headers) as load:
            for nth in range(kills):
                leader = made.postgres.until_whole(180)
                time.sleep(chance.uniform(0.5, 2.0))
                begun = time.monotonic()
                whole = nth % 3 == 2
                if whole:
                    leader.kill()
                else:
                    leader.kill_server()
                time.sleep(1)
                before = added.count()
                while added.count() < before + 10 and time.monotonic() < begun + 120:
                    time.sleep(0.05)
                spans["machine" if whole else "server"].append((begun, time.monotonic()))
                if whole:
                    leader.start()
                moved += made.postgres.until_whole(180) is not leader
        told = [failed for failed in load.failed if ": 503 " in failed]
        wrong = [failed for failed in load.failed if ": 503 " not in failed]
        print(f"{kills} kills of the leader, {moved} of them moved to another server")
        for what, those in spans.items():
            pauses = sorted(added.pause(*span) for span in those)
            if pauses:
                print(f"  {what} killed {len(pauses)} times: pause {pauses[len(pauses) // 2]:.1f} s (median), "
                      f"{pauses[-1]:.1f} s at most")
        print(f"{load.answered} requests answered, {len(told)} told 503, {len(wrong)} answered wrongly or not at all")
        for failed in wrong[:10]:
            print(" ", failed)
        well = [sendings.settle().judge(), added.judge()]
        ended = [replica for replica in made.replicas if replica.process.poll() is not None]
        sys.exit(0 if all(well) and not wrong and not ended and moved else 1)


main()
