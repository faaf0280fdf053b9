#!/usr/bin/env python3
"""A hub places its learners together, through the API alone, and prints what each part takes.

    python3 tests/drills/cohort.py PLACEWELL sqlite|postgres [LEARNERS] [OFFERS] [OVERRIDES]

Without numbers: 800 learners, 500 offers, 20 overrides. Learners are like those of the demo, by turns, and agree that the hub
sees their matches; the first six are kept apart, at six employers. The hub asks for a cohort, tries three changes (a learner
withdraws, a seat more, a pair ruled out), overrides some parts with a reason, accepts the others, and has everything
proposed; then it asks for the proposals again. The drill fails when the answer does not hold by its own proof, when two of
those kept apart come to one employer, when a part is proposed twice or refused without a reason, or when the second call
proposes anything.
"""

import collections
import json
import sys
import time

from client import Kept, sign_in
from machine import machine
from offers import add_offers

CAREERS, HUB = "careers@demo.example", "hub@demo.example"
APART = 6
PATIENCE = 1_800


class Caller:
    """Somebody who calls, and signs in again when a token runs out."""

    def __init__(self, service, email):
        self.kept, self.email = Kept([service]), email
        self.kept.patience = 300
        self.headers = sign_in(self.kept, email)

    def call(self, method, path, body=None, key=None, wanted=(200, 201)):
        more = [("Idempotency-Key", key)] if key else []
        status, _, read = self.kept.call(method, f"/api/v1{path}", body, [*self.headers, *more])
        if status == 401:
            self.headers = sign_in(self.kept, self.email)
            status, _, read = self.kept.call(method, f"/api/v1{path}", body, [*self.headers, *more])
        if status not in wanted:
            raise SystemExit(f"{method} {path} answered {status}: {read[:400]}")
        return status, json.loads(read) if read else None

    def all(self, path):
        found, cursor = [], ""
        while True:
            _, page = self.call("GET", f"{path}?limit=200{cursor}")
            found += page["items"]
            if not page.get("next"):
                return found
            cursor = f"&cursor={page['next']}"


def timed(what, work):
    begun = time.monotonic()
    done = work()
    print(f"{what:<60} {time.monotonic() - begun:8.2f} s", flush=True)
    return done


def add_learners(careers, count):
    """Learners like the demo's, by turns, with their agreement."""
    known = [one["id"] for one in careers.all("/learners")]
    like = [careers.call("GET", f"/learners/{one}")[1]["learner"] for one in known]
    today = time.strftime("%Y-%m-%d")
    made = []
    for begin in range(0, count, 100):
        items = [{"learner": {**like[nth % len(like)], "codes": {"external_id": f"cohort-{nth}"}}}
                 for nth in range(begin, min(begin + 100, count))]
        made += [one["id"] for one in careers.call("POST", "/learners/batch", {"items": items}, f"b-{begin}")[1]["items"]]
    for nth, learner in enumerate(made):
        for actor in ("learner", "parent"):
            agreement = {"actor": actor, "method": "paper", "on": today, "scope": "hub_sees_matches",
                         "wording": "The hub may see which placements would suit."}
            careers.call("POST", f"/learners/{learner}/agreements", agreement, f"a-{nth}-{actor}", (200, 201, 409, 422))
    return made


def solved(hub, request):
    _, cohort = hub.call("POST", "/cohorts", request, "cohort")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        _, view = hub.call("GET", f"/cohorts/{cohort['id']}")
        if view["state"] == "failed":
            raise SystemExit(f"no answer: {view['problem']}")
        if view["state"] == "solved":
            return view
        time.sleep(0.2)
    raise SystemExit("the cohort was not solved in time")


def try_changes(hub, path, parts):
    placed = [part for part in parts if part.get("got")]
    first, second, third = (placed[nth * (len(placed) - 1) // 2] for nth in range(3))
    tried = [
        ("what if a learner withdraws", {"change": "withdraw", "learner": first["learner"]}),
        ("what if an offer has more seats", {"change": "seats", "offer": second["got"]["offer"], "seats": 5}),
        ("what if a pair is ruled out", {"change": "forbid", "learner": third["learner"], "offer": third["got"]["offer"]}),
    ]
    for words, change in tried:
        _, outcome = timed(words, lambda: hub.call("POST", f"{path}/what-if", {"changes": [change]}))
        print(f"    placed {outcome['before']['placed']} -> {outcome['after']['placed']}, {len(outcome['moves'])} would move")


def decide(hub, path, parts, overrides):
    """Overrides some parts by the learner's next match, and accepts the others; which learners are kept by whom."""
    overridden, taken = 0, collections.Counter()
    for nth, part in enumerate(part for part in parts if part.get("got")):
        under, decision = f"{path}/learners/{part['learner']}/decisions", {"choice": "accept"}
        if overridden < overrides and nth % 3 == 2:
            _, matches = hub.call("GET", f"/learners/{part['learner']}/matches?limit=5")
            other = next((one for one in matches["items"] if one["offer"] != part["got"]["offer"]), None)
            if other:
                decision = {"choice": "override", "offer": other["offer"], "reason": "The family knows the place."}
        status, answer = hub.call("POST", under, decision, f"d-{nth}", (200, 201, 409, 422))
        if status in (409, 422) and decision["choice"] == "override":
            taken[answer.get("code", status)] += 1
            hub.call("POST", under, {"choice": "accept"}, f"d-{nth}-accepted")
        elif decision["choice"] == "override":
            overridden += 1
    return overridden, taken


def propose(hub, path):
    _, proposals = hub.call("POST", f"{path}/proposals", {})
    return proposals


def main():
    given = [int(word) for word in sys.argv[3:6]]
    learners, offers, overrides = [*given, *(800, 500, 20)[len(given):]]
    with machine(sys.argv[1], sys.argv[2]) as made:
        service = made.replica(**{"auth.token_minutes": 60, "mail.folder": f"{made.data}/mail"}).start().until_ready()
        careers, hub = Caller(service, CAREERS), Caller(service, HUB)
        faults = []
        timed(f"{offers} offers", lambda: add_offers(service, offers, "cohort"))
        ids = timed(f"{learners} learners, with their agreements", lambda: add_learners(careers, learners))
        request = {"name": "Everybody", "learners": ids, "apart": [ids[:APART]]}
        view = timed("a cohort, from the request to the answer", lambda: solved(hub, request))
        path, answer = f"/cohorts/{view['id']}", view["answer"]
        print(f"    placed {answer['placed']} of {answer['of']}, lowest value {answer.get('lowest')}")
        _, proof = timed("the proof, worked out again", lambda: hub.call("GET", f"{path}/proof"))
        if not (proof["same"] and proof["holds"]):
            faults.append(f"the proof says {proof}")
        parts = timed("every learner's part, read", lambda: hub.all(f"{path}/learners"))
        employers = [part["got"]["employer"] for part in parts if part["learner"] in ids[:APART] and part.get("got")]
        if len(employers) != len(set(employers)):
            faults.append("two who are kept apart come to one employer")
        try_changes(hub, path, parts)
        overridden, taken = timed("a decision about each", lambda: decide(hub, path, parts, overrides))
        print(f"    {overridden} overridden; other matches that could not be had: {dict(taken) or 'none'}")
        proposals = timed("everything proposed", lambda: propose(hub, path))
        outcomes = collections.Counter(one["outcome"] for one in proposals["items"])
        unsaid = [one for one in proposals["items"] if one["outcome"] == "refused" and not one.get("detail")]
        placements = [one["placement"] for one in proposals["items"] if one.get("placement")]
        print(f"    {dict(outcomes)}")
        why = collections.Counter(one.get("code") for one in proposals["items"] if one["outcome"] == "refused")
        if why:
            print(f"    refused: {dict(why)}")
        if unsaid or len(placements) != len(set(placements)) or not outcomes["proposed"]:
            faults.append(f"{len(unsaid)} refused without a reason, {len(placements)} placements of {len(set(placements))}")
        again = timed("the same once more", lambda: propose(hub, path))
        if again["proposed"]:
            faults.append(f"the second call proposed {again['proposed']}")
        for fault in faults:
            print("FAULT:", fault)
        sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
