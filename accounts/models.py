import secrets
import uuid
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

AnyModel = TypeVar("AnyModel", bound=models.Model)


def new_epoch() -> str:
    return secrets.token_hex(8)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), unique=True)
    # What phones call this account: says nothing about it, and stays when the address changes.
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)
    # What the browser said at sign-up: the default of the time zone preference, not a choice.
    guessed_time_zone = models.CharField(_("time zone at sign-up"), max_length=64, default="UTC")
    # Counts every write to this person's records; updating it is also the lock that puts writers in a row.
    revision = models.BigIntegerField(default=0, editable=False)
    # The last stamp the server's own pages gave: each is greater, so a deletion's stamp names that deletion alone.
    web_stamp = models.BigIntegerField(default=0, editable=False)
    # Renewed when the revisions behind it were lost: a phone that comes with another one begins anew.
    epoch = models.CharField(max_length=32, default=new_epoch, editable=False)
    # How many records there are, deleted ones too. None is ever removed, so the store only counts up.
    records = models.BigIntegerField(default=0, editable=False)
    # Until when, in milliseconds since 1970, what was sent so far would have taken at the steady pace.
    paced_until = models.BigIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("This e-mail address is taken."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)


class Session(AbstractBaseSession):
    # No foreign key: a session may be written while its account goes; accounts.services ends them by this number.
    user_id = models.BigIntegerField(null=True, db_index=True, editable=False)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.sessions import SessionStore

        return SessionStore


class RecordQuerySet(models.QuerySet[AnyModel]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def kept(self) -> Self:
        return self.filter(deleted=False)


class Record(models.Model):
    """A row that a person wrote, kept the same on all their phones: docs/offline.md says how.

    Unique by (owner, id): an id chosen on a phone means something inside one account alone. Written only by
    workouts.services.store, which keeps the stamps and the revision true.
    """

    pk = models.CompositePrimaryKey("owner", "id")
    owner = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False, related_name="+")
    id: Any = models.UUIDField()
    # {register: [milliseconds, device]}: when and where each group of fields was last changed.
    stamps = models.JSONField(default=dict)
    deleted = models.BooleanField(default=False)
    revision = models.BigIntegerField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


class Preference(Record):
    """One setting that a person changed. What has no row is at its default."""

    id: Any = models.CharField(max_length=40)
    value = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "revision"], name="preference_pull")]

    def __str__(self) -> str:
        return self.id
