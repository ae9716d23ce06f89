"""Decisions that wait for a second person, who agrees to them or gives them back."""
