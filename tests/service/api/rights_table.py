"""Who may call what, written down a second time and by hand, so that a slip in the service shows."""

READS = {"GET"}
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
ANY = READS | CHANGES

ADMIN, QUALITY, EVALUATOR, OPERATOR, READER = "admin", "quality_manager", "evaluator", "operator", "read_only"
ROLES = (ADMIN, QUALITY, EVALUATOR, OPERATOR, READER)

ALL = set(ROLES)
ANSWERERS = {ADMIN, OPERATOR}
CURATORS = {ADMIN, QUALITY}
REVIEWERS = {ADMIN, QUALITY, EVALUATOR}
MONITORS = {ADMIN, QUALITY}
EVALUATORS = {ADMIN, EVALUATOR}
ADMINS = {ADMIN}

VISITORS = {"visitor"}
KEYS = {"agent key"}
EVERYBODY = {"anybody"}

# For people who are logged in: no key opens them, whatever its scopes.
PERSONAL = (
    "/api/auth/",
    "/api/events",
    "/api/keys",
    "/api/users",
    "/api/desk/presence",
    "/api/desk/mentions",
    "/api/canned-replies",
    "/api/reports",
)

# The first row that fits an operation says who may call it: methods, the beginning of its path, who.
TABLE: list[tuple[set[str], str, set[str]]] = [
    (ANY, "/healthz", EVERYBODY),
    (ANY, "/readyz", EVERYBODY),
    (ANY, "/api/auth/login", EVERYBODY),
    (ANY, "/api/auth/links", EVERYBODY),
    (ANY, "/api/hooks/", EVERYBODY),
    (READS, "/api/files/", EVERYBODY),
    (READS, "/api/pictures/", EVERYBODY),
    (ANY, "/api/widget/sessions", EVERYBODY),
    (READS, "/api/widget/config", EVERYBODY),
    (READS, "/api/widget/logo", EVERYBODY),
    (ANY, "/api/widget/", VISITORS),
    (ANY, "/v1/", KEYS),
    (ANY, "/api/auth/", ALL),
    (READS, "/api/events", ALL),
    (ANY, "/api/conversations/{id}/suggestion", ANSWERERS),
    (READS, "/api/conversations", ALL),
    (CHANGES, "/api/conversations", ANSWERERS),
    (READS, "/api/canned-replies", ALL),
    (CHANGES, "/api/canned-replies/shared", MONITORS),
    (CHANGES, "/api/canned-replies", ANSWERERS),
    (ANY, "/api/desk/presence", ANSWERERS),
    (READS, "/api/desk", ALL),
    (CHANGES, "/api/desk/policy", ADMINS),
    (READS, "/api/customers", ALL),
    (CHANGES, "/api/customers", ANSWERERS),
    (READS, "/api/leads", ALL),
    (CHANGES, "/api/leads/policy", ADMINS),
    (CHANGES, "/api/leads", ANSWERERS),
    (READS, "/api/spend", ALL),
    (CHANGES, "/api/spend", MONITORS),
    (READS, "/api/colleagues", ALL),
    (CHANGES, "/api/colleagues", ADMINS),
    (READS, "/api/groups", ALL),
    (CHANGES, "/api/groups", ADMINS),
    (READS, "/api/documents", ALL),
    (CHANGES, "/api/documents", CURATORS),
    (READS, "/api/knowledge", ALL),
    (CHANGES, "/api/knowledge", CURATORS),
    (READS, "/api/kpis", ALL),
    (READS, "/api/ads", ALL),
    (READS, "/api/diagnosis", ALL),
    (READS, "/api/turns", ALL),
    (READS, "/api/reviews/queue", REVIEWERS),
    (READS, "/api/reviews/turns", REVIEWERS),
    (READS, "/api/reviews", ALL),
    (CHANGES, "/api/reviews", REVIEWERS),
    (READS, "/api/grades", ALL),
    (READS, "/api/judges", ALL),
    (READS, "/api/rules", ALL),
    (CHANGES, "/api/rules/hits/{id}/appeal", ANSWERERS),
    (CHANGES, "/api/rules", MONITORS),
    (READS, "/api/reports", ALL),
    (CHANGES, "/api/reports", MONITORS),
    (READS, "/api/alerts", ALL),
    (CHANGES, "/api/alerts", MONITORS),
    (READS, "/api/evaluation", REVIEWERS),
    (CHANGES, "/api/evaluation", EVALUATORS),
    (READS, "/api/policy", ALL),
    (CHANGES, "/api/policy", ADMINS),
    (READS, "/api/intents", ALL),
    (CHANGES, "/api/intents", ADMINS),
    (ANY, "/api/keys", ADMINS),
    (ANY, "/api/users", ADMINS),
    (ANY, "/api/models", ADMINS),
    (ANY, "/api/integrations", ADMINS),
    (ANY, "/api/systems", ADMINS),
    (ANY, "/api/accounts", ADMINS),
    (ANY, "/api/widgets", ADMINS),
]


def row_of(method: str, path: str) -> int | None:
    """The number of the row that fits."""
    fits = (at for at, (methods, prefix, _) in enumerate(TABLE) if method in methods and path.startswith(prefix))
    return next(fits, None)
