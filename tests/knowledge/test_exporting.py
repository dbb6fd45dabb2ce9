from knowledge.exporting import runs


def test_rows_of_one_length_run_together_and_no_others() -> None:
    assert runs([3, 1, 3, 2, 1]) == [[1, 4], [3], [0, 2]]
    assert [len(run) for run in runs([7] * 70)] == [32, 32, 6]
    assert runs([]) == []
