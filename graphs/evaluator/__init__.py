"""The graph that grades a turn: one step for graders that compute, one for each that asks a model, in parallel."""
