"""What stops a command and can be repaired by the person at the terminal."""


class Refusal(Exception):
    """The message says what is the matter and what to do; no traceback is needed."""

    exit_code = 1


class UnusableInput(Refusal):
    """What was given cannot be used: a name that does not exist, a file with mistakes in it."""

    exit_code = 2
