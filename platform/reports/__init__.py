"""Reports and files that people keep: benchmark reports, and a policy to print."""
