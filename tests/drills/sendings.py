"""Packs that are sent without end, and what became of each sending that was acknowledged."""

import json
import threading
import time

from client import Kept, sign_in, sign_in_again

SETTLED = {"sent", "failed", "filed"}

# How long the last sendings may take once everybody behaves, in seconds: leases run out and waits end meanwhile.
PATIENCE = 600

# What a service and a worker are told, so that a drill need not wait for hours.
BRISK = {
    "mail.host": "127.0.0.1", "mail.tls": "none", "mail.timeout_seconds": 3,
    "mail.from_address": "placements@demo.example", "jobs.lease_seconds": 33, "jobs.backoff_seconds": 1,
    "jobs.backoff_limit_seconds": 5, "jobs.poll_seconds": 1, "jobs.attempts": 50, "server.drain_seconds": 0,
}


def get(kept, headers, path):
    status, _, read = kept.call("GET", f"/api/v1{path}", headers=headers)
    if status != 200:
        raise SystemExit(f"{path} answered {status}: {read[:200]}")
    found = json.loads(read)
    return found if isinstance(found, list) or "items" not in found else found["items"]


class Sender(threading.Thread):
    """Asks for one sending after the other, under one Idempotency-Key until it is answered."""

    def __init__(self, replicas, headers, first, nth, rest):
        super().__init__()
        self.kept, self.headers, self.first, self.nth, self.rest = Kept(replicas), headers, first, nth, rest
        self.acknowledged, self.unheard, self.stopped, self.faults = [], 0, threading.Event(), []
        self.told = {}

    def run(self):
        count = 0
        while not self.stopped.is_set():
            count += 1
            key = ("Idempotency-Key", f"drill-{self.nth}-{count}")
            while not self.once([*self.headers, key]):
                pass
            self.stopped.wait(self.rest)

    def once(self, headers):
        """Whether the sending is over: acknowledged, or refused for good."""
        try:
            status, _, read = self.kept.call("POST", f"/api/v1/deliveries/{self.first}/resend", headers=headers)
        except Exception:
            self.unheard += 1
            return False
        if status < 300:
            self.acknowledged.append(json.loads(read)["id"])
        elif status == 401:
            self.headers = sign_in_again(self.kept, self.headers)
            return False
        elif status in (409, 503):
            code = json.loads(read).get("code", status)
            self.told[code] = self.told.get(code, 0) + 1
            time.sleep(0.05)
            return False
        else:
            self.faults.append(f"{status} {read[:200]!r}")
        return True


class Sendings:
    """Senders at work from entering to leaving; afterwards `settle` and `judge`. Each rests after a sending, in seconds."""

    def __init__(self, replicas, inbox, senders=2, rest=0.05):
        self.replicas, self.inbox = replicas, inbox
        kept = Kept(replicas)
        headers = sign_in(kept)
        placement = get(kept, headers, "/placements")[0]["id"]
        self.briefing = get(kept, headers, f"/placements/{placement}/briefings")[-1]["id"]
        first = get(kept, headers, f"/briefings/{self.briefing}/deliveries")[0]["id"]
        self.senders = [Sender(replicas, headers, first, nth, rest) for nth in range(senders)]
        self.states = {}

    def __enter__(self):
        for sender in self.senders:
            sender.start()
        return self

    def __exit__(self, *_):
        for sender in self.senders:
            sender.stopped.set()
        for sender in self.senders:
            sender.join()

    @property
    def acknowledged(self):
        return [one for sender in self.senders for one in sender.acknowledged]

    def settle(self):
        """Waits until every sending has come to its end, or patience has."""
        self.inbox.bad = False
        kept = Kept(self.replicas)
        headers, end = sign_in(kept), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                known = get(kept, headers, f"/briefings/{self.briefing}/deliveries")
            except SystemExit:
                headers = sign_in_again(kept, headers)
                continue
            self.states = {one["id"]: one for one in known}
            if all(one["state"] in SETTLED for one in self.states.values()):
                break
            time.sleep(1)
        return self

    def judge(self):
        """Prints what became of them; whether all is well."""
        states, acknowledged = self.states, self.acknowledged
        letters = {one["message_id"].strip("<>"): one["id"] for one in states.values()}
        taken = {one.strip("<>"): count for one, count in self.inbox.taken.items()}
        arrived = {letters[one] for one in taken if one in letters}
        phantoms = [one for one in taken if one not in letters]
        missing = [one for one in acknowledged if one not in arrived]
        lost = [one for one in missing if states.get(one, {}).get("state") != "failed"]
        open_ones = [one for one in states.values() if one["state"] not in SETTLED]
        twice = sum(count > 1 for count in taken.values())
        unexplained = [one for one, count in taken.items()
                       if one in letters and count - 1 > states[letters[one]]["copies_possible"]]
        faults = [fault for sender in self.senders for fault in sender.faults]
        told = {}
        for sender in self.senders:
            for code, count in sender.told.items():
                told[code] = told.get(code, 0) + count
        print(f"the mail server: {dict(self.inbox.misbehaved)}")
        print(f"{len(acknowledged)} sendings acknowledged, {sum(sender.unheard for sender in self.senders)} answers "
              f"not heard, put off: {told or 'none'}")
        print(f"{len(arrived)} letters arrived, {twice} of them more than once, {len(unexplained)} of these unexplained")
        print(f"{len(missing) - len(lost)} given up and said so, {len(lost)} lost, {len(phantoms)} that nobody asked "
              f"for, {len(open_ones)} not settled, {len(faults)} faults")
        for one in [*lost[:5], *phantoms[:5], *unexplained[:5], *faults[:5], *(one["id"] for one in open_ones[:5])]:
            print(" ", one, states.get(one))
        return bool(acknowledged) and not (lost or phantoms or unexplained or open_ones or faults)
