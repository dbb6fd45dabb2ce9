"""What a user of the console is there for."""

from enum import StrEnum


class Role(StrEnum):
    """One for each user. An operator answers customers; the others differ in what they may do beside looking."""

    ADMIN = "admin"
    QUALITY = "quality_manager"
    EVALUATOR = "evaluator"
    OPERATOR = "operator"
    READER = "read_only"
