"""A stretch of text that could be dialled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """At text[start:end]; `dialled` holds its digits, with a + in front where a country code is meant.

    `telltale` where its shape alone says telephone: nobody writes an order number or a price like this. `spoken` where
    words are among its digits, or its parts are told apart.
    """

    start: int
    end: int
    dialled: str
    telltale: bool
    spoken: bool = False
