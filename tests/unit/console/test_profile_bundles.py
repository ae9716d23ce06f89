"""Bundles on the command line, without a database: out, changed by hand, and checked."""

import pytest
from click.testing import CliRunner, Result

from console.profiles_command import BundleRefused, command
from console.shipped import ProfileUnknown


def _run(*arguments: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(command, list(arguments), input=given)


def test_what_is_exported_can_be_checked():
    text = _run("export", "utrecht").output
    answer = _run("check", "-", given=text.encode())
    assert answer.exit_code == 0
    assert "Utrecht kan worden ingelezen" in answer.output
    assert "veranderd" not in answer.output


def test_a_changed_value_and_another_layer_below_are_told():
    text = _run("export", "weekly-hours", "--language", "en").output
    changed = text.replace("value: 60", "value: 90").replace("\n  hash: ", "\n  hash: x", 1)
    answer = _run("check", "-", "--language", "en", given=changed.encode())
    assert "The values were changed" in answer.output
    assert "is another version here" in answer.output


def test_everything_that_is_the_matter_is_told_at_once():
    text = _run("export", "weekly-hours").output
    broken = text.replace("value: 60", "value: veel").replace("value: 24", "value: -1")
    answer = _run("check", "-", given=broken.encode())
    assert isinstance(answer.exception, BundleRefused)
    assert answer.exception.exit_code == 2
    told = str(answer.exception)
    assert "intensity.weekly_minutes" in told
    assert "duration.nominal_months" in told


@pytest.mark.parametrize("content", [b"", b"a: &a 1", b"\xff", b"x" * 300_000])
def test_what_is_no_bundle_is_refused(content):
    assert isinstance(_run("check", "-", given=content).exception, BundleRefused)


def test_a_profile_is_still_shown_by_its_name():
    assert "uwv-baseline" in _run().output
    assert "uwv-baseline" in _run("--format", "json").output
    assert "Utrecht" in _run("utrecht", "--differences").output
    assert isinstance(_run("export", "nergens").exception, ProfileUnknown)
