"""The same allocation by OR-Tools' minimum cost flow, for comparison with `cargo bench --bench allocation`.

  pip install ortools numpy
  python ortools_flow.py FILE.alloc [pools]

Prints: placed, total, CPU seconds to build and solve (reading excluded), peak memory in MB.
"""

import resource
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow


def read(path):
    seats, pool, places, edges = [], [], [], []
    with open(path) as file:
        for line in file:
            kind, *rest = line.split()
            if kind == "p":
                learners = int(rest[1])
            elif kind == "o":
                seats.append(int(rest[1]))
                pool.append(int(rest[2]))
            elif kind == "g":
                places.append(int(rest[1]))
            elif kind == "e":
                edges.append((int(rest[0]), int(rest[1]), int(rest[2])))
    return learners, *(np.array(column, dtype=np.int64) for column in (seats, pool, places, edges))


def main():
    learners, seats, pool, places, edges = read(sys.argv[1])
    pools = "pools" in sys.argv[2:]
    start = time.process_time()
    offers, groups = len(seats), len(places) if pools else 0
    sink = learners + offers + groups
    everyone, every_offer = np.arange(learners), np.arange(offers)
    flow = min_cost_flow.SimpleMinCostFlow()
    tails = [edges[:, 0], learners + every_offer, everyone]
    heads = [learners + edges[:, 1], learners + offers + pool if pools else np.full(offers, sink), np.full(learners, sink)]
    capacities = [np.ones(len(edges), np.int64), seats, np.ones(learners, np.int64)]
    costs = [1000 - edges[:, 2], np.zeros(offers, np.int64), np.full(learners, 1000 * learners + 1)]
    if pools:
        tails.append(learners + offers + np.arange(groups))
        heads.append(np.full(groups, sink))
        capacities.append(places)
        costs.append(np.zeros(groups, np.int64))
    flow.add_arcs_with_capacity_and_unit_cost(*(np.concatenate(part) for part in (tails, heads, capacities, costs)))
    flow.set_nodes_supplies(everyone, np.ones(learners, np.int64))
    flow.set_node_supply(sink, -learners)
    if flow.solve() != flow.OPTIMAL:
        sys.exit("not optimal")
    used = flow.flows(np.arange(len(edges))) > 0
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(int(used.sum()), int(edges[used, 2].sum()), f"{seconds:.4f}", peak)


main()
