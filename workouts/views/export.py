from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.queries import preferences_of
from accounts.requests import SignedInRequest
from workouts import calendars, exports, queries


@require_safe
@never_cache
@login_required
def export_json(request: SignedInRequest) -> StreamingHttpResponse:
    now = timezone.now()
    pieces = exports.json_pieces(queries.account_of(request.user), queries.tables_of(request.user), at=now)
    return as_file(request, pieces, "application/json", "swivel-{day}.json", now)


@require_safe
@never_cache
@login_required
def export_sets(request: SignedInRequest) -> StreamingHttpResponse:
    pieces = exports.csv_pieces(queries.set_lines(request.user))
    return as_file(request, pieces, "text/csv; charset=utf-8", "swivel-sets-{day}.csv", timezone.now())


def as_file(
    request: SignedInRequest, pieces: Iterator[str], content_type: str, name: str, now: datetime
) -> StreamingHttpResponse:
    day = calendars.local_date(now, preferences_of(request.user).time_zone)
    disposition = f'attachment; filename="{name.format(day=day)}"'
    return StreamingHttpResponse(
        pieces, content_type=content_type, headers={"Content-Disposition": disposition}
    )
