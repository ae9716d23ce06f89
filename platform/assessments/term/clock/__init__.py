"""The clock itself: from dated events to the last day, in words; knows no framework."""
