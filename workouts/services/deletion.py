from django.db import transaction

from accounts.models import User
from accounts.services import end_sessions


@transaction.atomic
def delete_account(*, owner: User) -> None:
    """Remove a person and everything that is theirs, on whatever phone it was written.

    Every table of theirs points at the account and goes with it; sessions do not, and end first."""
    # Writers of this account's records lock its row too, so nothing is added behind this one's back.
    account = User.objects.select_for_update().get(pk=owner.pk)
    end_sessions(user=account)
    account.delete()
