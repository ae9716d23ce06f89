"""The person behind a case: who it is, encrypted, and found again without being readable."""
