"""The same work on the workers of a Dask scheduler.

Chunks travel as data, so workers need this package and no disk that they share. The scheduler keeps every chunk until
its scores are back: a worker that dies costs time, not results.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from maturity_kit.portfolios.problems import PortfolioError
from maturity_kit.portfolios.spec import Chunk, Spec, score_chunk

PATIENCE = 20
"""Seconds to wait for the scheduler, and then for a first worker."""
AHEAD = 2
"""Chunks on their way for each thread of a worker; more would only fill memory."""


def scored_at(address: str, spec: Spec, chunks: Iterator[Chunk]) -> Iterator[tuple[int, tuple[Any, Any]]]:
    """The number, the scores and what was set aside of each chunk, in the order in which they are ready.

    Raises:
        PortfolioError: Dask is not installed, nobody answers at the address, there is no worker, or workers fail.
    """
    with _client(address) as client:
        running = _running(client)
        threads = max(1, sum(client.ncores().values()))
        for chunk in itertools.islice(chunks, AHEAD * threads):
            running.add(_submitted(client, spec, chunk))
        for future in running:
            yield _result(future, address)
            for chunk in itertools.islice(chunks, 1):
                running.add(_submitted(client, spec, chunk))


def _running(client: Any) -> Any:
    import distributed

    waiting: Any = distributed.as_completed
    return waiting(loop=client.loop)


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise PortfolioError("dask.missing", "--dask") from None
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise PortfolioError("dask.unreachable", address) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise PortfolioError("dask.workers", address) from None
    return client


def _submitted(client: Any, spec: Spec, chunk: Chunk) -> Any:
    return client.submit(
        score_packed, spec, chunk.number, _packed(chunk.table), chunk.first, chunk.repeated, pure=False
    )


def score_packed(spec: Spec, number: int, table: bytes, first: int, repeated: Any) -> tuple[int, bytes, bytes]:
    """``score_chunk`` on a worker: tables come and go as bytes."""
    scores, aside = score_chunk(spec, Chunk(number, _unpacked(table), first, repeated))
    return number, _packed(scores), _packed(aside)


def _result(future: Any, address: str) -> tuple[int, tuple[Any, Any]]:
    try:
        number, scores, aside = future.result()
    except Exception as problem:
        raise PortfolioError("dask.failed", address, found=f"{type(problem).__name__}: {problem}") from None
    return number, (_unpacked(scores), _unpacked(aside))


def _packed(table: Any) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _unpacked(packed: bytes) -> Any:
    with pa.ipc.open_stream(packed) as stream:
        return stream.read_all()
