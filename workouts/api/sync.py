"""POST /api/v1/sync/: the phones' one door. The contract is docs/offline.md."""

import json
from typing import Any, NoReturn

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from accounts.api import SignedIn
from accounts.problems import Problem
from workouts import services
from workouts.api import wire
from workouts.api.body import read_json
from workouts.services.pace import TooFast
from workouts.services.sync import Exchange, Resync


@never_cache
@api_view(["POST"])
@authentication_classes([SignedIn])
@permission_classes([IsAuthenticated])
def sync(request: Request) -> HttpResponse:
    asked = wire.asked(read_json(request._request))
    if asked.account != str(request.user.public_id):
        raise Problem("other_account", account=str(request.user.public_id))
    at = timezone.now()
    try:
        done = services.exchange(
            owner=request.user, epoch=asked.epoch, cursor=asked.cursor, changes=asked.changes, at=at
        )
    except (Resync, TooFast, services.Refused) as refusal:
        refuse(refusal)
    return answer(
        {
            "account": asked.account,
            "epoch": done.epoch,
            "now": int(at.timestamp() * 1000),
            "cursor": done.cursor,
            "changes": changes_of(done, asked),
            **refusals_of(request.user, done, asked),
            "more": done.more,
            # How many there are in all, for the progress of a first sync.
            "records": request.user.records,
        }
    )


def refuse(refusal: Exception) -> NoReturn:
    if isinstance(refusal, TooFast):
        raise Problem("slow_down", wait_seconds=refusal.wait_seconds) from refusal
    if isinstance(refusal, services.Refused):
        raise Problem(refusal.code) from refusal
    raise Problem("resync") from refusal


def changes_of(done: Exchange, asked: wire.Asked) -> list[wire.Json]:
    news = [wire.record_of(row) for row in done.news]
    if done.own:
        sent = {(change.type, change.id): change for change in asked.changes}
        own = ((wire.record_of(row), sent[row.kind.name, row.id]) for row in done.own)
        news += (record for record, change in own if wire.differs(record, change))
    return news


def refusals_of(owner: Any, done: Exchange, asked: wire.Asked) -> wire.Json:
    rejected = asked.rejected + done.rejected
    current = services.rows_named(owner, wire.keys_of(rejected)) if rejected else ()
    return {
        "current": [wire.record_of(row) for row in current],
        "rejected": [wire.rejection_of(rejection) for rejection in rejected],
    }


def answer(body: wire.Json) -> HttpResponse:
    # A half of a surrogate pair can come back in what is refused, and has no UTF-8.
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text.encode(errors="replace"), content_type="application/json")
