"""The command line: a thin shell over everything else."""

import gc
import sys

gc.set_threshold(
    1_000_000
)  # collecting cycles in a short process costs a tenth of its time and finds hardly any
sys.setrecursionlimit(20_000)  # trees are walked by recursion; what is deeper still is refused
