"""What an installation sets for the service: TURNWISE_* variables or lines of `.env`."""

from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The defaults serve one machine with nothing to install; `.env.example` lists them."""

    model_config = SettingsConfigDict(env_prefix="TURNWISE_", env_file=".env", extra="ignore")

    data: Path = Path("data")
    """The folder under which all state lives."""
    database_url: str = ""
    """An SQLAlchemy URL, `postgresql+asyncpg://...`; empty for SQLite under `data`."""
    redis_url: str = ""
    """Rate limits shared between processes; empty keeps them in the process."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = ""
    """The address by which platforms reach this server, https://chat.example.com: shown in the hooks of accounts."""
    forwarded_allow_ips: str = "127.0.0.1"
    """Proxies whose X-Forwarded-For is believed, for rate limits by address."""
    secret_key: SecretStr | None = None
    """Signs visitors' tokens and encrypts channel credentials; made once under `data` when not set."""
    admin_email: str = "admin@example.com"
    admin_password: SecretStr | None = None
    """The first admin's password; generated and printed once when not set."""
    cookie_secure: bool = False
    allowed_origins: list[str] = ["*"]
    """Sites that may carry the widget."""

    max_message_chars: int = Field(default=4_000, ge=1)
    max_document_bytes: int = Field(default=20_000_000, ge=1)
    max_attachment_bytes: int = Field(default=20_000_000, ge=1)
    """Of a file that a customer attaches, or an operator sends."""
    widget_files: bool = True
    """Whether visitors may attach files in the widget."""
    widget_file_bytes: int = Field(default=10_000_000, ge=1)
    widget_file_types: list[str] = [
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic"),
        *(".pdf", ".txt", ".csv", ".docx", ".xlsx", ".pptx", ".odt", ".mp3", ".m4a", ".ogg"),
    ]
    """Endings of their names, in lower case with the dot."""
    max_waiting_messages: int = Field(default=5_000, ge=1)
    """Above so many unanswered messages new ones are refused with 503 instead of promised an answer."""
    visitor_rate: str = "20/minute"
    address_rate: str = "600/minute"
    session_rate: str = "60/minute"
    login_rate: str = "10/minute"
    api_rate: str = "600/minute"
    """For each key of another program."""

    concurrent_turns: int = Field(default=64, ge=1)
    idle_close_s: float = Field(default=1_800.0, gt=0)
    """A conversation with the agent ends after so long without a message, until a policy of its own is saved."""
    idle_operator_close_s: float = Field(default=86_400.0, gt=0)
    """The same for one that an operator has, where the customer has the last word to say."""
    grade_in_process: bool = True
    """Whether `serve` grades too; off when `turnwise worker` processes do it."""
    grading_batch_turns: int = Field(default=16, ge=1)
    grading_patience_s: float = Field(default=2.0, ge=0)
    """How long grading steps back while customers are being answered."""

    suites: Path | None = None
    """Where suites of your own lie, and where the console writes cases; None for `suites` under `data`."""
    evaluations_at_once: int = Field(default=1, ge=0, le=16)
    """How many evaluations that were started in the console may run at a time; a process with 0 runs none."""
    evaluation_niceness: int = Field(default=10, ge=0, le=19)
    """How far they step back behind everything else that wants the processor: 0 not at all, 19 as far as can be."""

    integration_hosts: list[str] = []
    """Hosts of webhooks and CRMs that may have a private address and be called by http: `crm.corp`, `*.corp`."""

    alerts_to: SecretStr | None = None
    """Addresses of Apprise and signed webhooks that alerts are sent to, parted by spaces or commas."""
    alerts_escalate_to: SecretStr | None = None
    """Those that are told when nobody has acknowledged an alert; the same ones where it is not set."""
    mail_url: SecretStr | None = None
    """Apprise's address of the mail server that invitations and password links are sent with; where it is not set, the
    first mail address of `alerts_to`."""

    @cached_property
    def resolved_database_url(self) -> str:
        """The URL in force."""
        return self.database_url or f"sqlite+aiosqlite:///{(self.data / 'turnwise.db').absolute()}"

    @property
    def own_suites(self) -> Path:
        """The folder in force."""
        return self.suites or self.data / "suites"
