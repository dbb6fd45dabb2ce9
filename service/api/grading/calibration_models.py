"""How good the graders are by their reviews, as JSON."""

from collections.abc import Mapping

from pydantic import BaseModel

from service.api.rates.models import Rate


class Figure(BaseModel):
    """A figure over `n` cases with its 95 % interval; null where it is undefined or nothing tells how sure it is."""

    n: int
    value: float | None
    low: float | None
    high: float | None


class LabelFigures(BaseModel):
    """How good a grader is at one label."""

    precision: Figure
    recall: Figure


class Agreement(BaseModel):
    """How far two labellings agree; `confusion[given][true]` counts cases."""

    n: int
    agreement: Figure
    kappa: Figure
    labels: Mapping[str, LabelFigures]
    confusion: Mapping[str, Mapping[str, int]]


class Powered(Figure):
    """A rate from `n` reviews drawn by chance and `grades` others; `power` tells how much the latter count."""

    grades: int
    power: float


class LabelRate(BaseModel):
    """The share of turns with a label: by the grader, by reviewers, by both."""

    machine: Rate
    reviewers: Rate
    powered: Powered


class Calibration(BaseModel):
    """A grader against its reviewers (`quality`), and these against each other; `random` were drawn by chance."""

    grader: str
    version: str
    key: dict[str, str | None]
    random: int
    quality: Agreement
    reviewers: Agreement
    rates: dict[str, LabelRate]


class Report(BaseModel):
    """One calibration a grader, version and cut."""

    calibrations: list[Calibration]
