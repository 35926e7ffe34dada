"""Scoring a portfolio from file to file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from maturity_kit.content.arguments import expect_path
from maturity_kit.content.brief import Brief
from maturity_kit.content.html_table import html_table
from maturity_kit.content.model import Model
from maturity_kit.content.wording import Wording
from maturity_kit.errors import InputError
from maturity_kit.portfolios.catalogue import catalogue_of
from maturity_kit.portfolios.grouping import Watch, grouped, read_group, repeated_rows
from maturity_kit.portfolios.layout import Form, Layout, layout_of
from maturity_kit.portfolios.parts import ENDING, VERSION, Parts, digest_of, fingerprint
from maturity_kit.portfolios.problems import PortfolioError
from maturity_kit.portfolios.reading import Source, batches, open_parquet
from maturity_kit.portfolios.scoring import columns_of
from maturity_kit.portfolios.spec import Chunk, Spec, score_chunk
from maturity_kit.portfolios.writing import write_out

ROWS: Mapping[Form, int] = {"wide": 50_000, "long": 2_000_000}
"""Rows at a time, by form."""
LEAST_ROWS = 100


@dataclass(frozen=True, repr=False)
class Portfolio(Brief):
    """A portfolio that was scored.

    Attributes:
        out: the file with the scores.
        aside: the file with the rows that were set aside.
        form: of the answers, ``long`` or ``wide``.
        rows: that were read.
        assessments: that were scored.
        set_aside: how many rows, or cells of the wide form, were set aside for each reason.
        state: ``new``, ``resumed`` after a run that was cut short, or ``changed`` when what it left could not be used.

    >>> from pathlib import Path
    >>> Portfolio(Path("scores.parquet"), Path("aside.parquet"), "wide", 9, 8, {"value.scale": 1}, "new").assessments
    8
    """

    out: Path
    aside: Path
    form: Form
    rows: int
    assessments: int
    set_aside: Mapping[str, int]
    state: str

    def _repr_html_(self) -> str:
        say = Wording("portfolio", "en")
        rows = [(say(f"reason.{reason}"), count) for reason, count in self.set_aside.items()]
        caption = say("scored.caption", out=self.out.name, assessments=self.assessments, rows=self.rows)
        return html_table(caption, [say("scored.reason"), say("scored.count")], rows)


def portfolio(
    source: str | Path,
    out: str | Path,
    models: Mapping[str, Model] | None = None,
    *,
    form: Form | None = None,
    groups: bool = False,
    set_aside: str | Path | None = None,
    chunk: int | None = None,
    dask: str | None = None,
    watch: Watch = iter,
) -> Portfolio:
    """Scores very many assessments from a Parquet file into another one, in bounded memory.

    Args:
        source: the answers, in long or wide form; ``data/README.md`` has the columns.
        out: the scores: one row for each assessment.
        models: those of the workbook by default.
        form: ``long`` or ``wide``; told from the columns by default.
        groups: whether the score of every group is wanted too.
        set_aside: file for rows that cannot be used; beside ``out`` by default.
        chunk: rows at a time; 50,000 (wide) or 2,000,000 (long) by default.
        dask: address of a scheduler, such as ``tcp://127.0.0.1:8786``, to score on its workers.
        watch: gets the numbers of the steps to come and gives them back one by one, to show progress.

    Raises:
        InputError: a file or column that cannot be used, a chunk that is too small, or a scheduler out of reach.

    >>> import tempfile
    >>> from maturity_kit.portfolios.example import example_portfolio
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     example_portfolio(20).to_parquet(f"{folder}/answers.parquet")
    ...     done = portfolio(f"{folder}/answers.parquet", f"{folder}/scores.parquet")
    >>> done.assessments, dict(done.set_aside)
    (23, {'off-scale': 1, 'unknown-state': 1, 'duplicate': 1})
    """
    expect_path(source)
    expect_path(out)
    file = open_parquet(source)
    if not file.rows:
        raise PortfolioError("rows.none", str(source))
    catalogue = catalogue_of(models)
    layout = layout_of(file.schema, catalogue, str(source), form)
    check_names(layout, columns_of(catalogue, groups), str(source))
    size = _size(chunk, layout.form)
    goals = _goals(Path(source), Path(out), set_aside)
    spec = Spec(catalogue, layout, groups)
    parts = Parts(goals[0].with_name(goals[0].name + ENDING))
    state = parts.begin(_made_from(Path(source), spec, size))
    count = _score_all(file, spec, size, parts, dask, watch)
    about = {"form": layout.form, "rows": file.rows, "models": _versions(spec)}
    told = write_out(parts, count, *goals, about)
    parts.remove()
    return Portfolio(*goals, layout.form, told["rows"], told["assessments"], told["set_aside"], state)


def check_names(layout: Layout, columns: Iterable[str], where: str) -> None:
    """Refuse a column that would come along under the name of a score."""
    for name in set(layout.carried) & set(columns):
        raise PortfolioError("column.taken", where, found=name)


def _size(chunk: int | None, form: Form) -> int:
    if chunk is not None and (not isinstance(chunk, int) or isinstance(chunk, bool) or chunk < LEAST_ROWS):
        raise PortfolioError("chunk.small", "chunk", found=chunk, allowed=LEAST_ROWS)
    return ROWS[form] if chunk is None else chunk


def _goals(source: Path, out: Path, set_aside: str | Path | None) -> tuple[Path, Path]:
    """The two files to write, neither of them the other or the source."""
    aside = out.with_name(f"{out.stem}.set-aside.parquet") if set_aside is None else Path(set_aside)
    for path, others in ((out, (source,)), (aside, (source, out))):
        if path.is_dir():
            raise InputError("file.folder", str(path))
        if not path.parent.is_dir():
            raise PortfolioError("out.folder", str(path))
        if path.resolve() in [other.resolve() for other in others]:
            raise PortfolioError("out.same", str(path))
    return out, aside


def _made_from(source: Path, spec: Spec, size: int) -> dict[str, Any]:
    options = {"form": spec.layout.form, "groups": spec.groups, "chunk": size, "parts": VERSION}
    return {**fingerprint(source), **options, "models": digest_of(spec.catalogue.models)}


def _versions(spec: Spec) -> dict[str, str]:
    return {model.id: model.version for model in spec.catalogue.models}


def _score_all(file: Source, spec: Spec, size: int, parts: Parts, dask: str | None, watch: Watch) -> int:
    """Makes every part that is not there yet; returns how many there are."""
    if spec.layout.form == "long":
        groups = grouped(file, spec.layout.read, size, parts.folder, watch)
        count = len(groups)
        chunks = _of_groups(groups, parts)
    else:
        count = -(-file.rows // size)
        chunks = _of_rows(file, spec.layout, size, parts)
    left = [number for number in range(count) if not parts.has(number)]
    for _, (number, tables) in zip(watch(left), _scored(spec, chunks, dask), strict=True):
        parts.keep(number, *tables)
    return count


def _of_groups(groups: Sequence[Path], parts: Parts) -> Iterator[Chunk]:
    for number, path in enumerate(groups):
        if not parts.has(number):
            yield Chunk(number, read_group(path))


def _of_rows(file: Source, layout: Layout, size: int, parts: Parts) -> Iterator[Chunk]:
    repeated = repeated_rows(file)
    done = 0
    while parts.has(done):
        done += 1
    for number, table in enumerate(batches(file, layout.read, size, done * size), start=done):
        if not parts.has(number):
            ends = np.searchsorted(repeated, [number * size, number * size + len(table)])
            yield Chunk(number, table, number * size, repeated[slice(*ends)])


def _scored(spec: Spec, chunks: Iterator[Chunk], dask: str | None) -> Iterator[tuple[int, tuple[Any, Any]]]:
    """The chunks scored, here in their order or elsewhere in any."""
    if dask is None:
        return ((chunk.number, score_chunk(spec, chunk)) for chunk in chunks)
    from maturity_kit.portfolios.cluster import scored_at

    return scored_at(dask, spec, chunks)
