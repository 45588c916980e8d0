"""The catalogue for scripts and other apps, to read. Open to all, and kept like the pages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from rest_framework import serializers
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from exercises import queries
from exercises.caching import catalogue_page
from exercises.queries.filters import GROUPS


class CardSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    url = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField()
    joint_action = serializers.CharField()
    position = serializers.CharField()
    category = serializers.CharField()
    level = serializers.CharField()
    sides = serializers.CharField()
    equipment = serializers.ListField(child=serializers.CharField())


class ContentSerializer(serializers.Serializer[Any]):
    """A drill as its fixture file has it, less what only curators need."""

    def to_representation(self, instance: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in instance.items() if name != "status"}


@require_safe
@catalogue_page(reads=("q", *GROUPS))
@api_view(["GET"])
@authentication_classes([])
@permission_classes([AllowAny])
def drills(request: Request) -> HttpResponse:
    asked = {group: request.query_params.getlist(group) for group in GROUPS}
    found = queries.drills_found(request.query_params.get("q", ""), asked)
    return Response({"drills": CardSerializer(found, many=True).data})


@require_safe
@catalogue_page()
@api_view(["GET"])
@authentication_classes([])
@permission_classes([AllowAny])
def drill(request: Request, slug: str) -> HttpResponse:
    content = queries.drill_record(slug)
    if content is None:
        raise Http404
    return Response(ContentSerializer(content).data)
