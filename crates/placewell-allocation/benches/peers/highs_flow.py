"""The same allocation by HiGHS' simplex, for comparison with `cargo bench --bench allocation`.

  pip install highspy numpy scipy
  python highs_flow.py FILE.alloc [pools]

One linear program; its matrix is a network's, so its optimum is whole. Whom it places is worth more than all
scores together. Prints placed, total, minimum, CPU seconds to build and solve (reading excluded), peak memory
in MB.
"""

import sys
import time

import highspy
import numpy as np
import scipy.sparse as sparse
from cohort import read, tell


def best(matrix, upper, worth):
    """Which pairs the best answer uses."""
    rows, pairs = matrix.shape
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = pairs, rows
    program.col_cost_ = worth.astype(float)
    program.col_lower_, program.col_upper_ = np.zeros(pairs), np.full(pairs, np.inf)
    program.row_lower_, program.row_upper_ = np.full(rows, -np.inf), upper.astype(float)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
    program.a_matrix_.value_ = matrix.data
    program.sense_ = highspy.ObjSense.kMaximize
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("solver", "simplex")):
        solver.setOptionValue(option, value)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        sys.exit("not optimal")
    return np.array(solver.getSolution().col_value) > 0.5


def main():
    learners, seats, pool, places, pairs = read(sys.argv[1])
    pools = "pools" in sys.argv[2:]
    start = time.process_time()
    count, offers, groups = len(pairs), len(seats), len(places) if pools else 0
    limits = [pairs[:, 0], learners + pairs[:, 1]]
    upper = [np.ones(learners), seats]
    if pools:
        limits.append(learners + offers + pool[pairs[:, 1]])
        upper.append(places)
    rows, columns = np.concatenate(limits), np.tile(np.arange(count), len(limits))
    shape = (learners + offers + groups, count)
    matrix = sparse.csc_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    used = best(matrix, np.concatenate(upper), pairs[:, 2] + 1000 * learners + 1)
    tell(pairs[used, 2], time.process_time() - start)


main()
