"""What a user of the console is there for; who may review grades, who may evaluate."""

from enum import StrEnum


class Role(StrEnum):
    """One for each user. An operator answers customers; the others differ in what they may do beside looking."""

    ADMIN = "admin"
    QUALITY = "quality_manager"
    EVALUATOR = "evaluator"
    OPERATOR = "operator"
    READER = "read_only"

    @property
    def may_change(self) -> bool:
        """Whether they may do anything beside looking."""
        return self is not Role.READER

    @property
    def may_review(self) -> bool:
        """Whether their word on a grade counts."""
        return self in (Role.ADMIN, Role.QUALITY, Role.EVALUATOR)

    @property
    def may_evaluate(self) -> bool:
        """Whether they may start and cancel evaluations, and write cases."""
        return self in (Role.ADMIN, Role.EVALUATOR)

    @property
    def may_see_evaluations(self) -> bool:
        """Whether they may read what evaluations found."""
        return self in (Role.ADMIN, Role.QUALITY, Role.EVALUATOR)
