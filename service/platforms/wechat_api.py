"""The API that WeChat Official Accounts and WeCom share: a token in the query, `errcode` in a body of status 200.

Tokens are good for 7,200 s; 40001, 40014 and 42001 say that one is not taken any more, before anything was done: it is
fetched anew and the same attempt goes on. The codes are those of the platforms' global lists
(https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html and
https://developer.work.weixin.qq.com/document/path/90313).
"""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlencode

import orjson
from pydantic import BaseModel, ConfigDict, HttpUrl, ValidationError

from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.hosts import own_https
from service.channel.interface import Fetched
from service.channel.line import Line, Token
from service.channel.sent_files import SentFile
from service.channel.wire import Answer, ask, call, download, ensure_accepted, multipart
from service.platforms.wechat_outbound import Part

_PICTURES = frozenset(("image/png", "image/jpeg"))
MAX_PICTURE_BYTES, MAX_SENT_BYTES, _LEAST_BYTES = 10_000_000, 20_000_000, 5
"""Of what is uploaded, by https://developer.work.weixin.qq.com/document/path/90253; as WeChat has it for pictures."""
MAX_MEDIA_BYTES = 20_000_000

_OK = 0
_EXPIRED = (40001, 40014, 42001)
_WAITS_S: Mapping[int, float | None] = {-1: None, 6000: None, 45009: 300.0, 45011: 60.0}
"""Busy, changed meanwhile, over a quota or a frequency: try again, no sooner than so many seconds where it is known."""
_MEANINGS: Mapping[int, str] = {
    40013: "there is no such account",
    40125: "the secret is wrong",
    40164: "this server's address is not on the account's IP whitelist",
    45009: "the quota of calls is used up",
    48001: "the account is not authorised for this interface",
    60020: "this server's address is not among the app's trusted IPs",
}
_MAX_REASON_CHARS = 200
_MEDIA_HOSTS = ("qq.com", "qpic.cn")
"""Tencent's own; a video's address is told with http, too."""


class ErrcodeError(ChannelError):
    """The platform said no, by that code."""

    def __init__(self, sentence: str, errcode: int, *, permanent: bool, retry_after_s: float | None = None) -> None:
        super().__init__(sentence, permanent=permanent, retry_after_s=retry_after_s)
        self.errcode = errcode


class Said(BaseModel):
    """A platform's answer; what more it holds is in `model_extra`."""

    model_config = ConfigDict(extra="allow")

    errcode: int
    errmsg: str = ""


class _Token(BaseModel):
    access_token: str
    expires_in: float


@dataclass(frozen=True, slots=True)
class Api:
    """One account's way to its platform. `fetch` gets a token, `owner` names whose it is.

    `meanings` says in words what error codes mean there, `address` has no slash at its end.
    """

    platform: str
    address: str
    line: Line
    owner: Hashable
    fetch: Callable[[], Awaitable[Token]]
    meanings: Mapping[int, str]

    async def send(self, path: str, message: Mapping[str, Any]) -> Said:
        """Have something done that must not be done twice. Raises ChannelError, DeliveryUncertain."""
        body = orjson.dumps(message)
        said = read(await self._with_token(lambda url: call(self.line.http, self.platform, url, body), path))
        if said is None:
            raise DeliveryUncertain(f"{self.platform}'s answer could not be read: the message may have arrived.")
        return ensure_ok(said, self.platform, self.meanings)

    async def send_all(self, path: str, messages: Sequence[Mapping[str, Any]]) -> Said:
        """Send a reply that takes several messages, in order. Raises as `send`, uncertain once the first has gone."""
        said = await self.send(path, messages[0])
        for message in messages[1:]:
            try:
                said = await self.send(path, message)
            except ChannelError as error:
                raise DeliveryUncertain(f"The reply's beginning arrived, its end did not: {error.sentence}") from error
        return said

    async def ask(self, path: str, question: Mapping[str, Any] | None = None, **query: str) -> Said:
        """Ask for something: by POST with a `question`, else by GET. Raises ChannelError."""
        body = None if question is None else orjson.dumps(question)

        async def put(url: str) -> Answer:
            return await ask(self.line.http, self.platform, url, body, max_bytes=MAX_MEDIA_BYTES)

        return ensure_ok(read(await self._with_token(put, path, query)), self.platform, self.meanings)

    async def upload(self, file: SentFile) -> Part:
        """The message that shows the file, which is uploaded for it (kept for 3 days). Raises ChannelError."""
        kind = "image" if takes_picture(file.media_type, len(file.body)) else "file"
        form, headers = multipart({}, "media", file.name, file.media_type, file.body)

        async def put(url: str) -> Answer:
            return await ask(self.line.http, self.platform, url, form, headers)

        answer = await self._with_token(put, "/cgi-bin/media/upload", {"type": kind})
        said = ensure_ok(read(answer), self.platform, self.meanings)
        return {"msgtype": kind, kind: {"media_id": str((said.model_extra or {}).get("media_id", ""))}}

    async def fetch_media(self, media_id: str) -> Fetched:
        """A temporary media file, kept by the platform for 3 days. Raises ChannelError."""

        async def get(url: str) -> Answer:
            return await ask(self.line.http, self.platform, url, max_bytes=MAX_MEDIA_BYTES)

        answer = await self._with_token(get, "/cgi-bin/media/get", {"media_id": media_id})
        if said := read(answer):  # an error; or of an Official Account's video, where it is
            ensure_ok(said, self.platform, self.meanings)
            given = str((said.model_extra or {}).get("video_url", ""))
            url = own_https(given, self.platform, HttpUrl(self.address), _MEDIA_HOSTS)
            body, media_type = await download(self.line.http, self.platform, url, max_bytes=MAX_MEDIA_BYTES)
            return Fetched(body, media_type=media_type)
        if len(answer.body) > MAX_MEDIA_BYTES:
            raise ChannelError(f"The file is larger than {MAX_MEDIA_BYTES // 1_000_000} MB.", permanent=True)
        head = Message()
        head["content-disposition"] = answer.headers.get("content-disposition", "")
        media_type = answer.headers.get("content-type", "").split(";")[0].strip()
        return Fetched(answer.body, head.get_filename(), media_type or None)

    async def _with_token(
        self, ask: Callable[[str], Awaitable[Answer]], path: str, query: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to a call with a token, once more with a new one where the first is not taken."""
        token = await self.line.tokens.get(self.owner, self.fetch)
        answer = await ask(self._url(path, token, query))
        ensure_accepted(answer, self.platform)
        said = read(answer)
        if said is None or said.errcode not in _EXPIRED:
            return answer
        self.line.tokens.drop(self.owner, token)
        token = await self.line.tokens.get(self.owner, self.fetch)
        answer = await ask(self._url(path, token, query))
        ensure_accepted(answer, self.platform)
        return answer

    def _url(self, path: str, token: str, query: Mapping[str, str] | None) -> str:
        return f"{self.address}{path}?{urlencode({'access_token': token, **(query or {})})}"


def takes_picture(media_type: str, size: int) -> bool:
    """Whether it can be shown as a picture."""
    return media_type in _PICTURES and size <= MAX_PICTURE_BYTES


def takes_sent(media_type: str, size: int) -> bool:
    """Whether WeCom takes it: a picture, or a file of more than 5 bytes."""
    return takes_picture(media_type, size) or _LEAST_BYTES < size <= MAX_SENT_BYTES


def read(answer: Answer) -> Said | None:
    """What the platform said in JSON; None where it is something else: a file, or not the platform's answer."""
    if "content-disposition" in answer.headers:
        return None
    try:
        said = orjson.loads(answer.body)
        # An answer to a question may leave `errcode` out where all is well.
        return Said.model_validate({"errcode": _OK, **said} if _is_answer(said) else said)
    except (orjson.JSONDecodeError, ValidationError):
        return None


def _is_answer(said: object) -> bool:
    return isinstance(said, dict) and bool({"access_token", "video_url", "media_id"} & said.keys())


def ensure_ok(said: Said | None, platform: str, meanings: Mapping[int, str]) -> Said:
    """The answer, where it is good. Raises ErrcodeError; ChannelError, temporary, where it is not the platform's."""
    if said is None:
        raise ChannelError(f"{platform}'s answer could not be read.", permanent=False)
    if said.errcode == _OK:
        return said
    meaning = meanings.get(said.errcode) or _MEANINGS.get(said.errcode) or said.errmsg[:_MAX_REASON_CHARS]
    sentence = f"{platform} refused (errcode {said.errcode}: {meaning})."
    if said.errcode in _WAITS_S:
        raise ErrcodeError(sentence, said.errcode, permanent=False, retry_after_s=_WAITS_S[said.errcode])
    raise ErrcodeError(sentence, said.errcode, permanent=True)


def token_in(answer: Answer, platform: str) -> Token:
    """The access token in the answer to a question for one. Raises ChannelError."""
    ensure_accepted(answer, platform)
    said = ensure_ok(read(answer), platform, {40001: "the secret is wrong"})
    try:
        token = _Token.model_validate(said.model_extra or {})
    except ValidationError as error:
        raise ChannelError(f"{platform} gave no access token.", permanent=False) from error
    return Token(token.access_token, token.expires_in)
