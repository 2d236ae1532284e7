"""What hangs is noticed, killed and started again; what dies at once again and again is not started without end."""

import sys
import time

import pytest

from core.supervisor import Child

pytestmark = pytest.mark.slow

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
BEATS = [
    sys.executable,
    "-c",
    "import os, time\nwhile True: os.utime(os.environ['PULSE']); time.sleep(0.05)",
]


def watched(child, seconds, enough=lambda: False):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not enough():
        child.look()
        time.sleep(0.02)


def test_a_process_whose_pulse_stops_is_killed_and_started_again():
    child = Child("sleeper", SLEEPS, pulse="PULSE", pulse_seconds=0.2, check_every=0.1)
    child.start()
    first = child.pid
    watched(child, 10, lambda: child.pid != first)
    assert child.pid != first
    assert child.is_alive
    child.ask_to_stop()
    child.end(5)


def test_a_process_whose_pulse_goes_on_is_left_alone():
    child = Child("beater", BEATS, pulse="PULSE", pulse_seconds=2.0, check_every=0.1)
    child.start()
    first = child.pid
    watched(child, 1.0)
    assert child.pid == first
    child.ask_to_stop()
    child.end(5)


def test_a_pulse_that_somebody_deleted_ends_the_process_and_not_its_supervisor(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    child = Child("sleeper", SLEEPS, pulse="PULSE", pulse_seconds=60, check_every=0.05)
    child.start()
    first = child.pid
    next(tmp_path.iterdir()).unlink()
    watched(child, 10, lambda: child.pid != first and child.is_alive)
    assert child.pid != first
    watched(child, 0.5)
    assert child.is_alive
    child.ask_to_stop()
    child.end(5)


def test_a_process_that_cannot_be_started_now_is_started_later(tmp_path):
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    child = Child("absent", [str(program)], most_pause=0.2)
    child.start()
    program.unlink()
    watched(child, 1.0)
    assert not child.is_alive
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    watched(child, 10, lambda: child.is_alive)
    assert child.is_alive
    child.ask_to_stop()
    child.end(5)


def test_a_process_that_answers_no_more_is_killed():
    child = Child("web", SLEEPS, healthy=lambda: False, check_every=0.05)
    child.start()
    first = child.pid
    watched(child, 10, lambda: child.pid != first)
    assert child.pid != first
    child.ask_to_stop()
    child.end(5)


def test_a_process_that_dies_at_once_is_started_with_pauses():
    started = []

    class Counted(Child):
        def start(self):
            started.append(time.monotonic())
            super().start()

    child = Counted("broken", [sys.executable, "-c", "raise SystemExit(1)"])
    child.start()
    watched(child, 2.0)
    assert 2 <= len(started) <= 4
    child.end(5)


def test_a_process_that_does_not_stop_in_time_is_killed():
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    child = Child("deaf", [sys.executable, "-c", deaf])
    child.start()
    time.sleep(0.5)
    child.ask_to_stop()
    child.end(0.2)
    assert not child.is_alive
