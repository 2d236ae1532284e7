"""A database that is not there for a while."""

import time
from concurrent.futures import ThreadPoolExecutor

from tests.support.service import Service


def test_a_database_that_goes_away_while_a_client_waits_costs_no_run(tmp_path):
    """The file is taken away under the server; what the client is told it can ask for when the file is back."""
    with Service(tmp_path, on="sqlite", TAILORING_ENGINE="offline") as service:
        service.start_web()
        away = tmp_path / "away"
        away.mkdir()
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(service.tailor, prefer="wait=30", key="mine")
            service.wait_until(lambda: service.store.count("tailoring_run") == 1)
            time.sleep(0.5)  # it waits now, and looks several times a second
            for file in tmp_path.glob("service.sqlite3*"):
                file.rename(away / file.name)
            told = waiting.result()
        assert told.status_code == 202
        for file in tmp_path.glob("service.sqlite3*"):
            file.unlink()
        for file in away.iterdir():
            file.rename(tmp_path / file.name)
        service.start_worker()
        again = service.tailor(prefer="wait=50", key="mine")
        assert (again.status_code, again.json()["id"]) == (200, told.json()["id"])
