"""`POST /api/postings`: the text of a job ad that one has as a file."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import parsers, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.ownership import asker
from content.api.uploads import file_or_address, read_posting, sent
from core.api.problems import Problem
from tailoring.posting import MAX_POSTING, UnusablePosting, posting_of


class PostingText(serializers.Serializer[Any]):
    """What a file says of a job."""

    text = serializers.CharField(max_length=MAX_POSTING, help_text="to be given to `POST /tailor`")


class PostingFile(APIView):
    class PostingUpload(serializers.Serializer[Any]):
        file = serializers.FileField(
            max_length=200,
            required=False,
            help_text="a text, a saved web page, a PDF or a Word document (.docx)",
        )
        url = serializers.CharField(
            max_length=2_000,
            required=False,
            help_text="in place of a file: the address of a page, where that is allowed",
        )

        def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
            return file_or_address(attrs)

    def get_parsers(self) -> list[Any]:
        return [parsers.MultiPartParser(), parsers.JSONParser()]

    @extend_schema(
        operation_id="read_posting",
        tags=["tailoring"],
        request={"multipart/form-data": PostingUpload, "application/json": PostingUpload},
        responses={200: PostingText},
    )
    def post(self, request: Request) -> Response:
        """Read the text of a job ad out of a file, or of the page at an address. Nothing is stored.

        Of a saved page that is its JobPosting record, else its main part without navigation, banners and other jobs.
        """
        upload = self.PostingUpload(data=request.data)
        upload.is_valid(raise_exception=True)
        file = sent(asker(request), upload.validated_data)
        text = read_posting(asker(request), file)
        try:
            return Response({"text": posting_of(text, file.name or "The file")})
        except UnusablePosting as error:
            raise Problem(422, str(error), code="not_readable") from None
