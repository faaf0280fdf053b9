"""The rules of a week as a CP-SAT model: one column for each slot, one cost for each tier.

Every cost is bounded from below by what the rules say, so that it is exact wherever it is minimised.
"""

from itertools import groupby

from ortools.sat.python import cp_model

TIERS = 16
(HOLE, LANDING, LAST_STEP, DIFFERENT, WISHED, CORE, PRACTISED, SHARE,
 ACCOMPANIED, OPENING, ONCE, MIDDLE, CHOICE, PEOPLE, COMFORT, PREFERENCE) = range(TIERS)

FIRST_PIECE_MINUTES = 75
CORE_DAYS = 3
CORE_TASKS = 3
FOUR_PEOPLE = 4
EASY_CHANGES = 4
# A day's sequence of tasks is remembered as so many from its end.
REMEMBERED = 16
NO_LIMIT = 65535


def minutes(clock):
    hours, rest = clock.split(":")[:2]
    return int(hours) * 60 + int(rest)


class WeekModel:
    """A week: `x[slot][column]` says what is chosen, `costs[tier]` what that costs."""

    def __init__(self, problem):
        self.model = cp_model.CpModel()
        self.terms = problem["terms"]
        self.limits = problem["limits"]
        self.slots = problem["slots"]
        self.columns = [[column["pieces"] for column in slot["columns"]] for slot in self.slots]
        self.tasks = range(self.terms["tasks"])
        self.x = [[self.bool() for _ in slot["columns"]] for slot in self.slots]
        for columns in self.x:
            self.model.add_exactly_one(columns)
        self.parts = [[] for _ in range(TIERS)]
        # The slots of each day that has any.
        numbered = groupby(range(len(self.slots)), lambda at: self.slots[at]["day"])
        self.days = [(day, list(slots)) for day, slots in numbered]
        self.meet()
        for day, slots in self.days:
            self.new_tasks(day, slots)
            self.step_up_and_stretches(day, slots)
            self.day_as_a_whole(day, slots)
            self.choice(day, slots)
        self.first_piece()
        self.tasks_by_days()
        self.shares()
        self.middle()
        self.people()
        self.costs = [sum(parts) if parts else self.model.new_constant(0) for parts in self.parts]

    # Building blocks.

    def bool(self):
        return self.model.new_bool_var("")

    def count(self):
        return self.model.new_int_var(0, 10_000, "")

    def any_of(self, literals):
        """A literal that holds exactly when one of these does."""
        found = self.bool()
        for literal in literals:
            self.model.add_implication(literal, found)
        self.model.add_bool_or(list(literals) + [~found])
        return found

    def excess(self, amount, most):
        """How far an amount lies above the most."""
        over = self.count()
        self.model.add(over >= amount - most)
        return over

    def total(self, slots, of):
        """What the chosen columns of these slots have together of something."""
        terms = [(x, of(at, pieces)) for at in slots for x, pieces in zip(self.x[at], self.columns[at])]
        return sum(x * amount for x, amount in terms if amount)

    def chosen(self, at, holds):
        """A literal: the slot's column is one of which this holds."""
        columns = [x for x, pieces in zip(self.x[at], self.columns[at]) if holds(pieces)]
        literal = self.bool()
        self.model.add(sum(columns) == literal)
        return literal

    def bit(self, name, task):
        return self.terms[name] >> task & 1 == 1

    def is_last(self, day):
        return self.terms["all_days"] > 1 and self.terms["before"] + day + 1 == self.terms["all_days"]

    def is_first(self, day):
        return self.terms["before"] + day == 0

    def is_from_the_middle(self, day):
        return self.terms["before"] + day >= self.terms["all_days"] // 2

    # The rules.

    def meet(self):
        """`used[slot][task]`, `met[slot][task]` before the slot, and `on[day][task]`."""
        self.used = [[self.chosen(at, lambda pieces, task=task: any(piece[0] == task for piece in pieces))
                      for task in self.tasks] for at in range(len(self.slots))]
        self.met = [[self.model.new_constant(int(self.bit("met", task))) for task in self.tasks]]
        for used in self.used:
            self.met.append([self.any_of(pair) for pair in zip(self.met[-1], used)])
        self.on = {day: [self.any_of([self.used[at][task] for at in slots]) for task in self.tasks]
                   for day, slots in self.days}

    def new_tasks(self, day, slots):
        new = {}
        for at in slots:
            for task in self.tasks:
                new[at, task] = self.bool()
                self.model.add_bool_or(~self.used[at][task], self.met[at][task], new[at, task])
        halves = [[at for at in slots if self.slots[at]["second_half"] == half] for half in (False, True)]
        for half in halves:
            if half:
                self.parts[LANDING].append(self.excess(sum(new[at, task] for at in half for task in self.tasks), 1))
        all_new = sum(new.values())
        self.parts[LANDING].append(self.excess(all_new, 2))
        if self.is_last(day):
            self.parts[LANDING].append(2 * all_new)
        for task in self.tasks:
            if not self.is_first(day):
                opens = self.chosen(slots[0], lambda pieces, task=task: pieces[0][0] == task)
                self.cost_unless(LANDING, [~opens, self.met[slots[0]][task]])
            for at in slots:
                alone = self.chosen(at, lambda pieces, task=task: self.is_first_alone(day, pieces, task))
                self.cost_unless(ACCOMPANIED, [~alone, self.met[at][task]])

    def cost_unless(self, tier, literals):
        cost = self.bool()
        self.model.add_bool_or(literals + [cost])
        self.parts[tier].append(cost)

    def is_first_alone(self, day, pieces, task):
        """Whether the first piece of the task is outside of the hours of those who come along."""
        if day >= len(self.terms["company"]):
            return False
        for other, begin, end, _, _ in pieces:
            if other == task:
                there = self.terms["company"][day]
                return all(minutes(span["from"]) > begin or minutes(span["to"]) < end for span in there)
        return False

    def step_up_and_stretches(self, day, slots):
        step_up, early = self.terms["step_up"], self.terms["step_up_early"]

        def weight(_, pieces):
            steps = sum(piece[0] == step_up for piece in pieces)
            others = sum(piece[0] != step_up and self.bit("stretches", piece[0]) for piece in pieces)
            too_early = 0 if self.is_from_the_middle(day) or early else 2
            return too_early * steps + (others if self.is_first(day) else 0)

        self.parts[LANDING].append(self.total(slots, weight))

    def day_as_a_whole(self, day, slots):
        first_job = self.terms["first_job"]
        if first_job is not None and self.terms["opens"] >> day & 1:
            self.parts[OPENING].append(self.total(slots[:1], lambda _, pieces: int(pieces[0][0] != first_job)))
        alike = self.terms["tasks"] > 1 and self.terms["variety"] != "same"
        for task in self.tasks:
            often = self.total(slots, lambda _, pieces: sum(piece[0] == task for piece in pieces))
            self.parts[COMFORT].append(3 * self.excess(often, 2))
            if alike:
                # Nothing but one task, more than twice.
                other = sum(self.used[at][o] for at in slots for o in self.tasks if o != task)
                cost = self.bool()
                self.model.add(often - 2 <= 100 * (cost + other))
                self.parts[SHARE].append(cost)
            limit = self.limits[day][task]
            if limit < NO_LIMIT:
                lasts = lambda _, pieces: sum(end - begin for other, begin, end, _, _ in pieces if other == task)
                hole = self.count()
                self.model.add(5 * hole >= self.total(slots, lasts) - limit)
                self.parts[HOLE].append(hole)
        self.parts[COMFORT].append(self.excess(self.changes(slots), EASY_CHANGES))
        for at in slots:
            for x, column in zip(self.x[at], self.slots[at]["columns"]):
                self.parts[COMFORT].append(x * column["comfort"])
                self.parts[PREFERENCE].append(x * column["dislike"])

    def changes(self, slots):
        """Changes of place in a day: within its columns, and between one and the next."""
        place = lambda piece: self.terms["places"][piece[0]]
        changes = self.total(slots, lambda _, pieces: sum(place(a) != place(b) for a, b in zip(pieces, pieces[1:])))
        for at, after in zip(slots, slots[1:]):
            change = self.bool()
            for where in sorted({place(pieces[-1]) for pieces in self.columns[at]}):
                ends = self.chosen(at, lambda pieces: place(pieces[-1]) == where)
                begins = self.chosen(after, lambda pieces: place(pieces[0]) == where)
                self.model.add_bool_or(~ends, begins, change)
            changes += change
        return changes

    def choice(self, day, slots):
        """From the second day on: a known task, not the day's first piece, beside another known one."""
        if self.is_first(day):
            return
        choices = []
        for at in slots:
            ways = {}
            for x, pieces in zip(self.x[at], self.columns[at]):
                known = 0
                for nth, (task, _, _, _, others) in enumerate(pieces):
                    shown = self.is_last(day) and task == self.terms["step_up"]
                    if (at, nth) != (slots[0], 0) and not shown:
                        itself = None if known >> task & 1 else task
                        beside = 0 if others & known else others
                        if others:
                            ways.setdefault((itself, beside), []).append(x)
                    known |= 1 << task
            for (itself, beside), columns in ways.items():
                choice = self.bool()
                self.model.add_bool_or(columns + [~choice])
                if itself is not None:
                    self.model.add_implication(choice, self.met[at][itself])
                if beside:
                    known = [self.met[at][task] for task in self.tasks if beside >> task & 1]
                    self.model.add_bool_or(known + [~choice])
                choices.append(choice)
        self.cost_unless(CHOICE, choices)

    def first_piece(self):
        day, slots = self.days[0]
        if day != 0 or not self.is_first(day):
            return
        chosen = self.terms["first_job_chosen"] and self.terms["opens"] & 1
        arrival = minutes(self.terms["arrival"])

        def weight(_, pieces):
            task, _, end, _, _ = pieces[0]
            cost = 0 if self.bit("easy", task) else 3
            cost += 2 if chosen and task != self.terms["first_job"] else 0
            return cost + (end - arrival > FIRST_PIECE_MINUTES)

        self.parts[LANDING].append(self.total(slots[:1], weight))

    def tasks_by_days(self):
        terms, step_up = self.terms, self.terms["step_up"]
        often = [sum(self.on[day][task] for day, _ in self.days) for task in self.tasks]
        different, core = [], []
        for task in self.tasks:
            for needed, counted in ((1, different), (min(CORE_DAYS, max(terms["days"], 1)), core)):
                counted.append(self.bool())
                self.model.add(often[task] >= needed * counted[-1])
            if self.bit("wished", task):
                target = min(terms["exists"][task], 2 if task == step_up else 3)
                self.parts[WISHED].append(self.excess(target - often[task], 0))
            if terms["days"] > 1 and task != step_up:
                never, again = self.bool(), self.bool()
                self.model.add(often[task] == 0).only_enforce_if(never)
                self.model.add(often[task] >= 2).only_enforce_if(again)
                self.cost_unless(ONCE, [never, again])
        self.parts[DIFFERENT].append(self.excess(terms["wanted"] - sum(different), 0))
        self.parts[CORE].append(self.excess(min(CORE_TASKS, terms["tasks"]) - sum(core), 0))
        if step_up is None:
            return
        ahead = max(0, terms["all_days"] - max(terms["all_days"] // 2, terms["before"]))
        steps = [self.on[day][step_up] for day, _ in self.days if self.is_from_the_middle(day)]
        self.parts[PRACTISED].append(self.excess(min(ahead, terms["days"], 2) - sum(steps), 0))
        if terms["before"] + terms["days"] == terms["all_days"] and terms["all_days"] > 1:
            last = [self.on[day][step_up] for day, _ in self.days if self.is_last(day)]
            self.cost_unless(LAST_STEP, last)

    def shares(self):
        slots = range(len(self.slots))
        allowed = self.count()
        percent = 60 if self.terms["variety"] == "same" else 40
        self.model.add(100 * allowed <= percent * self.total(slots, lambda _, pieces: len(pieces)))
        over = self.count()
        for task in self.tasks:
            blocks = self.total(slots, lambda _, pieces: sum(piece[0] == task for piece in pieces))
            self.model.add(over >= blocks - allowed)
        self.parts[SHARE].append(over)

    def middle(self):
        """Days between the first and the last: all alike where sameness is liked, else no two alike."""
        days = [(day, slots) for day, slots in self.days if not self.is_first(day) and not self.is_last(day)]
        sequences = [self.sequence(slots) for _, slots in days]
        for nth, own in enumerate(sequences):
            cost = self.bool()
            self.parts[MIDDLE].append(cost)
            if self.terms["variety"] == "same":
                for one, other in zip(own, sequences[nth - 1] if nth else []):
                    for a, b in zip(one, other):
                        self.model.add(a == b).only_enforce_if(~cost)
                continue
            for earlier in sequences[:nth]:
                unlike = []
                for one, other in zip(own, earlier):
                    unlike.append(self.bool())
                    for a, b in zip(one, other):
                        self.model.add_bool_or(~a, ~b, ~unlike[-1])
                self.model.add_bool_or(unlike + [cost])

    def sequence(self, slots):
        """For each place from the day's end which task is there, or none: one literal each."""
        places = [[self.bool() for _ in range(len(self.tasks) + 1)] for _ in range(REMEMBERED)]
        for place in places:
            self.model.add_exactly_one(place)
        after = {0: self.model.new_constant(1)}
        for at in reversed(slots):
            before = {}
            for length in sorted({len(pieces) for pieces in self.columns[at]}):
                long = self.chosen(at, lambda pieces: len(pieces) == length)
                for behind, literal in after.items():
                    if behind + length not in before:
                        before[behind + length] = self.bool()
                    self.model.add_bool_or(~literal, ~long, before[behind + length])
                for nth in range(1, length + 1):
                    for task in self.tasks:
                        there = self.chosen(at, lambda p: len(p) == length and p[-nth][0] == task)
                        for behind, literal in after.items():
                            if behind + nth <= REMEMBERED:
                                self.model.add_bool_or(~literal, ~there, places[behind + nth - 1][task])
            self.model.add_exactly_one(before.values())
            after = before
        for length, literal in after.items():
            for place in places[length:]:
                self.model.add_implication(literal, place[-1])
        return places

    def people(self):
        known = self.terms["known_people"]
        leads = lambda pieces: [piece[3] for piece in pieces]
        everybody = 0
        for columns in self.columns:
            for pieces in columns:
                for lead in leads(pieces):
                    everybody |= lead
        met = []
        for person in range(64):
            if (everybody & ~known) >> person & 1:
                slots = range(len(self.slots))
                met.append(self.bool())
                meets = self.total(slots, lambda _, pieces: int(any(lead >> person & 1 for lead in leads(pieces))))
                self.model.add(meets >= met[-1])
        wanted = min(FOUR_PEOPLE, self.terms["people"]) - bin(known).count("1")
        self.parts[PEOPLE].append(self.excess(wanted - sum(met), 0))
