"""The app of fact rows and comparison."""

from django.apps import AppConfig


class BenchmarkingConfig(AppConfig):
    """Names the app to Django."""

    name = "benchmarking"
