"""What the room costs a server that only starts."""

import pkgutil
import subprocess
import sys

from benchmarking import statistics


def test_no_statistics_library_is_loaded_before_it_is_needed():
    """SciPy and statsmodels take seconds and a hundred megabytes; a page of text pays neither."""
    modules = [
        f"{statistics.__name__}.{found.name}" for found in pkgutil.iter_modules(statistics.__path__)
    ]
    code = (
        f"import sys, {', '.join(modules)}\n"
        "print([name for name in ('scipy', 'statsmodels', 'pandas') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
