#!/usr/bin/env python3
"""A message to the families of many learners: who gets it, its approval, and every mail of it.

    python3 tests/drills/families.py PLACEWELL sqlite|postgres [LEARNERS]

Without a number: 800 learners, each of whose families has an address of its own, and every tenth none. The mails are filed,
because no mail server is set. The drill fails when anybody is missing or comes twice, or when the approval takes longer than
a write may (5 seconds).
"""

import json
import sys
import time

from client import Kept, sign_in
from learners import pattern
from machine import machine

WRITE = 5.0


class Careers:
    """The provider's careers leader, over one kept connection."""

    def __init__(self, service):
        self.kept = Kept([service])
        self.headers = sign_in(self.kept)

    def call(self, method, path, body=None, key=None):
        headers = [*self.headers, *([("Idempotency-Key", key)] if key else [])]
        begun = time.perf_counter()
        status, _, read = self.kept.call(method, f"/api/v1{path}", body, headers)
        took = time.perf_counter() - begun
        if status >= 300:
            raise SystemExit(f"{path} answered {status}: {read[:300]}")
        return json.loads(read), took


def fill(careers, like, count):
    for begin in range(0, count, 100):
        items = []
        for nth in range(begin, min(begin + 100, count)):
            person = {"name": f"Parent {nth}", "relationship": "Mother"}
            if nth % 10:
                person["email"] = f"parent-{nth}@home.example"
            identity = {**like["identity"], "date_of_birth": "2011-01-05"}
            home = {**like["home"], "family": [person]}
            codes = {"external_id": f"family-{nth}"}
            items.append({"learner": {**like, "identity": identity, "home": home, "codes": codes}})
        careers.call("POST", "/learners/batch", {"items": items}, f"families-{begin}")


def main():
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 800
    with machine(sys.argv[1], sys.argv[2]) as made:
        service = made.replica(**{"auth.token_minutes": 60, "mail.folder": f"{made.data}/mail"}).start().until_ready()
        careers = Careers(service)
        fill(careers, pattern([service]), count)
        texts = [{"language": "en", "title": "A talk", "body": "Come and talk.\n\nWill you come?"}]
        message = {"planned_for": "2027-01", "year_groups": [], "question": "yes_or_no", "texts": texts}
        path = f"/family-messages/{careers.call('POST', '/family-messages', message, 'message')[0]['id']}"
        whom, looked = careers.call("GET", f"{path}/recipients")
        _, approved = careers.call("POST", f"{path}/approve", {"mark": whom["mark"]}, "approve")
        begun, left = time.perf_counter(), 1
        while left and time.perf_counter() - begun < 300:
            time.sleep(1)
            all_of, listed = careers.call("GET", f"{path}/sendings")
            left = sum(one.get("state") in ("queued", "sending", "retrying") for one in all_of)
        sent = time.perf_counter() - begun
        people = [tuple(one["names"]) for one in all_of]
        mine = [names for names in people if names[0].startswith("Parent ")]
        print(f"{count} learners, {len(people)} people: who gets it {looked:.2f} s, approved {approved:.2f} s, all mails "
              f"filed after {sent:.0f} s, the list of them {listed:.2f} s")
        faults = []
        if len(set(mine)) != count or len(mine) != count:
            faults.append(f"{len(mine)} sendings to {len(set(mine))} people of {count}")
        if left:
            faults.append(f"{left} mails did not go")
        if sum(one["way"] == "paper" for one in all_of if one["names"][0].startswith("Parent ")) != (count + 9) // 10:
            faults.append("whoever has no address is not on paper")
        if approved > WRITE:
            faults.append(f"the approval took {approved:.2f} s")
        for fault in faults:
            print("FAULT:", fault)
        sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
