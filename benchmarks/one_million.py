"""A million cases worked through the baseline, alone in a process, to see its memory."""

from benchmarks.cases import random_cases
from rulebook.engine import evaluate
from rulebook.profiles import BASELINE, load_shipped

if __name__ == "__main__":
    evaluate(random_cases(1_000_000), load_shipped(BASELINE))
