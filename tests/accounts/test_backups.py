import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import backups
from accounts.models import User
from tests.people import make_person


def test_new_epochs_for_everybody_or_for_one(alice, bob, capsys):
    call_command("new_epoch", only="ALICE@example.com")
    assert User.objects.get(pk=alice.pk).epoch != alice.epoch
    assert User.objects.get(pk=bob.pk).epoch == bob.epoch
    call_command("new_epoch")
    assert User.objects.get(pk=bob.pk).epoch != bob.epoch
    assert "2 people" in capsys.readouterr().out


@pytest.mark.django_db
def test_nobodys_epoch_cannot_be_renewed():
    with pytest.raises(CommandError, match="Nobody has signed up"):
        call_command("new_epoch", only="nobody@example.com")


@pytest.mark.django_db
def test_a_backup_overwrites_nothing(tmp_path):
    there = tmp_path / "backup"
    there.write_text("dear to somebody")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", there)
    assert there.read_text() == "dear to somebody"


@pytest.mark.django_db
def test_there_has_to_be_a_backup_to_restore(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", tmp_path / "nothing")


@pytest.mark.django_db(transaction=True)
def test_a_backup_comes_back_and_begins_a_new_epoch(tmp_path, monkeypatch):
    """On the database at hand; that of the tests may be replaced like any other."""
    if connection.vendor == "postgresql" and shutil.which("pg_dump") is None:
        stand_in(monkeypatch, tmp_path / "backup")
    alice = make_person("alice@example.com")
    call_command("backup", tmp_path / "backup")
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0
    make_person("bob@example.com")
    call_command("restore", tmp_path / "backup")
    assert User.objects.get(email="alice@example.com").epoch != alice.epoch
    if connection.vendor == "sqlite" or shutil.which("pg_dump"):
        assert list(User.objects.values_list("email", flat=True)) == ["alice@example.com"]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A database file as a stopped site leaves it."""
    path = tmp_path / "swivel.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE accounts_user (email, epoch)")
        made.execute("INSERT INTO accounts_user VALUES ('alice@example.com', 'old')")
    made.close()
    return path


def rows(path: Path) -> list[Any]:
    with sqlite3.connect(path) as opened:
        found = opened.execute("SELECT email, epoch FROM accounts_user").fetchall()
    opened.close()
    return found


@pytest.mark.django_db
def test_a_restored_backup_begins_a_new_epoch_and_keeps_what_was_here(tmp_path, elsewhere, at_a_moment):
    backup = tmp_path / "backup"
    shutil.copyfile(elsewhere, backup)
    with sqlite3.connect(elsewhere) as lost:
        lost.execute("INSERT INTO accounts_user VALUES ('bob@example.com', 'old')")
    lost.close()
    kept = backups.restore_sqlite(backup, elsewhere, at_a_moment)
    [(email, epoch)] = rows(elsewhere)
    assert (email, epoch != "old") == ("alice@example.com", True)
    assert len(rows(Path(kept))) == 2
    assert rows(backup) == [("alice@example.com", "old")]


@pytest.mark.django_db
def test_nothing_is_restored_under_a_running_site(tmp_path, elsewhere, at_a_moment):
    backup = tmp_path / "backup"
    shutil.copyfile(elsewhere, backup)
    with sqlite3.connect(elsewhere) as running:
        running.execute("SELECT * FROM accounts_user").fetchall()
        with pytest.raises(backups.CannotDo, match="Stop it first"):
            backups.restore_sqlite(backup, elsewhere, at_a_moment)
    running.close()
    assert rows(elsewhere) == [("alice@example.com", "old")]
    assert not list(tmp_path.glob("*.incoming"))


@pytest.mark.django_db
@pytest.mark.parametrize("contents", [b"no database at all" * 100, b""])
def test_what_is_no_backup_is_left_out(tmp_path, elsewhere, at_a_moment, contents):
    backup = tmp_path / "backup"
    backup.write_bytes(contents)
    with pytest.raises(backups.CannotDo, match="no sound backup"):
        backups.restore_sqlite(backup, elsewhere, at_a_moment)
    assert rows(elsewhere) == [("alice@example.com", "old")]


def stand_in(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The machine has PostgreSQL's server, but not its client programs."""
    partial = path.with_name(f"{path.name}.partial")
    monkeypatch.setattr(backups.Dump, "runshell", lambda self, flags: partial.write_text("dump"))
    monkeypatch.setattr(backups.Restore, "runshell", lambda self, flags: None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (FileNotFoundError(), "apt-get install postgresql-client"),
        (subprocess.CalledProcessError(1, "pg_dump"), "pg_dump failed"),
    ],
)
def test_postgresqls_own_programs_may_fail(monkeypatch, failure, words):
    def fail(self: Any, flags: list[str]) -> None:
        raise failure

    monkeypatch.setattr(backups.Dump, "runshell", fail)
    with pytest.raises(backups.CannotDo, match=words):
        backups.run_postgresql(backups.Dump)


@pytest.fixture
def at_a_moment() -> Any:
    from tests.builders import NOON

    return NOON
