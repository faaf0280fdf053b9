#!/usr/bin/env python3
"""Kills the service and the worker again and again while packs are sent, and counts what arrived.

    python3 tests/drills/kill.py PLACEWELL sqlite|postgres [KILLS] [SEED]

Sendings are asked for without end; an answer that does not come is asked for again under the same Idempotency-Key. The
mail server puts off, drops the line before and after it has taken a letter, and says nothing. At a random instant the
service, the worker or both are killed (SIGKILL) and started again. At the end everybody behaves, and every sending that
was acknowledged must have arrived: none lost, none that nobody asked for. A letter that arrived more than once is
counted; it may only be one whose taking the service could not hear of, and carries one Message-ID.
"""

import random
import sys
import time

from machine import machine
from sendings import BRISK, Sendings
from smtp import Inbox


def main():
    engine, kills = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with machine(sys.argv[1], engine) as made:
        inbox = Inbox(random.Random(chance.random()))
        made.settings |= {**BRISK, "mail.port": inbox.port}
        service = made.replica(**{"jobs.in_serve": "false"}).start().until_ready()
        worker = made.replica("worker").start()
        killed = 0
        with Sendings([service], inbox) as sendings:
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
        print(f"{killed} kills")
        sys.exit(0 if sendings.settle().judge() else 1)


main()
