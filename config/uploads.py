from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from exercises.services.photos import LARGEST_FILE

# Three of the largest photos and the form around them.
LARGEST_BODY = 3 * LARGEST_FILE + 1_000_000


class Limits(FileUploadHandler):
    """Before anything is written down: files are the admin's alone, and what is too long is not read to its end.

    A file above the limit is cut just behind it, so that the form can refuse it by name.
    """

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > LARGEST_BODY:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.request is None or not self.request.path.startswith("/admin/"):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= LARGEST_FILE else None

    def file_complete(self, file_size: int) -> None:
        return None
