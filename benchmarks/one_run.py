"""The cases that are asked for, worked through the baseline alone in a process, for its memory."""

import sys

from benchmarks.cases import random_cases
from rulebook.engine import evaluate
from rulebook.profiles import BASELINE, load_shipped

if __name__ == "__main__":
    evaluate(random_cases(int(sys.argv[1])), load_shipped(BASELINE))
