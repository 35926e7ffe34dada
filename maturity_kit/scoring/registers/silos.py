"""Which channels share customer data, and which stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maturity_kit.assessment.registers import Channel


@dataclass(frozen=True)
class SiloMap:
    """Channels as a graph with an edge where two exchange customer data.

    Attributes:
        silos: groups of channels that reach each other, in order of entry; a channel alone is one.
        edges: pairs of channels, each once, in order of entry.
        density: part of the possible pairs that exchange data, 0..1; 0 for fewer than two channels.
        crossing: part of the edges between two departments, 0..1; None without edges whose departments are known.
    """

    silos: tuple[tuple[str, ...], ...]
    edges: tuple[tuple[str, str], ...]
    density: float
    crossing: float | None


def silo_map(channels: Sequence[Channel]) -> SiloMap:
    """The graph of the channels; a channel that is named and has no row of its own is passed over."""
    import networkx as nx

    graph = nx.Graph()
    names = {channel.name.strip().casefold(): channel.name for channel in channels}
    graph.add_nodes_from(names.values())
    for channel in channels:
        others = [names.get(other.strip().casefold()) for other in channel.exchanges_with]
        graph.add_edges_from((channel.name, other) for other in others if other and other != channel.name)
    place = {name: n for n, name in enumerate(names.values())}
    silos = [tuple(sorted(silo, key=lambda name: place[name])) for silo in nx.connected_components(graph)]
    edges = sorted(
        (sorted(edge, key=lambda name: place[name]) for edge in graph.edges), key=lambda e: [place[n] for n in e]
    )
    pairs = tuple((one, other) for one, other in edges)
    return SiloMap(
        tuple(sorted(silos, key=lambda silo: place[silo[0]])),
        pairs,
        float(nx.density(graph)),
        _crossing(pairs, {channel.name: (channel.department or "").strip().casefold() for channel in channels}),
    )


def _crossing(edges: Sequence[tuple[str, str]], departments: dict[str, str]) -> float | None:
    known = [(departments[one], departments[other]) for one, other in edges if departments[one] and departments[other]]
    return sum(one != other for one, other in known) / len(known) if known else None
