"""Files on their way to Feishu: uploaded for a key, by which they are sent.

https://open.feishu.cn/document/server-docs/im-v1/image/create and .../im-v1/file/create.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from service.channel.errors import ChannelError
from service.channel.sent_files import SentFile
from service.channel.wire import multipart

MAX_PICTURE_BYTES, MAX_SENT_BYTES = 10_000_000, 30_000_000
_PICTURES = frozenset(("image/png", "image/jpeg", "image/webp", "image/gif"))


def is_feishu_picture(media_type: str) -> bool:
    """Whether Feishu shows it in place."""
    return media_type in _PICTURES


def upload_of(file: SentFile) -> tuple[str, bytes, dict[str, str]]:
    """Where it is uploaded, with body and headers."""
    if is_feishu_picture(file.media_type):
        form = multipart({"image_type": "message"}, "image", file.name, file.media_type, file.body)
        return "im/v1/images", *form
    fields = {"file_type": "pdf" if file.media_type == "application/pdf" else "stream", "file_name": file.name}
    return "im/v1/files", *multipart(fields, "file", file.name, file.media_type, file.body)


def shown_as(file: SentFile, told: Mapping[str, Any]) -> dict[str, str]:
    """The message that shows what was uploaded. Raises ChannelError where Feishu gave no key."""
    kind = "image" if is_feishu_picture(file.media_type) else "file"
    key = told.get(f"{kind}_key")
    if not isinstance(key, str) or not key:
        raise ChannelError("Feishu gave no key for the file.", permanent=False)
    return {"msg_type": kind, "content": orjson.dumps({f"{kind}_key": key}).decode()}
