"""Two weeks of the demo shop: customers who are simulated, an agent and graders that are the real ones.

Everything happens at its own time by a clock that is set (`service.storage.types.timed_by`), in the order of time, one
step after the other; nothing is written that the product would not have written itself.
"""
