"""What a user of the console is there for, and what each role may do."""

from enum import StrEnum


class Right(StrEnum):
    """One thing that users may do; each endpoint names the right that it asks for."""

    SEE = "see"
    """Look at conversations, leads, documents, rates and settings."""
    ANSWER = "answer"
    """Work with customers: take conversations, reply, keep leads and customers' records."""
    CURATE = "curate"
    """Change what the agent knows: documents, their versions and who may see them."""
    REVIEW = "review"
    """Judge grades: their word on a grade counts."""
    MONITOR = "monitor"
    """Say what is watched: rules, alerts, score cards, costs."""
    SEE_EVALUATIONS = "see_evaluations"
    """Read what evaluations found."""
    EVALUATE = "evaluate"
    """Start and cancel evaluations, and write cases."""
    MANAGE = "manage"
    """Settings of the installation: users, keys, channels, integrations, how the agent behaves."""


class Role(StrEnum):
    """One for each user. An operator answers customers; the others differ in what they may do beside looking."""

    ADMIN = "admin"
    QUALITY = "quality_manager"
    EVALUATOR = "evaluator"
    OPERATOR = "operator"
    READER = "read_only"

    @property
    def rights(self) -> frozenset[Right]:
        """All that this role may do."""
        return RIGHTS[self]

    def may(self, right: Right) -> bool:
        """Whether this role includes the right."""
        return right in RIGHTS[self]


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.QUALITY: frozenset({Right.SEE, Right.CURATE, Right.REVIEW, Right.MONITOR, Right.SEE_EVALUATIONS}),
    Role.EVALUATOR: frozenset({Right.SEE, Right.REVIEW, Right.SEE_EVALUATIONS, Right.EVALUATE}),
    Role.OPERATOR: frozenset({Right.SEE, Right.ANSWER}),
    Role.READER: frozenset({Right.SEE}),
}
