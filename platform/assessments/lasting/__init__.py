"""The track for who needs support that lasts: recognised in a case, and looked at once a year."""
