"""Drafts: policy in the making, edited value by value beside what holds now."""
