"""The whole database into one file and back. A restored one has lost what came after it: its epochs are renewed."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from accounts.models import User, new_epoch
from accounts.services import renew_epochs

BUSY_SECONDS = 1


class Dump(DatabaseClient):
    executable_name = "pg_dump"


class Restore(DatabaseClient):
    executable_name = "pg_restore"


class CannotDo(Exception):
    """Why there is no backup, or why nothing was restored, in a sentence."""


def back_up(path: Path) -> None:
    if path.exists():
        raise CannotDo(f"{path} is there already.")
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    # It holds everybody's training: nobody else on this machine reads it.
    partial.touch(mode=0o600)
    if connection.vendor == "sqlite":
        copy_sqlite(partial)
    else:
        run_postgresql(Dump, "--format=custom", f"--file={partial}")
    partial.rename(path)


def copy_sqlite(path: Path) -> None:
    """A copy as of one moment, while the site goes on writing."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        # One file without companions, and flushed.
        copy.execute("PRAGMA journal_mode=DELETE")
        check_sqlite(copy, path)


def restore(path: Path, *, at: datetime) -> str:
    """The answer says where the database that was here before is kept, if anywhere."""
    if not path.is_file():
        raise CannotDo(f"There is no file {path}.")
    if connection.vendor == "sqlite":
        return restore_sqlite(path, Path(connection.settings_dict["NAME"]), at)
    restore_postgresql(path)
    return ""


def restore_sqlite(path: Path, here: Path, at: datetime) -> str:
    incoming = here.with_name(f"{here.name}.incoming")
    shutil.copyfile(path, incoming)
    try:
        with closing(sqlite3.connect(incoming)) as copy:
            check_sqlite(copy, path)
            columns = {row[1] for row in copy.execute(f"PRAGMA table_info({User._meta.db_table})")}
            # One from before there were epochs gets new ones when it is migrated.
            if "epoch" in columns:
                copy.execute(f"UPDATE {User._meta.db_table} SET epoch = ?", [new_epoch()])
                copy.commit()
        kept = here.with_name(f"{here.name}.before-restore-{at:%Y%m%d-%H%M%S}")
        connection.close()
        if here.exists():
            close_sqlite(here)
            here.rename(kept)
        incoming.rename(here)
    finally:
        incoming.unlink(missing_ok=True)
    return str(kept) if kept.exists() else ""


def check_sqlite(database: sqlite3.Connection, path: Path) -> None:
    try:
        sound = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        sound, tables = False, set()
    if not sound or User._meta.db_table not in tables:
        raise CannotDo(f"{path} is no sound backup of Swivel.")


def close_sqlite(here: Path) -> None:
    """Only its last connection can take a database out of WAL mode: so nobody else has it open."""
    with closing(sqlite3.connect(here, timeout=BUSY_SECONDS)) as database:
        try:
            mode = database.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError:
            mode = "wal"
    if mode != "delete":
        raise CannotDo("The site is running. Stop it first.")


def restore_postgresql(path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        others = cursor.fetchone()[0]
    if others:
        raise CannotDo("The site is running, or somebody else uses the database. Stop that first.")
    connection.close()
    flags = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
    run_postgresql(Restore, *flags, str(path), "--dbname")
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, User._meta.db_table)
    if any(column.name == "epoch" for column in columns):
        renew_epochs()


def run_postgresql(client: type[DatabaseClient], *flags: str) -> None:
    """With the address and the password that Django would give psql; the database's name comes after the flags."""
    try:
        client(connection).runshell(list(flags))
    except FileNotFoundError as error:
        raise CannotDo(
            f"{client.executable_name} is not on this machine. On Debian: apt-get install postgresql-client"
        ) from error
    except subprocess.CalledProcessError as error:
        raise CannotDo(f"{client.executable_name} failed; its words stand above.") from error
