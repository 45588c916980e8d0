import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from workouts import calendars
from workouts.services import demo

EMAIL = "demo@swivel.example"


class Command(BaseCommand):
    help = "Make the demo account with a year of training, and print how to sign in. One that is here keeps its rows."

    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(9)
        today = calendars.local_date(timezone.now(), demo.TIME_ZONE)
        with transaction.atomic():
            owner, made = User.objects.get_or_create(
                email=EMAIL, defaults={"guessed_time_zone": demo.TIME_ZONE}
            )
            owner.set_password(password)
            owner.save(update_fields=["password"])
            if made:
                EmailAddress.objects.create(user=owner, email=EMAIL, verified=True, primary=True)
                demo.train_for_a_year(owner=owner, today=today)
        self.stdout.write(f"Sign in as {EMAIL} with the password {password}")
