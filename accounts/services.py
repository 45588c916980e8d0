from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import Session, User, new_epoch


class NobodyHasAddress(LookupError):
    """There is no account with this e-mail address."""


@transaction.atomic
def confirm_address(*, email: str) -> None:
    """Take an account's address as proven, as the link in the mail would."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise NobodyHasAddress(email)
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email.lower(), verified=True, primary=True)


@transaction.atomic
def correct_address(*, user: User, email: str) -> EmailAddress:
    """Put another address in place of one that was never proven, like the typing error of a sign-up.

    There is nothing to fall back on until the new one is proven, so it counts at once."""
    EmailAddress.objects.filter(user=user).delete()
    user.email = email
    user.save(update_fields=["email"])
    return EmailAddress.objects.create(user=user, email=email, primary=True)


def renew_epochs(*, email: str = "") -> int:
    """Let phones compare everything anew, all of them or one account's; how many accounts that were."""
    people = User.objects.filter(email__iexact=email) if email else User.objects.all()
    renewed = people.update(epoch=new_epoch())
    if email and not renewed:
        raise NobodyHasAddress(email)
    return renewed


def end_sessions(*, user: User) -> None:
    """Sign a person out everywhere."""
    Session.objects.filter(user_id=user.pk).delete()
