"""What an operator may set about fetching from the web: TURNWISE_WEB_* variables or lines of `.env`."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class WebSettings(BaseSettings):
    """The defaults suit the public web: nothing inside the company's own network is reached."""

    model_config = SettingsConfigDict(env_prefix="TURNWISE_", env_file=".env", extra="ignore")

    web_allowed_hosts: list[str] = []
    """Hosts that may have an internal address or another port: `wiki.corp`, `wiki.corp:8080` or `*.corp`."""
    web_allowed_ports: list[int] = [80, 443]
    web_timeout_s: float = Field(default=30.0, gt=0)
    """How long one page may take in all, its redirects included."""
    web_max_bytes: int = Field(default=20_000_000, gt=0)
    """The size of one page or sitemap, unpacked."""
    web_max_pages: int = Field(default=10_000, ge=1)
    """How many pages of one sitemap are read."""
    web_delay_s: float = Field(default=0.5, ge=0)
    """The pause between two requests to a host."""
    web_max_delay_s: float = Field(default=10.0, ge=0)
    """The longest pause that a site may ask for (Crawl-delay, Retry-After)."""
