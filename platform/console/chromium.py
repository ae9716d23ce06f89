"""Chromium for the journeys of the tests: the one that is installed, or one that gets installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from config import environment
from console.refusal import Refusal

# The shell has no windows to draw: the journeys take two thirds of the processor's time in it.
_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
_NAMES = (
    *_SHELLS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


class NoChromium(Refusal):
    """No browser was found, and none could be installed."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            "The browser tests need Chromium, and none was found"
            + (f" ({reason})" if reason else "")
            + ".\nInstall it with one of:\n"
            "  sudo apt-get install chromium-headless-shell        (Debian, Ubuntu)\n"
            "  .venv/bin/python -m playwright install chromium     (needs the open internet)\n"
            "or set CHROMIUM to the program of a Chromium that you have."
        )


def find() -> Path:
    """Give the program: the one of CHROMIUM, one on the path (a shell first), or Playwright's own.

    Raises:
        NoChromium: there is none, or CHROMIUM names no program.
    """
    given = environment.given("CHROMIUM")
    if given:
        if os.access(given, os.X_OK):
            return Path(given)
        raise NoChromium(f"CHROMIUM names {given}, which is no program")
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    for own in _of_playwright():
        if own.is_file():
            return own
    raise NoChromium


def ensure() -> Path:
    """Give the program, installed if needed: Debian's package as root, else Playwright's own.

    Raises:
        NoChromium: neither could be installed.
    """
    try:
        return find()
    except NoChromium:
        if environment.given("CHROMIUM"):
            raise
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", _SHELLS[0])
    else:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _run(*command: str) -> None:
    click.echo("Installing Chromium: " + " ".join(command))
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def _of_playwright() -> tuple[Path, ...]:
    from playwright.sync_api import sync_playwright  # only in the environment of the tests

    with sync_playwright() as playwright:
        browser = Path(playwright.chromium.executable_path)
    of_the_browser = browser.parents[1]
    beside = of_the_browser.name.replace("chromium-", "chromium_headless_shell-")
    return *of_the_browser.with_name(beside).glob(f"*/{_SHELLS[1]}"), browser


if __name__ == "__main__":
    try:
        ensure()
    except NoChromium as missing:
        sys.exit(str(missing))
