from knowledge.exporting import runs


def test_rows_of_nearly_one_length_run_together_and_no_others() -> None:
    lengths = [30, 10, 33, 20, 11, 34]
    assert runs([1, 4, 3, 0, 2, 5], lengths) == [[1, 4], [3], [0, 2], [5]]
    assert [len(run) for run in runs(list(range(70)), [7] * 70)] == [32, 32, 6]
    assert runs([], []) == []
