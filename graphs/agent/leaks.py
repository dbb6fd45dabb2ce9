"""What must never leave the house: the agent's instructions and machinery, keys and passwords, internal addresses."""

import re
from collections.abc import Iterable, Sequence
from ipaddress import ip_address

from graphs.agent.citing import Claim

_MACHINERY = re.compile(
    r"system prompt|系统提示词|<\|\w+\|>|</?(?:tool_call|function_call|tool_response|memory)\b|<function="
)
_TELLING_LINE, _TELLING_SENTENCE = 40, 25
_KEY = re.compile(
    r"\b(?:sk|pk|rk)[-_][\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}"
    r"|\bxox[abeprs]-[\w-]{10,}|\bAIza[\w-]{35}|\beyJ[\w-]{10,}\.[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\bBearer\s+[\w.~+/-]{20,}|\b[a-z][a-z0-9+]*://[^\s/:@]+:[^\s/@]+@"
)
_PASSWORD = re.compile(
    r"\b(?:api[ _-]?key|secret|access[ _-]?token|password|passwd|pwd)\b\s*(?:is\s|[:=：])\s*"
    r"[\"'`]?(?P<en>(?=[^\s]*\d)[^\s\"'`]{6,})"
    r"|(?:密码|密钥|口令|令牌)\s*(?:是|为|[:=：])\s*[\"'`“]?(?P<zh>(?=[!-~]*\d)[!-~]{6,})",
    re.IGNORECASE,
)
_HOST = re.compile(r"\b[a-z][a-z0-9+.-]*://(?:[^\s/@]*@)?(?P<host>\[[0-9a-f:]+\]|[^\s/:?#，。；）)\]]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_INTERNAL_NAME = re.compile(
    r"^(?:localhost|[^.\[\]]+|.+\.(?:internal|local|localdomain|lan|intranet|corp|home|svc|cluster\.local))$"
)


def shows_instructions(text: str, claims: Sequence[Claim], system: str, tools: Iterable[str]) -> bool:
    """Whether the reply repeats a line or a sentence of the system prompt, or names the agent's machinery."""
    lowered, own = text.casefold(), system.casefold()
    if _MACHINERY.search(lowered) or any(name in lowered for name in tools if "_" in name):
        return True
    if any(line in lowered for line in map(str.strip, own.splitlines()) if len(line) >= _TELLING_LINE):
        return True
    sentences = (claim.text.casefold().lstrip("-•* ") for claim in claims)
    return any(len(sentence) >= _TELLING_SENTENCE and sentence in own for sentence in sentences)


def shows_secret(text: str, sources: Iterable[str]) -> bool:
    """A key, wherever it comes from; a password or an internal address that no source tells customers."""
    if _KEY.search(text):
        return True
    hidden = [found["en"] or found["zh"] for found in _PASSWORD.finditer(text)]
    hidden += [host for host in _hosts(text) if _is_internal(host)]
    return bool(hidden) and not all(any(one in source for source in sources) for one in hidden)


def _hosts(text: str) -> list[str]:
    return [found["host"] for found in _HOST.finditer(text)] + _ADDRESS.findall(text)


def _is_internal(host: str) -> bool:
    try:
        return not ip_address(host.strip("[]")).is_global
    except ValueError:
        return bool(_INTERNAL_NAME.match(host.casefold().rstrip(".")))
