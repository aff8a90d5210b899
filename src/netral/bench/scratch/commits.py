"""How many plain durable commits a database does: the limit under everything that keeps its word before it answers."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import psycopg

CONNECTIONS, SECONDS, WARMING_S = 2, 5.0, 1.0
_TABLE = "CREATE TABLE bench_commit (id bigint GENERATED ALWAYS AS IDENTITY, word text)"
_ROW = "INSERT INTO bench_commit (word) VALUES ('amatan')"
_TOGETHER_S = 0.5


def commits_per_s(address: str) -> float:
    """Return how many commits of one small row a database does a second, on two connections at once.

    The address is the owner's; a table is left behind in it.
    """
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(_TABLE)
    with ProcessPoolExecutor(CONNECTIONS, mp_context=get_context("spawn")) as pool:
        # Processes that start take time of their own; the first round is theirs.
        for seconds in (WARMING_S, SECONDS):
            begin = time.time() + _TOGETHER_S
            running = [pool.submit(_commit, address, begin, seconds) for _ in range(CONNECTIONS)]
            commits = sum(each.result() for each in running)
    return commits / SECONDS


def _commit(address: str, begin: float, seconds: float) -> int:
    with psycopg.connect(address, autocommit=True) as connection:
        time.sleep(max(0.0, begin - time.time()))
        end, done = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            connection.execute(_ROW)
            done += 1
    return done
