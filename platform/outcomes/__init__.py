"""What became of the work: still in the job, another job, ended and why."""
