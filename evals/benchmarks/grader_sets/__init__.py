"""The sets that `turnwise bench graders` measures on, one file each.

To add one, write a module here that exports `graded_set`, an `evals.benchmarks.graded_set.GradedSet`; it is found by
its presence. `read` gives cases from the folder of public data: a line of `turnwise grade`, and whether it is good.
"""
