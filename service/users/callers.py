"""Who calls an endpoint: somebody who is logged in, or a program with a key; and what they may do."""

from dataclasses import dataclass

from service.errors import Forbidden
from service.roles import Right
from service.storage.users.api_keys import ApiKey
from service.storage.users.users import User


@dataclass(frozen=True, slots=True)
class Caller:
    """`by` is what is kept of them beside what they did; `user` is null for programs."""

    by: str
    rights: frozenset[Right]
    user: User | None

    @classmethod
    def of_user(cls, user: User) -> "Caller":
        """Somebody who is logged in."""
        return cls(user.email, user.role.rights, user)

    @classmethod
    def of_key(cls, key: ApiKey) -> "Caller":
        """A program."""
        return cls(f"API key {key.name}", key.scopes.rights, None)

    def may(self, right: Right) -> bool:
        """Whether they have the right."""
        return right in self.rights

    @property
    def user_id(self) -> str:
        """Of the user; nobody has the one of a program."""
        return self.user.id if self.user else ""

    def person(self) -> User:
        """The user. Raises Forbidden for programs."""
        if self.user is None:
            raise Forbidden("This is for people who are logged in: no API key includes it.")
        return self.user

    def refusal(self, right: Right) -> Forbidden:
        """Why they may not do what asks for a right that they lack."""
        if self.user is None:
            return Forbidden(f"This API key does not include the scope {right}: make one that does.")
        return Forbidden("Your role does not include this: ask an admin for another one.")
