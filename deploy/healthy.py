"""Whether this container is well, as an exit code: a worker by its pulse, a server by an answer."""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request

OLDEST_PULSE = 60.0


def pulses(file: str) -> bool:
    """Whether a worker's loop has turned lately: it touches the file that BESPOKE_PULSE names."""
    try:
        return time.time() - os.stat(file).st_mtime < OLDEST_PULSE
    except OSError:
        return False


def answers(port: str) -> bool:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": "localhost"})
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 - an address of this machine
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code < 500  # it answers, whatever it thinks of the name it is called by
    except OSError:
        return False


if __name__ == "__main__":
    pulse = os.environ.get("BESPOKE_PULSE", "")
    sys.exit(0 if (pulses(pulse) if pulse else answers(os.environ.get("PORT") or "8000")) else 1)
