from typing import Any

from django.core.management.base import BaseCommand

from accounts.models import User
from workouts.services import totals


class Command(BaseCommand):
    help = "Compute the totals by day again from the sets, for everybody."

    def handle(self, *args: Any, **options: Any) -> None:
        people = User.objects.order_by("pk")
        days = sum(totals.rebuild(owner) for owner in people.iterator())
        self.stdout.write(f"Totals of {days} drills and days computed again, for {people.count()} people.")
