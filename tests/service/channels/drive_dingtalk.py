"""Plays DingTalk. Its SDK speaks another mode and signs nothing, so a literal holds the documented formula:

printf '1769846400000\\nthis-is-a-secret' | openssl dgst -sha256 -hmac this-is-a-secret -binary | base64
"""

import hmac
import json
from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any

from service.channel.interface import Reply

SECRET = "app_secret"
KEY = "this-is-a-secret"
OTHER_SECRET = "this-is-another"
SIGNED = "WnUx1Q+OYgz2StsBbOJjzcQ/h6nRQuSyVRs92VzwFFo="
ACCEPTED = (200, {}, b'{"processQueryKey":"pqk-1","invalidStaffIdList":[],"flowControlledStaffIdList":[]}')
EXTERNAL_ID = "pqk-1"
SIDE = {"/v1.0/oauth2/accessToken": (200, {}, b'{"accessToken":"at-1","expireIn":7200}')}


def refused(status: int, code: str, message: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return status, headers, json.dumps({"code": code, "message": message, "requestid": "r-1"}).encode()


REFUSED = {
    "too many": (refused(403, "Forbidden.AccessDenied.QpsLimitForApi", "qps limited"), False, None),
    "throttled": ((429, {"retry-after": "3"}, b"{}"), False, 3.0),
    "broken": (refused(503, "ServiceUnavailable", "later"), False, None),
    "no such person": (refused(400, "staffId.notExisted", "staff not existed"), True, None),
    "no such robot": (refused(400, "resource.not.found", "robot does not exist"), True, None),
    "a success that reaches nobody": ((200, {}, b'{"processQueryKey":"p","invalidStaffIdList":["42"]}'), True, None),
    "a person who gets too many": (
        (200, {}, b'{"processQueryKey":"p","flowControlledStaffIdList":["42"]}'),
        False,
        None,
    ),
}


def fields(api: str) -> dict[str, object]:
    more = {"api_url": api} if api else {}
    return {"app_key": "ding1", "app_secret": KEY, "robot_code": "robot-1", **more}


def sign(at: datetime, key: str = KEY) -> dict[str, str]:
    timestamp = str(int(at.timestamp() * 1000))
    digest = hmac.digest(key.encode(), f"{timestamp}\n{key}".encode(), "sha256")
    return {"timestamp": timestamp, "sign": b64encode(digest).decode()}


def deliver(body: bytes, at: datetime) -> dict[str, str]:
    headers = sign(at)
    assert headers["timestamp"] != "1769846400000" or headers["sign"] == SIGNED
    return headers


def forgeries(headers: dict[str, str], body: bytes, at: datetime) -> dict[str, dict[str, str]]:
    timestamp = headers["timestamp"]
    return {
        "another secret": sign(at, OTHER_SECRET),
        "another time": headers | {"timestamp": "1769846400001"},
        "an hour and a second old": sign(at - timedelta(hours=1, seconds=1)),
        "an hour and a second ahead": sign(at + timedelta(hours=1, seconds=1)),
        "nothing": {},
        "no time": {"sign": headers["sign"]},
        "no signature": {"timestamp": timestamp},
        "an empty signature": headers | {"sign": ""},
        "no ASCII": headers | {"sign": "签名"},
        "a time beyond all calendars": headers | {"timestamp": "9" * 5000},
        "a time that is no number": {**headers, **dict(zip(("timestamp", "sign"), _of("now"), strict=True))},
        "seconds": dict(zip(("timestamp", "sign"), _of(timestamp[:-3]), strict=True)),
        "digits of another script": dict(zip(("timestamp", "sign"), _of("١٧٦٩٨٤٦٤٠٠٠٠٠"), strict=True)),
    }


def _of(timestamp: str) -> tuple[str, str]:
    """Signed rightly, of whatever stands for a time."""
    digest = hmac.digest(KEY.encode(), f"{timestamp}\n{KEY}".encode(), "sha256")
    return timestamp, b64encode(digest).decode()


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/v1.0/robot/oToMessages/batchSend")
    assert sent.headers["x-acs-dingtalk-access-token"] == "at-1"
    body = sent.json()
    assert json.loads(body.pop("msgParam")) == {"content": reply.text}
    assert body == {"robotCode": "robot-1", "userIds": [reply.contact], "msgKey": "sampleText"}
