"""The best weeks by OR-Tools CP-SAT, for `cargo bench -p placewell-domain --features bench --bench exact`.

  pip install ortools
  python exact.py WEEKS.jsonl

For each week it prints one line of JSON: the week that is optimal tier by tier, each tier fixed before the next
is minimised; its cost; and the model's price of the planner's week. If optimality is not proved in every tier
within PLACEWELL_BENCH_LIMIT seconds (60), the line says so and holds the best week found.
PLACEWELL_BENCH_WORKERS sets the solver's threads (all cores).
"""

import json
import os
import sys
import time

from ortools.sat.python import cp_model
from week_model import WeekModel

LIMIT = float(os.environ.get("PLACEWELL_BENCH_LIMIT", "60"))
WORKERS = int(os.environ.get("PLACEWELL_BENCH_WORKERS", os.cpu_count() or 1))


def solver(seconds):
    one = cp_model.CpSolver()
    one.parameters.max_time_in_seconds = max(seconds, 0.1)
    one.parameters.num_workers = WORKERS
    return one


def price(problem, chosen):
    """The model's price of a choice: the least that its costs can be while the choice is fixed."""
    week = WeekModel(problem)
    for columns, at in zip(week.x, chosen):
        week.model.add(columns[at] == 1)
    week.model.minimize(sum(week.costs))
    one = solver(600)
    if one.solve(week.model) != cp_model.OPTIMAL:
        sys.exit("a week cannot be priced")
    return [one.value(cost) for cost in week.costs]


def best(problem, chosen, cost):
    """Tier by tier from the planner's choice: the choice, its cost, and whether each tier is proved."""
    until = time.monotonic() + LIMIT
    week = WeekModel(problem)
    for tier, expression in enumerate(week.costs):
        if cost[tier] > 0:
            week.model.clear_hints()
            for columns, at in zip(week.x, chosen):
                for nth, column in enumerate(columns):
                    week.model.add_hint(column, nth == at)
            week.model.add(expression <= cost[tier])
            week.model.minimize(expression)
            one = solver(until - time.monotonic())
            status = one.solve(week.model)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) and one.objective_value < cost[tier]:
                chosen = [next(nth for nth, x in enumerate(columns) if one.value(x)) for columns in week.x]
                cost = price(problem, chosen)
            if status != cp_model.OPTIMAL:
                return chosen, cost, False
        week.model.add(expression <= cost[tier])
    return chosen, cost, True


def main():
    for line in open(sys.argv[1], encoding="utf-8"):
        week = json.loads(line)
        begin = time.monotonic()
        planned = price(week["problem"], week["chosen"])
        chosen, cost, proved = best(week["problem"], week["chosen"], planned)
        answer = {"proved": proved, "chosen": chosen, "cost": cost, "planned": planned}
        print(json.dumps(answer | {"seconds": time.monotonic() - begin}), flush=True)


main()
