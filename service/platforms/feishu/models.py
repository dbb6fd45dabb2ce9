"""What the models of the platform's JSON have in common."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Of the platform's own fields those that are read; others may come."""

    model_config = ConfigDict(strict=True, extra="allow")
