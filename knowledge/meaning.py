"""What an embedding model makes of a text, and which model it was: for whoever judges texts by their vectors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A unit vector with the id of the model that made it: vectors of different models do not compare."""

    model_id: str
    vector: NDArray[np.float32]
