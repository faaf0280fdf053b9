"""Reads a cohort for the Python peers, and tells what a process has used."""

import numpy as np


def read(path):
    """Learners; seats and pool of each offer; places of each pool; pairs as rows of learner, offer, score."""
    seats, pool, places, pairs = [], [], [], []
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
                pairs.append((int(rest[0]), int(rest[1]), int(rest[2])))
    return learners, *(np.array(column, dtype=np.int64) for column in (seats, pool, places, pairs))


def tell(scores, seconds):
    """Prints placed, total, minimum, CPU seconds and peak memory in MB, given the scores of those placed."""
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    minimum = int(scores.min()) if len(scores) else "-"
    print(len(scores), int(scores.sum()), minimum, f"{seconds:.5f}", -(-peak // 1024))
