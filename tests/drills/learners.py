"""Learners that are added without end: writes that need nobody but the store."""

import json
import threading
import time

from client import Kept, sign_in, sign_in_again


def pattern(replicas):
    """A learner of the demo, to be added again and again."""
    kept = Kept(replicas)
    headers = sign_in(kept)
    _, _, read = kept.call("GET", "/api/v1/learners?limit=1", headers=headers)
    _, _, read = kept.call("GET", f"/api/v1/learners/{json.loads(read)['items'][0]['id']}", headers=headers)
    return json.loads(read)["learner"]


class Adder(threading.Thread):
    """Adds one learner after the other, under one Idempotency-Key until it is answered."""

    def __init__(self, replicas, learner, nth, rest=0.05):
        super().__init__()
        self.kept, self.learner, self.nth, self.rest = Kept(replicas), learner, nth, rest
        self.headers, self.stopped, self.lock = sign_in(self.kept), threading.Event(), threading.Lock()
        self.added, self.told, self.unheard, self.faults, self.pauses = [], {}, 0, [], []

    def run(self):
        count, last = 0, time.monotonic()
        while not self.stopped.is_set():
            count += 1
            name = f"{self.nth}-{count}"
            body = {"learner": {**self.learner, "codes": {"external_id": f"drill-{name}"}}}
            while not self.once(body, ("Idempotency-Key", f"learner-{name}")):
                pass
            now = time.monotonic()
            with self.lock:
                self.pauses.append((last, now))
            last = now
            time.sleep(self.rest)

    def once(self, body, key):
        try:
            status, _, read = self.kept.call("POST", "/api/v1/learners", body, [*self.headers, key])
        except Exception:
            self.unheard += 1
            return False
        if status < 300:
            self.added.append(json.loads(read)["id"])
        elif status == 401:
            self.headers = sign_in_again(self.kept, self.headers)
            return False
        elif status == 503:
            code = json.loads(read).get("code", status)
            self.told[code] = self.told.get(code, 0) + 1
            time.sleep(0.05)
            return False
        else:
            self.faults.append(f"{status} {read[:300]!r}")
        return True


class Added:
    """Adders at work from entering to leaving; afterwards `judge`."""

    def __init__(self, replicas, adders=2):
        self.replicas, learner = replicas, pattern(replicas)
        self.before = self.total()
        self.adders = [Adder(replicas, learner, nth) for nth in range(adders)]

    def total(self):
        kept = Kept(self.replicas)
        status, _, read = kept.call("GET", "/api/v1/learners?limit=1", headers=sign_in(kept))
        if status != 200:
            raise SystemExit(f"/learners answered {status}: {read[:200]}")
        return json.loads(read)["total"]

    def __enter__(self):
        for adder in self.adders:
            adder.start()
        return self

    def __exit__(self, *_):
        for adder in self.adders:
            adder.stopped.set()
        for adder in self.adders:
            adder.join()

    def count(self):
        return sum(len(adder.added) for adder in self.adders)

    def pause(self, since, until):
        """The longest time between two acknowledgements to one adder that touches a span."""
        pauses = []
        for adder in self.adders:
            with adder.lock:
                pauses += [(begun, ended) for begun, ended in adder.pauses]
        return max((ended - begun for begun, ended in pauses if begun < until and ended > since), default=0.0)

    def judge(self):
        """Prints what became of them; whether each is there, once."""
        kept = Kept(self.replicas)
        headers, missing, added = sign_in(kept), [], [one for adder in self.adders for one in adder.added]
        for one in added:
            status, _, _ = kept.call("GET", f"/api/v1/learners/{one}", headers=headers)
            if status == 401:
                headers = sign_in(kept)
                status, _, _ = kept.call("GET", f"/api/v1/learners/{one}", headers=headers)
            if status != 200:
                missing.append(f"{one}: {status}")
        more = self.total() - self.before - len(added)
        faults = [fault for adder in self.adders for fault in adder.faults]
        told = {}
        for adder in self.adders:
            for code, count in adder.told.items():
                told[code] = told.get(code, 0) + count
        print(f"{len(added)} learners acknowledged, {sum(adder.unheard for adder in self.adders)} answers not heard, "
              f"put off: {told or 'none'}")
        print(f"{len(missing)} lost, {more} more than acknowledged, {len(faults)} faults")
        for one in [*missing[:5], *faults[:5]]:
            print(" ", one)
        return bool(added) and not (missing or more or faults)
