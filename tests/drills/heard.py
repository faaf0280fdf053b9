#!/usr/bin/env python3
"""Measures how soon a tick and a "not arrived" are in the provider's work list and at a webhook's receiver.

    python3 tests/drills/heard.py PLACEWELL sqlite|postgres [ROUNDS]

The employer ticks the first day by a link, "arrived" and "not arrived" in turn. The time runs from the moment at which the
form is sent; the list is asked for every few milliseconds. Each must be there within a second.
"""

import http.server
import json
import random
import sys
import threading
import time

from client import Kept, sign_in
from machine import free_port, machine
from sendings import BRISK, get
from visits import Clock, Letters, Visits, send

MOST = 1.0


class Receiver(http.server.ThreadingHTTPServer):
    """Keeps when each message came."""

    def __init__(self):
        super().__init__(("127.0.0.1", free_port()), Taking)
        self.came = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Taking(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.came.append((time.monotonic(), body.get("type", "")))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


def until(found, patience=30):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found():
            return time.monotonic()
        time.sleep(0.003)
    raise SystemExit("not heard of within 30 s")


def row(name, took):
    took = sorted(took)
    print(f"{name:<44} {len(took):>4} {took[len(took) // 2] * 1000:>8.0f} ms {took[-1] * 1000:>8.0f} ms")
    return took[-1]


def main():
    engine, rounds = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100
    with machine(sys.argv[1], engine) as made:
        inbox, receiver = Letters(random.Random(1)), Receiver()
        inbox.bad = False
        made.settings |= {**BRISK, "mail.port": inbox.port, "jobs.webhooks_to_own_network": "true"}
        clock = Clock(made.folder)
        service = clock.given_to(made.replica()).start().until_ready()
        visits = Visits(service, inbox)
        visits.brief()
        path = visits.links()[0]
        service.kill()
        first = visits.days[0]
        clock.to(first, 10)
        service.start().until_ready()
        visits.again()
        hook = {"url": f"http://127.0.0.1:{receiver.server_address[1]}/"}
        visits.post("/webhooks", hook, "hook")
        reports = f"/placements/{visits.id}/reports"
        ticked, listed, heard, alerted = [], [], [], []
        for nth in range(rounds):
            arrival = "not_arrived" if nth % 2 == 0 else "arrived"
            before = len(receiver.came)
            begun = time.monotonic()
            fields = {"date": str(first), "version": str(nth), "arrival": arrival, "at": "", "went": "", "note": ""}
            status = send(service.port, f"{path}/tick", fields)
            if status != 303:
                raise SystemExit(f"a tick was answered {status}")
            ticked.append(time.monotonic() - begun)
            in_list = lambda: any(one["report"]["kind"] == "tick" and one["report"]["arrival"] == arrival
                                  for one in get(visits.kept, visits.headers, reports))
            listed.append(until(in_list) - begun)
            if arrival == "not_arrived":
                waits = lambda: any(one["placement"] == visits.id for one in get(visits.kept, visits.headers, "/alerts"))
                alerted.append(until(waits) - begun)
            until(lambda: any("tick" in kind for _, kind in receiver.came[before:]))
            at = next(at for at, kind in receiver.came[before:] if "tick" in kind)
            heard.append(at - begun)
        print(f"{engine:<44} {'of':>4} {'median':>11} {'maximum':>11}")
        row("the form is answered", ticked)
        worst = [row("a tick in the provider's list", listed), row("a learner who has not come, in the alerts", alerted),
                 row("a tick at the webhook's receiver", heard)]
        sys.exit(1 if max(worst) > MOST else 0)


main()
