"""How many records one account may send. The count sits in the account's row, which is locked and read anyway: it costs
no query, all machines share it, and it lives as long as the account."""

from datetime import datetime
from math import ceil

from workouts.services.refusing import MOST_RECORDS

RECORD_MILLISECONDS = 33
# A first sync, or a phone that compares everything after a restored backup, never meets the limit.
AT_ONCE_MILLISECONDS = MOST_RECORDS * RECORD_MILLISECONDS


class TooFast(Exception):
    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"wait {wait_seconds} s")
        self.wait_seconds = wait_seconds


def paced(*, until: int, records: int, at: datetime) -> int:
    """When all that was sent so far, these records too, is worked off at the steady pace."""
    now = int(at.timestamp() * 1000)
    until = max(until, now) + records * RECORD_MILLISECONDS
    wait = until - now - AT_ONCE_MILLISECONDS
    if wait > 0:
        raise TooFast(ceil(wait / 1000))
    return until
