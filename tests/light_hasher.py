"""Argon2 as in production, with less memory: the tests sign in a hundred times."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2PasswordHasher(Argon2PasswordHasher):
    """The same algorithm at a thousandth of the work; only for tests."""

    time_cost = 1
    memory_cost = 64  # KiB
    parallelism = 1
