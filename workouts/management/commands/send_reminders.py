from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workouts import services


class Command(BaseCommand):
    help = "Sends the reminders that are due. Run it every quarter of an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sent = services.send_reminders(now=timezone.now())
        except OSError as error:
            # Its words may name an address.
            raise CommandError(f"The mail server did not take anything: {type(error).__name__}.") from None
        self.stdout.write(f"{sent.letters + sent.notices} reminders sent, {sent.failed} failed.")
