"""Offers in number: like those of the demo, all over its postcodes."""

import csv
import gzip
import json
import pathlib
import random
import threading

from client import Kept, sign_in
from machine import SAMPLE

# The demo's employers sign in by the names of their files.
EMPLOYERS = sorted(file.stem for file in pathlib.Path(SAMPLE, "employers").glob("*.json"))


def postcodes():
    with gzip.open(pathlib.Path(SAMPLE, "codepoint-open-np.csv.gz"), "rt") as lines:
        return [row[0] for row in csv.reader(lines)]


class Opener(threading.Thread):
    """Adds offers of one employer, each like its own at another place."""

    def __init__(self, service, employer, count, batch):
        super().__init__()
        self.kept, self.batch, self.count, self.fault = Kept([service]), f"{employer}-{batch}", count, None
        self.headers = sign_in(self.kept, f"{employer}@demo.example")
        self.random, self.places = random.Random(self.batch), postcodes()
        status, _, read = self.kept.call("GET", "/api/v1/offers?limit=10", headers=self.headers)
        self.patterns = []
        for one in json.loads(read)["items"]:
            _, _, read = self.kept.call("GET", f"/api/v1/offers/{one['id']}", headers=self.headers)
            self.patterns.append(json.loads(read)["offer"])

    def run(self):
        for nth in range(self.count):
            offer = self.patterns[nth % len(self.patterns)]
            site = {**offer["site"], "postcode": self.random.choice(self.places)}
            body = {"offer": {**offer, "site": site, "title": f"{offer['title'][:40]} {nth}"}, "state": "open"}
            status, _, read = self.kept.call("POST", "/api/v1/offers", body, [*self.headers, self.key(nth)])
            if status == 401:
                self.headers = sign_in(self.kept, f"{self.batch.rpartition('-')[0]}@demo.example")
                status, _, read = self.kept.call("POST", "/api/v1/offers", body, [*self.headers, self.key(nth)])
            if status >= 300:
                self.fault = f"adding an offer answered {status}: {read[:300]}"
                return

    def key(self, nth):
        return ("Idempotency-Key", f"offer-{self.batch}-{nth}")


def add_offers(service, count, batch, at_once=4):
    """Adds so many offers; `batch` sets their keys apart from those of other batches."""
    who = EMPLOYERS[:at_once]
    share = [count // at_once + (nth < count % at_once) for nth in range(at_once)]
    openers = [Opener(service, employer, part, batch) for employer, part in zip(who, share)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    if faults := [opener.fault for opener in openers if opener.fault]:
        raise SystemExit(faults[0])


class Changer:
    """Changes one offer whenever it is asked to."""

    def __init__(self, service, email="hub@demo.example"):
        self.kept, self.email, self.times = Kept([service]), email, 0
        self.headers = sign_in(self.kept, email)
        _, _, read = self.call("GET", "/api/v1/offers?limit=1")
        self.path = f"/api/v1/offers/{json.loads(read)['items'][0]['id']}"

    def call(self, method, path, body=None, headers=()):
        answer = self.kept.call(method, path, body, [*self.headers, *headers])
        if answer[0] == 401:
            self.headers = sign_in(self.kept, self.email)
            answer = self.kept.call(method, path, body, [*self.headers, *headers])
        return answer

    def change(self):
        self.times += 1
        _, head, read = self.call("GET", self.path)
        found = json.loads(read)
        title = f"{found['offer']['title'].split(' (')[0]} ({self.times})"
        body = {"offer": found["offer"] | {"title": title}, "state": found["state"]}
        status, _, read = self.call("PUT", self.path, body, [("If-Match", head["ETag"])])
        if status != 200:
            raise SystemExit(f"changing an offer answered {status}: {read[:300]}")
