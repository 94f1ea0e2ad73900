"""The command line: a thin shell over everything else."""

import gc
import sys

gc.set_threshold(
    100_000
)  # collecting cycles while a short process starts costs a tenth of its time
sys.setrecursionlimit(20_000)  # trees are walked by recursion; what is deeper still is refused
