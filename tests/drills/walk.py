"""Placements by the hundred: each the demo's own, walked from the proposal to the approved pack by those who take its steps."""

import collections
import json
import time

from client import Kept, sign_in
from offers import EMPLOYERS
from sendings import get


class Walker:
    """Takes learners like the one of the demo's placement to offers like its offer."""

    def __init__(self, service):
        self.kept, self.times = Kept([service]), collections.defaultdict(list)
        # On a busy machine a development build takes minutes to set a pack.
        self.kept.patience = 300
        self.careers, self.lead = (sign_in(self.kept, f"{who}@demo.example") for who in ("careers", "safeguarding"))
        story = get(self.kept, self.careers, f"/placements/{get(self.kept, self.careers, '/placements')[0]['id']}")
        learner = get(self.kept, self.careers, f"/learners/{story['learner']}")["learner"]
        self.pattern = {**learner, "codes": {}}
        # What is agreed of the demo's placement is agreed of each.
        agreements = [one["agreement"] for one in get(self.kept, self.careers, f"/learners/{story['learner']}/agreements")]
        self.agreements = [one for one in agreements if one.get("placement") == story["id"]]
        self.vetting = get(self.kept, self.careers, f"/placements/{story['id']}/vetting")[0]["decision"]
        pack = get(self.kept, self.careers, f"/placements/{story['id']}/briefings")[-1]["id"]
        self.contact = get(self.kept, self.careers, f"/briefings/{pack}/deliveries")[0]["contact"]
        self.employer = self.employer_of(story["employer"])
        self.offer = get(self.kept, self.employer, f"/offers/{story['offer']}")["offer"]
        self.host = next(one["name"] for one in self.offer["people"] if one["id"] == self.offer["supervisor"])
        self.start, self.window = story["days"][0], story["window"]

    def employer_of(self, organisation):
        for name in EMPLOYERS:
            headers = sign_in(self.kept, f"{name}@demo.example")
            if get(self.kept, headers, "/session")["organisation"] == organisation:
                return headers
        raise SystemExit("the employer of the demo's placement is not found")

    def post(self, what, path, body=None, headers=None, key=None):
        begun = time.monotonic()
        more = [("Idempotency-Key", key)] if key else []
        status, _, read = self.kept.call("POST", f"/api/v1{path}", body, [*(headers or self.careers), *more])
        self.times[what].append(time.monotonic() - begun)
        if status >= 300:
            raise SystemExit(f"{path} answered {status}: {read[:600]}")
        return json.loads(read) if read else None

    def propose(self, nth):
        """A learner and an offer of their own, and the placement of the one at the other."""
        learner = {**self.pattern, "codes": {"external_id": f"walk-{nth}"}}
        learner = self.post("a learner", "/learners", {"learner": learner}, key=f"walk-learner-{nth}")["id"]
        offer = {**self.offer, "title": f"{self.offer['title'][:40]} {nth}"}
        body = {"offer": offer, "state": "open"}
        offer = self.post("an offer", "/offers", body, self.employer, f"walk-offer-{nth}")["id"]
        body = {"learner": learner, "offer": offer, "window": self.window, "start": self.start}
        return learner, self.post("a proposal", "/placements", body, key=f"walk-{nth}")["id"]

    def walk(self, nth):
        """A placement with its pack approved and queued."""
        learner, placement = self.propose(nth)
        path, together = f"/placements/{placement}", f"Hawa Lindqvist with {self.host}"
        step = lambda name, said, headers=None: self.post("a step", f"{path}/steps/{name}", said, headers)
        step("accept", {"who": self.host}, self.employer)
        for agreement in self.agreements:
            body = {**agreement, "placement": placement}
            self.post("an agreement", f"/learners/{learner}/agreements", body)
        step("agree", {})
        step("visit_site", {"who": together})
        step("meet", {"who": together, "way_out_walked": True})
        self.post("a plan of the week", f"{path}/programme")
        step("agree_plan", {"who": self.host, "agreed_by_learner": True})
        self.post("a decision", f"{path}/vetting", self.vetting, self.lead)
        step("confirm", {})
        begun = time.monotonic()
        digest = get(self.kept, self.careers, f"{path}/briefing")["hash"]
        self.times["a preview of the pack"].append(time.monotonic() - begun)
        body = {"hash": digest, "send_to": [self.contact]}
        self.post("an approval", f"{path}/briefings", body, key=f"walk-pack-{nth}")
        return placement
