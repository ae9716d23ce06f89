"""What stops a command and can be repaired by the person at the terminal."""


class Refusal(Exception):
    """The message says what is the matter and what to do; no traceback is needed."""
