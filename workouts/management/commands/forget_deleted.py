from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import User
from workouts import services


class Command(BaseCommand):
    help = "Blanks the contents of what was deleted more than 90 days ago. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        people = User.objects.order_by("pk").iterator()
        forgotten = sum(services.forget_deleted(owner=owner, at=at) for owner in people)
        self.stdout.write(f"{forgotten} deleted records blanked.")
