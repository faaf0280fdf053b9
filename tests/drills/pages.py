#!/usr/bin/env python3
"""Opens the pages of staff in a service with many rows, and prints how long they take beside an answer that reads nothing.

    python3 tests/drills/pages.py PLACEWELL sqlite|postgres [LEARNERS] [OFFERS] [PLACEMENTS] [TIMES]

Without numbers: 800 learners, 500 offers, 1,000 placements, and each page 200 times, by one browser and then by two at
once. The pages take turns within one run, so that what else the machine does meets all of them. The drill fails when the
work list takes longer than 100 ms (99 of 100, two browsers), or when anything is answered wrongly.
"""

import collections
import http.client
import json
import statistics
import sys
import threading
import time
import urllib.parse

from client import Kept, sign_in
from learners import pattern
from machine import machine

PASSWORD = "only-for-the-demo"
PAGES = ["/live", "/staff", "/staff/placements", "/staff/today", "/staff/learners", "/staff/offers"]
LIMIT = 0.100


class Browser:
    """One kept connection with the cookies of a sign-in."""

    def __init__(self, service, email):
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        form = urllib.parse.urlencode({"email": email, "password": PASSWORD})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", "/staff/sign-in", form, kind)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 303:
            raise SystemExit(f"sign-in answered {answer.status}")
        cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        self.headers = {"Cookie": "; ".join(cookies)}

    def open(self, path):
        begun = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        size = len(answer.read())
        return answer.status, time.perf_counter() - begun, size


def post(kept, headers, path, body, key):
    status, _, read = kept.call("POST", path, body, [*headers, ("Idempotency-Key", key)])
    if status >= 300:
        raise SystemExit(f"{path} answered {status}: {read[:300]}")
    return json.loads(read)


def get(kept, headers, path):
    status, _, read = kept.call("GET", path, headers=headers)
    if status != 200:
        raise SystemExit(f"{path} answered {status}: {read[:300]}")
    return json.loads(read)


def fill(service, learners, offers, placements):
    """Learners like one of the demo's, offers like its best, and proposals that join them."""
    kept, hub = Kept([service]), Kept([service])
    headers, officer = sign_in(kept), sign_in(hub, "hub@demo.example")
    like = pattern([service])
    ids = []
    for begin in range(0, learners, 100):
        items = [{"learner": {**like, "codes": {"external_id": f"page-{nth}"}}}
                 for nth in range(begin, min(begin + 100, learners))]
        made = post(kept, headers, "/api/v1/learners/batch", {"items": items}, f"learners-{begin}")
        ids += [one["id"] for one in made["items"]]
    best = get(kept, headers, f"/api/v1/learners/{ids[0]}/matches?limit=1")["items"][0]
    document = get(hub, officer, f"/api/v1/offers/{best['offer']}")
    made = []
    for nth in range(offers):
        offer = document["offer"] | {"title": f"{document['offer']['title']} {nth}"}
        body = {"employer": document["employer"], "state": "open", "offer": offer}
        made.append(post(hub, officer, "/api/v1/offers", body, f"offer-{nth}")["id"])
    for nth in range(placements):
        body = {"learner": ids[nth % learners], "offer": made[(nth * 7) % offers],
                "window": best["window"], "start": best["days"][0]}
        post(kept, headers, "/api/v1/placements", body, f"placement-{nth}")


def measure(service, browsers, times):
    """The seconds that each page took, by all browsers."""
    taken, sizes, wrong, lock = collections.defaultdict(list), {}, [], threading.Lock()

    def work():
        browser = Browser(service, "careers@demo.example")
        for path in PAGES:
            browser.open(path)
        for _ in range(times // browsers):
            for path in PAGES:
                status, seconds, size = browser.open(path)
                with lock:
                    taken[path].append(seconds)
                    sizes[path] = size
                    if status != 200:
                        wrong.append(f"{path}: {status}")

    threads = [threading.Thread(target=work) for _ in range(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, sizes, wrong


def main():
    numbers = [int(text) for text in sys.argv[3:]]
    learners, offers, placements, times = [*numbers, *[800, 500, 1000, 200][len(numbers):]]
    with machine(sys.argv[1], sys.argv[2]) as made:
        made.settings |= {"mail.folder": f"{made.folder}/mail"}
        service = made.replica().start().until_ready()
        begun = time.monotonic()
        fill(service, learners, offers, placements)
        print(f"{sys.argv[2]}: {learners} learners, {offers} offers, {placements} placements "
              f"in {time.monotonic() - begun:.0f} s")
        failed = False
        for browsers in (1, 2):
            taken, sizes, wrong = measure(service, browsers, times)
            for path in PAGES:
                cuts = statistics.quantiles(taken[path], n=100)
                print(f"{browsers} at once  {path:18} p50 {cuts[49] * 1000:7.1f} ms  p99 {cuts[98] * 1000:7.1f} ms  "
                      f"{sizes[path] / 1024:6.0f} KiB")
            slow = statistics.quantiles(taken["/staff"], n=100)[98]
            failed |= bool(wrong) or slow > LIMIT
            for one in wrong[:5]:
                print(" ", one)
        raise SystemExit(1 if failed else 0)


main()
