"""Versions: checked and published by a colleague, ended, withdrawn or given back."""
