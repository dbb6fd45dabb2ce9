"""The graph that grades a turn: one visible step for each grader, all in parallel."""
