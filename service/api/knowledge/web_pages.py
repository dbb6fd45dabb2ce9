"""Pages of the web as documents."""

from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from knowledge.ingest import Publishing
from knowledge.web.settings import WebSettings
from service.api.knowledge.document_models import Fetched, WebSource, WebSourceRow, WebSources
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.knowledge.crawling import Crawler
from service.resources import Resources
from service.rest.shown import Responses, problems
from service.roles import Right
from service.storage.knowledge.origins import list_roots
from service.texts import clean

router = APIRouter(prefix="/api/documents/web", tags=["documents"], dependencies=needs(Right.SEE, Right.CURATE))
# Politeness takes half a second for each page, and somebody waits for the last one.
_MOST_PAGES = 50
_LINES = "application/x-ndjson"
_TOLD: Responses = {
    200: {"content": {_LINES: {"schema": Fetched.model_json_schema()}}, "description": "A page a line."}
}


@router.get("", responses=problems(401, 403))
async def list_sources(connection: Reading) -> WebSources:
    """The addresses that documents were taken from: each can be taken again."""
    return WebSources(sources=[WebSourceRow.model_validate(root) for root in await list_roots(connection)])


@router.post("", response_class=StreamingResponse, responses={**_TOLD, **problems(401, 403, 422)})
async def add_from_web(source: WebSource, resources: CurrentResources, caller: CurrentCaller) -> StreamingResponse:
    """Take a page, or the first 50 of a sitemap, and tell of each as it is done; `turnwise ingest ADDRESS` takes all.

    The same address again takes what has changed, and retires what is gone. Addresses inside your own network are
    refused unless TURNWISE_WEB_ALLOWED_HOSTS names them. Who hangs up ends it; what was taken by then stays.
    """
    publishing = Publishing(actor=caller.by, status=source.status)
    return StreamingResponse(_told(resources, clean(source.url).strip(), publishing), media_type=_LINES)


async def _told(resources: Resources, url: str, publishing: Publishing) -> AsyncIterator[str]:
    settings = WebSettings()
    settings = settings.model_copy(update={"web_max_pages": min(settings.web_max_pages, _MOST_PAGES)})
    changed = False
    try:
        async for page in Crawler(resources.knowledge, resources.database, settings).crawl(url, publishing):
            changed = changed or page.outcome in ("created", "replaced", "retired")
            yield Fetched.model_validate(page).model_dump_json() + "\n"
    finally:
        if changed:
            resources.live.changed("documents")
