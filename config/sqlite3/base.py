"""Django's SQLite, with as many values in one statement as the library on this machine takes.

Django 5.2 assumes 999, the default of libraries before 2020: 500 sets would go into 14 upserts. Newer ones take
32,766, Debian's 250,000. Django 6.0 asks the library as well; then this goes.
"""

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    @property
    def max_query_params(self) -> int:  # type: ignore[override]
        connection: Any = self.connection
        connection.ensure_connection()
        limit: int = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        return limit


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
