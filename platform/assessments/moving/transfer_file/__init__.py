"""The transfer file: what it holds, how a code closes it, and reading one (no framework)."""
