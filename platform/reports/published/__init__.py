"""Reports that organisations brought out for everyone, apart because their table is shared."""
