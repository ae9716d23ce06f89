"""What runs after a decision: periods and their hours, the log, evaluations, signals."""
