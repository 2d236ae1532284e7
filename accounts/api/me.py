"""`/api/me`: one's account, everything of it to take along, and its end."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.ownership import asker
from accounts.api.session import WhoAmI
from accounts.privacy import begin_erasing, export_of


class Me(APIView):
    @extend_schema(operation_id="get_me", tags=["account"], responses={200: WhoAmI})
    def get(self, request: Request) -> Response:
        """Who one is."""
        return Response(WhoAmI(asker(request)).data)

    @extend_schema(
        operation_id="erase_me",
        tags=["account"],
        responses={
            204: OpenApiResponse(description="Erased."),
            202: OpenApiResponse(description="Shut for good; a worker is erasing what is left of it."),
        },
    )
    def delete(self, request: Request) -> Response:
        """Erase the account and everything of it: content, vectors, runs, tokens, sessions. There is no way back."""
        erased = begin_erasing(asker(request))
        logout(request._request)
        return Response(status=204 if erased else 202)


class Export(APIView):
    @extend_schema(
        operation_id="export_me",
        tags=["account"],
        responses={
            (200, "application/zip"): OpenApiResponse({"type": "string", "format": "binary"}, "The zip.")
        },
    )
    def get(self, request: Request) -> HttpResponse:
        """Everything of mine, as one zip with a README."""
        headers = {
            "Content-Disposition": 'attachment; filename="bespoke-export.zip"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(export_of(asker(request)), content_type="application/zip", headers=headers)
