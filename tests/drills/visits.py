"""The employer's side in a drill: a placement of the demo on its days, a contact's link, and the forms behind it."""

import datetime
import email
import email.policy
import glob
import http.client
import json
import re
import time
import urllib.parse
import zoneinfo

from client import Kept, sign_in
from sendings import get
from smtp import Inbox

LONDON = zoneinfo.ZoneInfo("Europe/London")
LIBRARY = sorted(glob.glob("/usr/lib/*/faketime/libfaketime.so.1"))[-1:]


class Letters(Inbox):
    """An inbox that keeps who was written to about what."""

    def __init__(self, random):
        self.kept = {}
        super().__init__(random)

    def take(self, content):
        message = email.message_from_bytes(content, policy=email.policy.default)
        text = message.get_body(("plain",))
        self.kept[message["Message-ID"]] = (message["To"], message["Subject"], text.get_content() if text else "")
        super().take(content)


class Clock:
    """What the processes take for the time: libfaketime's file with how far it is off."""

    def __init__(self, folder):
        if not LIBRARY:
            raise SystemExit("libfaketime is not installed (Debian: faketime)")
        self.file = folder / "clock"
        self.file.write_text("+0\n")

    def given_to(self, replica):
        replica.environment = {
            "LD_PRELOAD": LIBRARY[0], "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
        }
        return replica

    def to(self, date, hour):
        at = datetime.datetime.combine(date, datetime.time(hour), LONDON)
        self.file.write_text(f"{int(at.timestamp() - time.time()):+d}\n")


class Visits:
    """The demo's placement, with its pack sent and a link for each contact of the employer."""

    def __init__(self, service, inbox):
        self.service, self.inbox = service, inbox
        self.kept = Kept([service])
        self.headers = sign_in(self.kept)
        found = get(self.kept, self.headers, "/placements")[0]
        self.id, self.employer = found["id"], found["employer"]
        read = get(self.kept, self.headers, f"/placements/{self.id}")
        self.days = [datetime.date.fromisoformat(day) for day in read["days"]]
        contacts = get(self.kept, self.headers, f"/contacts?employer={self.employer}")
        self.contacts = [one["id"] for one in contacts]
        self.addresses = [one["details"]["email"] for one in contacts]

    def again(self):
        """Signs in anew: the clock has moved."""
        self.kept = Kept([self.service])
        self.headers = sign_in(self.kept)

    def post(self, path, body, key):
        headers = [*self.headers, ("Idempotency-Key", key)]
        status, _, read = self.kept.call("POST", f"/api/v1{path}", body, headers)
        if status >= 300:
            raise SystemExit(f"{path} answered {status}: {read[:300]}")
        return json.loads(read) if read else None

    def brief(self):
        """Has the pack sent again, by mail this time."""
        packs = get(self.kept, self.headers, f"/placements/{self.id}/briefings")
        filed = get(self.kept, self.headers, f"/briefings/{packs[-1]['id']}/deliveries")[0]
        self.holder = self.addresses[self.contacts.index(filed["contact"])]
        self.post(f"/deliveries/{filed['id']}/resend", None, "brief")
        self.until(lambda: get(self.kept, self.headers, f"/placements/{self.id}")["state"] == "briefed", "briefed")

    def links(self):
        """A path for each contact."""
        for contact in self.contacts:
            self.post(f"/placements/{self.id}/links", {"contact": contact}, f"link-{contact}")
        paths = []
        for address in self.addresses:
            self.until(lambda: self.link_to(address), f"a link to {address}")
            paths.append(self.link_to(address))
        return paths

    def link_to(self, address):
        found = [re.search(r"/visit/(pwp\S+)", text) for to, _, text in list(self.inbox.kept.values()) if to == address]
        found = [one.group(1) for one in found if one]
        return f"/visit/{found[-1]}" if found else None

    def until(self, holds, what, patience=90):
        end = time.monotonic() + patience
        while not holds():
            if time.monotonic() > end:
                raise SystemExit(f"not {what} after {patience} s")
            time.sleep(0.2)


def send(port, path, fields):
    """The status of a form that is sent; an exception of http.client when no answer comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
