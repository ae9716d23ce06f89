"""What changes while support runs: hours, job, employer, contract, illness, an early end."""
