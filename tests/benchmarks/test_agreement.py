from benchmarks.agreement import main, to_markdown
from loaders.dataset import DATA_DIR, load_dataset
from loaders.package import write_new


def test_the_projects_own_data_is_measured_unless_told_otherwise(capsys):
    assert main([]) == 0
    assert capsys.readouterr().out == to_markdown(load_dataset(DATA_DIR)) + "\n"


def test_every_row_of_a_table_has_as_many_cells_as_its_header():
    for table in to_markdown(load_dataset(DATA_DIR)).split("\n\n"):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_a_folder_with_fewer_than_two_readers_says_so(tmp_path, capsys):
    write_new(tmp_path)
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == (
        "The labels were given by fewer than two readers; there is nothing to compare.\n"
    )


def test_a_folder_that_can_not_be_read_exits_1(tmp_path, capsys):
    assert main([str(tmp_path / "nergens")]) == 1
    assert "there is no such folder" in capsys.readouterr().out
