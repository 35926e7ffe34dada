"""``export --template`` and ``import`` of a spreadsheet on the command line."""

import openpyxl


def filled(path, item, answer):
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:-2]:
        for row in sheet.iter_rows(min_row=5):
            if row[0].value == item:
                row[2].value = answer
    book.save(path)


def test_a_form_goes_out_and_comes_back_as_an_assessment_of_its_own(run, example, folder):
    """The store then holds both; nothing of the first is in the second but who it is about."""
    first = run("import", example).out.strip()
    done = run("export", first, "--template", folder / "form.xlsx")
    assert (done.status, done.out) == (0, "")
    filled(folder / "form.xlsx", "dm.website", 3)
    second = run("import", folder / "form.xlsx").out.strip()
    assert second != first
    assert '"dm.website": {\n   "value": 3' in run("export", second).out


def test_a_wrong_cell_is_named_and_nothing_is_added(run, example, folder):
    """One line for each cell; the good file beside it is not added either."""
    first = run("import", example).out.strip()
    run("export", first, "--template", folder / "form.xlsx")
    filled(folder / "form.xlsx", "dm.website", "sometimes")
    done = run("import", folder / "form.xlsx", "--lang", "nl")
    assert (done.status, done.out) == (1, "")
    assert 'gevonden is "sometimes"; toegestaan: 0–4, ?, n/a' in done.err
    assert run("list", "--json").out.count('"id"') == 1


def test_a_file_that_is_no_spreadsheet_is_told_in_a_sentence(run, folder):
    """No traceback."""
    (folder / "form.xlsx").write_text("nothing", encoding="utf-8")
    done = run("import", folder / "form.xlsx")
    assert done.status == 1
    assert "This is no XLSX file that can be read." in done.err
