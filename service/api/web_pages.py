"""Pages of the web as documents."""

from fastapi import APIRouter

from knowledge.ingest import Publishing
from knowledge.web.settings import WebSettings
from service.api.document_models import AllFetched, Fetched, WebSource
from service.crawling import Crawler
from service.deps import CurrentResources, CurrentUser, needs_login
from service.shown import problems
from service.texts import clean

router = APIRouter(prefix="/api/documents/web", tags=["documents"], dependencies=needs_login)
# A request waits for its pages, and politeness takes half a second for each.
_MOST_PAGES = 50


@router.post("", responses=problems(401, 422))
async def add_from_web(source: WebSource, resources: CurrentResources, user: CurrentUser) -> AllFetched:
    """Take a page, or the first 50 of a sitemap; `turnwise ingest ADDRESS` takes them all.

    The same address again takes what has changed, and retires what is gone. Addresses inside your own network are
    refused unless TURNWISE_WEB_ALLOWED_HOSTS names them.
    """
    settings = WebSettings()
    settings = settings.model_copy(update={"web_max_pages": min(settings.web_max_pages, _MOST_PAGES)})
    crawler = Crawler(resources.knowledge, resources.database, settings)
    publishing = Publishing(actor=user.email, status=source.status)
    pages = [Fetched.model_validate(page) async for page in crawler.crawl(clean(source.url).strip(), publishing)]
    if any(page.outcome in ("created", "replaced", "retired") for page in pages):
        resources.live.changed("documents")
    return AllFetched(pages=pages)
