"""The same allocation by OR-Tools, for comparison with `cargo bench --bench allocation`.

  pip install ortools numpy
  python ortools_flow.py FILE.alloc [fair] [pools]

Places the most learners, then the highest total: one minimum cost flow. With `fair`, the highest threshold at
which as many can still be placed is searched first, by maximum flows, and lower pairs are left out.
Prints placed, total, minimum, CPU seconds to build and solve (reading excluded), peak memory in MB.
"""

import sys
import time

import numpy as np
from cohort import read, tell
from ortools.graph.python import max_flow, min_cost_flow


def arcs(cohort, pairs, pools):
    """Arcs from learners to the sink as columns of tail, head, capacity; the pairs come first."""
    learners, seats, pool, places, _ = cohort
    offers, groups = len(seats), len(places) if pools else 0
    sink = learners + offers + groups
    to = learners + offers + pool if pools else np.full(offers, sink)
    columns = [
        (pairs[:, 0], learners + pairs[:, 1], np.ones(len(pairs), np.int64)),
        (learners + np.arange(offers), to, seats),
    ]
    if pools:
        columns.append((learners + offers + np.arange(groups), np.full(groups, sink), places))
    return sink, [np.concatenate(part) for part in zip(*columns)]


def most(cohort, pairs, pools):
    """How many can be placed over these pairs."""
    learners = cohort[0]
    sink, (tails, heads, capacities) = arcs(cohort, pairs, pools)
    flow = max_flow.SimpleMaxFlow()
    source = sink + 1
    flow.add_arcs_with_capacity(tails, heads, capacities)
    flow.add_arcs_with_capacity(np.full(learners, source), np.arange(learners), np.ones(learners, np.int64))
    if flow.solve(source, sink) != flow.OPTIMAL:
        sys.exit("not optimal")
    return flow.optimal_flow()


def threshold(cohort, pools):
    """The pairs that score at least the highest threshold at which the most can still be placed."""
    pairs = cohort[-1]
    wanted = most(cohort, pairs, pools)
    low, high = 0, 1000
    while low < high:
        middle = (low + high + 1) // 2
        if most(cohort, pairs[pairs[:, 2] >= middle], pools) == wanted:
            low = middle
        else:
            high = middle - 1
    return pairs[pairs[:, 2] >= low]


def cheapest(cohort, pairs, pools):
    """The scores of those placed in the best answer over these pairs."""
    learners = cohort[0]
    sink, (tails, heads, capacities) = arcs(cohort, pairs, pools)
    costs = np.zeros(len(tails), np.int64)
    costs[: len(pairs)] = 1000 - pairs[:, 2]
    everyone, ones = np.arange(learners), np.ones(learners, np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    flow.add_arcs_with_capacity_and_unit_cost(everyone, np.full(learners, sink), ones, ones * (1000 * learners + 1))
    flow.set_nodes_supplies(everyone, ones)
    flow.set_node_supply(sink, -learners)
    if flow.solve() != flow.OPTIMAL:
        sys.exit("not optimal")
    return pairs[flow.flows(np.arange(len(pairs))) > 0, 2]


def main():
    cohort = read(sys.argv[1])
    fair, pools = "fair" in sys.argv[2:], "pools" in sys.argv[2:]
    start = time.process_time()
    pairs = threshold(cohort, pools) if fair else cohort[-1]
    scores = cheapest(cohort, pairs, pools)
    tell(scores, time.process_time() - start)


main()
