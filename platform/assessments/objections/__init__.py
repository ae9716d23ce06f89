"""Objection and appeal against a decision: received, heard, ended, and what came of it."""
