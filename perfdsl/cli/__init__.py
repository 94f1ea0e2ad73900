"""The command line: a thin shell over everything else."""

import gc

gc.set_threshold(
    100_000
)  # collecting cycles while a short process starts costs a tenth of its time
