#!/usr/bin/env python3
"""Kills the service and the worker again and again while links are used and reminders fall due.

    python3 tests/drills/links.py PLACEWELL sqlite|postgres [KILLS] [SEED]

Contacts tell of hazards by their links without end, and one of them ticks the day, arrived and not arrived in turn; a form
that is not answered is sent again as it was. Between the kills
the clock (libfaketime's) moves from one day with a reminder to the next. The mail server misbehaves as in `kill.py`. At the
end everybody behaves: every hazard that was answered is there once, each day's tick is the
last one and was counted once each time, every reminder that fell due arrived, under one
Message-ID, and a letter that arrived twice is one whose taking the service could not hear of.
"""

import collections
import datetime
import random
import sys
import threading
import time
import uuid

from machine import machine
from sendings import BRISK, SETTLED, get
from visits import Clock, Letters, Visits, send

TOPICS = ["it begins soon", "it begins today", "half-way", "today is the last day", "how was it?"]
PATIENCE = 600


class Teller(threading.Thread):
    """Tells of one hazard after the other, each until it is answered."""

    def __init__(self, service, path, at_work):
        super().__init__(daemon=True)
        self.service, self.path, self.stopped, self.at_work = service, path, threading.Event(), at_work
        self.told, self.asked, self.unheard, self.faults = [], [], 0, []

    def run(self):
        while not self.stopped.is_set():
            # Each hazard is letters to several: without rests they would pile up before the reminders.
            self.at_work.wait()
            once = str(uuid.uuid4())
            self.asked.append(once)
            while not self.stopped.is_set() and not self.once(once):
                time.sleep(0.05)
            time.sleep(1)

    def once(self, once):
        try:
            status = send(self.service.port, f"{self.path}/hazard", {"once": once, "words": f"Drill {once}"})
        except Exception:
            self.unheard += 1
            return False
        if status == 303:
            self.told.append(once)
        elif status == 503:
            return False
        else:
            self.faults.append(f"{once}: {status}")
        return True


class Ticker(threading.Thread):
    """Ticks the day again and again, each time on the version that it left."""

    def __init__(self, service, path, at_work):
        super().__init__(daemon=True)
        self.service, self.path, self.stopped, self.at_work = service, path, threading.Event(), at_work
        self.day, self.left, self.unheard, self.faults = None, {}, 0, []

    def run(self):
        while not self.stopped.is_set():
            self.at_work.wait()
            if self.day:
                self.tick(self.day)
            time.sleep(3)

    def tick(self, day):
        version, _ = self.left.get(day, (0, None))
        arrival, doubt = ["not_arrived", "arrived"][version % 2], False
        fields = {"date": day, "version": version, "arrival": arrival, "at": "", "went": "", "note": ""}
        while True:
            try:
                status = send(self.service.port, f"{self.path}/tick", fields)
            except Exception:
                self.unheard, doubt = self.unheard + 1, True
                time.sleep(0.05)
                continue
            if status == 503:
                time.sleep(0.05)
                continue
            # What was written and not heard of is no longer of the version that is sent again.
            if status == 303 or (status == 412 and doubt):
                self.left[day] = (version + 1, arrival)
            else:
                self.faults.append(f"tick {day} {version}: {status}")
            return


def before(first, working_days=2):
    day = first
    while working_days:
        day -= datetime.timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


def after(last):
    day = last + datetime.timedelta(days=1)
    while day.weekday() >= 5:
        day += datetime.timedelta(days=1)
    return day


def main():
    engine, kills = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 50
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with machine(sys.argv[1], engine) as made:
        inbox = Letters(random.Random(chance.random()))
        inbox.bad = False
        made.settings |= {**BRISK, "mail.port": inbox.port}
        clock = Clock(made.folder)
        service = clock.given_to(made.replica(**{"jobs.in_serve": "false"})).start().until_ready()
        worker = clock.given_to(made.replica("worker")).start()
        visits = Visits(service, inbox)
        visits.brief()
        paths = visits.links()
        days = visits.days
        looks = [before(days[0]), days[0], days[len(days) // 2], days[-1], after(days[-1])]
        # Hazards can be told once both sides have agreed, which the demo's have.
        at_work = threading.Event()
        tellers = [Teller(service, path, at_work) for path in paths]
        ticker = Ticker(service, paths[0], at_work)
        for thread in (*tellers, ticker):
            thread.start()
        inbox.bad, killed = True, collections.Counter()
        for nth, day in enumerate(looks):
            for one in (service, worker):
                one.kill()
            clock.to(day, 9)
            for one in (service, worker):
                one.start()
            service.until_ready()
            # A day that is over: who has ticked today is not reminded of it.
            ticker.day = str(days[nth - 2]) if nth > 1 else None
            at_work.set()
            while sum(killed.values()) < kills * (nth + 1) // len(looks):
                time.sleep(chance.uniform(0.2, 2.0))
                victims = chance.choice([[service], [worker], [service, worker]])
                for victim in victims:
                    victim.kill()
                    killed[victim.command] += 1
                for victim in victims:
                    victim.start()
                if service in victims:
                    service.until_ready()
            at_work.clear()
            # What fell due may still be held by whoever was killed last.
            arrived = lambda: any(TOPICS[nth] in subject for _, subject, _ in list(inbox.kept.values()))
            visits.until(arrived, f"reminded: {TOPICS[nth]}", PATIENCE)
        for thread in (*tellers, ticker):
            thread.stopped.set()
        at_work.set()
        for thread in (*tellers, ticker):
            thread.join()
        inbox.bad = False
        sys.exit(0 if judge(visits, inbox, tellers, ticker, killed) else 1)


def judge(visits, inbox, tellers, ticker, killed):
    """Prints what became of everything; whether all is well."""
    visits.again()
    path, end = f"/placements/{visits.id}", time.monotonic() + PATIENCE
    while True:
        letters = get(visits.kept, visits.headers, f"{path}/letters")
        waiting = [one for one in letters if one["state"] not in SETTLED]
        if not waiting or time.monotonic() > end:
            break
        time.sleep(1)
    reports = get(visits.kept, visits.headers, f"{path}/reports")
    ticks = {one["date"]: (one["version"], one["report"]["arrival"]) for one in reports
             if one["report"]["kind"] == "tick"}
    wrong = [f"{day}: left as {ticker.left.get(day)}, found as {ticks.get(day)}" for day in {*ticks, *ticker.left}
             if ticks.get(day) != ticker.left.get(day)]
    ticked = sum(version for version, _ in ticker.left.values())
    reports = [one["id"] for one in reports if one["report"]["kind"] == "hazard"]
    told = [once for teller in tellers for once in teller.told]
    asked = {once for teller in tellers for once in teller.asked}
    lost = [once for once in told if once not in reports]
    doubled = [one for one, count in collections.Counter(reports).items() if count > 1]
    phantoms = [one for one in reports if one not in asked]
    reminders = collections.Counter()
    for to, subject, _ in inbox.kept.values():
        for topic in TOPICS:
            if subject.endswith(topic):
                reminders[topic, to] += 1
    missed = [topic for topic in TOPICS if not reminders[topic, visits.holder]]
    again = [one for one, count in reminders.items() if count > 1]
    twice = sum(count - 1 for count in inbox.taken.values())
    window = sum(one["copies_possible"] for one in letters)
    packs = get(visits.kept, visits.headers, f"{path}/briefings")
    for pack in packs:
        window += sum(one["copies_possible"] for one in
                      get(visits.kept, visits.headers, f"/briefings/{pack['id']}/deliveries"))
    faults = [fault for one in (*tellers, ticker) for fault in one.faults]
    given_up = [one["id"] for one in letters if one["state"] == "failed" and not one["problem"]]
    rows = [
        ("kills of the service", killed["serve"]), ("kills of the worker", killed["worker"]),
        ("hazards answered", len(told)), ("ticks answered", ticked),
        ("forms without an answer", sum(one.unheard for one in (*tellers, ticker))),
        ("hazards lost", len(lost)), ("hazards doubled", len(doubled)), ("hazards that nobody told", len(phantoms)),
        ("ticks lost or doubled", len(wrong)),
        ("letters queued", len(letters)), ("letters not settled", len(waiting)),
        ("letters given up", len(given_up)),
        ("reminders due", len(TOPICS)), ("reminders missed", len(missed)), ("reminders written twice", len(again)),
        ("copies beyond the first", twice), ("copies that may have been taken unheard", window), ("faults", len(faults)),
    ]
    for name, number in rows:
        print(f"{name:<42} {number:>6}")
    print("the mail server:", dict(inbox.misbehaved))
    for one in [*wrong, *lost[:5], *doubled[:5], *phantoms[:5], *missed, *again[:5], *faults[:5]]:
        print(" ", one)
    return bool(told and ticked) and not (wrong or lost or doubled or phantoms or waiting or missed or again or given_up or faults) and twice <= window


main()
