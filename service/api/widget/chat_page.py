"""The chat as a page of its own, for links and frames: `/chat`, or `/chat/KEY` for another widget than the first."""

from html import escape
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from service.deps import CurrentSite
from service.widget.settings import WidgetSettings

router = APIRouter(tags=["pages"], include_in_schema=False)

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>{title}</title>
</head>
<body>
<script src="/widget.js" data-mode="page" data-language="{language}"{account}></script>
</body>
</html>
"""
_TITLES = {"en": "Chat with us", "zh": "在线客服"}


@router.get("/chat")
async def first_chat(site: CurrentSite, language: Literal["en", "zh", "auto"] = "auto") -> HTMLResponse:
    """The first widget."""
    return await chat(site, None, language)


@router.get("/chat/{key}")
async def chat(
    site: CurrentSite, key: str | None, language: Annotated[Literal["en", "zh", "auto"], Query()] = "auto"
) -> HTMLResponse:
    """The widget of that key over the whole page. Raises NotFound."""
    widget = await site.widgets.find(key)
    spoken = "zh" if language == "zh" else "en"
    page = _PAGE.format(
        lang="zh-CN" if spoken == "zh" else "en",
        title=escape(widget.settings.title.in_language(spoken) or _TITLES[spoken]),
        language=language,
        account=f' data-account="{escape(key)}"' if key else "",
    )
    policy = policy_of(widget.settings, site.resources.settings.allowed_origins)
    return HTMLResponse(page, headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"})


def policy_of(settings: WidgetSettings, allowed_origins: list[str]) -> str:
    """Nothing but the widget; in frames of the sites that may carry it."""
    sites = settings.sites or (() if "*" in allowed_origins else allowed_origins)
    frames = " ".join(("'self'", *sites)) if sites else "*"
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors {frames}"
    )
