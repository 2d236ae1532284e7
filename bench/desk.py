"""The admin's pages at 100,000 chunks of 200 people: seconds, queries and bytes of each, and a bulk retag of 10,000.

    python -m bench.desk [CHUNKS [PEOPLE]] [--on sqlite postgres mongodb]

Each database is measured after the other, in a process of its own; its server is started for it and gone afterwards.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.databases import is_there
from tests.support.stores import KINDS, ROOT, empty_store


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("chunks", nargs="?", type=int, default=100_000)
    parser.add_argument("people", nargs="?", type=int, default=200)
    parser.add_argument(
        "--on", nargs="+", choices=list(KINDS), default=[kind for kind in KINDS if is_there(kind)]
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bespoke-desk-") as name:
        for kind in options.on:
            store = empty_store(kind, Path(name))
            print(f"\n{options.chunks:,} chunks of {options.people} people on {kind}", flush=True)
            command = [sys.executable, "-m", "bench.desk_pages", str(options.chunks), str(options.people)]
            environment = {**os.environ, "DATABASE_URL": store.url, "EMBEDDINGS": "none"}
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            store.drop()


if __name__ == "__main__":
    main()
