"""Which questions go to which role: nobody gets too many, and each question is asked of somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby
from math import ceil

from maturity_kit.content.model import Item, Model
from maturity_kit.content.roles import Role, Roles
from maturity_kit.errors import InputError

EACH = 2
"""How many roles a question should reach, so that an answer does not rest on one kind of work."""
Asked = Sequence[tuple[Model, Item]]


def items_of(models: Mapping[str, Model], ids: Iterable[str]) -> tuple[Item, ...]:
    """The items with these ids, in the order given; ids that no model has are left out."""
    known = {item.id: item for model in models.values() for item in model.items}
    return tuple(known[item] for item in ids if item in known)


def routed(models: Mapping[str, Model], edition: str, roles: Roles) -> Mapping[str, tuple[Item, ...]]:
    """The questions for each role by its id, at most ``roles.most`` and in the order of the models.

    A quick scan goes to everybody whole, as long as it fits. Of anything else a role gets what it can answer from its
    own work: every question reaches one role, and two wherever that is possible at all; room that is left goes to the
    questions that the fewest roles have. Departments, of which nothing is known but the name, share evenly, part by
    part of the models.

    Raises:
        InputError: questions that no role can answer, or more questions than all roles together may get.
    """
    asked = [(model, item) for model in models.values() for item in model.edition(edition)]
    if edition == "quick" and len(asked) <= roles.most:
        return {role.id: tuple(item for _, item in asked) for role in roles.roles}
    held = _Deal(_wanted(asked, roles.roles), len(roles.roles), _limit(len(asked), roles)).run()
    left = [item for n, (_, item) in enumerate(asked) if not any(n in one for one in held)]
    if left:
        raise InputError("roles.left", found=left[0].id, count=len(left), roles=len(roles.roles), most=roles.most)
    return {role.id: tuple(asked[n][1] for n in sorted(one)) for role, one in zip(roles.roles, held, strict=True)}


def _limit(questions: int, roles: Roles) -> int:
    """The most that one role gets."""
    even = ceil(EACH * questions / len(roles.roles))
    return min(roles.most, even) if all(role.any for role in roles.roles) else roles.most


def _wanted(asked: Asked, roles: Sequence[Role]) -> list[dict[int, int]]:
    """For each question how well each role can answer it, by the place of the role; the best first.

    Among equals the turn passes on from one part of a model to the next, so that a part stays together.
    """
    wanted = []
    parts = groupby(asked, lambda one: (one[0].id, parent.id if (parent := one[0].parent(one[1].id)) else ""))
    for turn, (_, part) in enumerate(parts):
        for model, item in part:
            fits = {n: fit for n, role in enumerate(roles) if (fit := role.fit(model, item))}
            order = sorted(fits, key=lambda n: (-fits[n], (n - EACH * turn) % len(roles)))
            wanted.append({n: fits[n] for n in order})
    return wanted


class _Deal:
    """Questions over roles, both by their places.

    Attributes:
        wanted: for each question how well each role can answer it, the best first.
        limit: the most that one role gets.
        held: for each role its questions.
    """

    def __init__(self, wanted: Sequence[Mapping[int, int]], roles: int, limit: int) -> None:
        self.wanted, self.limit = wanted, limit
        self.held: list[set[int]] = [set() for _ in range(roles)]

    def run(self) -> list[set[int]]:
        """The questions of each role: a first role for every question, then a second one, then what still fits."""
        for _ in range(EACH):
            for question in range(len(self.wanted)):
                self.give(question, set())
        self.fill()
        return self.held

    def give(self, question: int, tried: set[int]) -> bool:
        """Whether one more role could take the question.

        A full role hands one of its own on, the one that fits it least first. What cannot be given in this way cannot
        be given at all without taking a role from another question (augmenting paths of a matching).
        """
        for role in self.wanted[question]:
            if role in tried or question in self.held[role]:
                continue
            tried.add(role)
            if len(self.held[role]) < self.limit or self.hand_on(role, tried):
                self.held[role].add(question)
                return True
        return False

    def hand_on(self, role: int, tried: set[int]) -> bool:
        """Whether a full role could pass one of its questions on to a role that was not tried yet."""
        for question in sorted(self.held[role], key=lambda one: (self.wanted[one][role], one)):
            if self.give(question, tried):
                self.held[role].remove(question)
                return True
        return False

    def fill(self) -> None:
        """Give roles that have room left what they can answer too, the questions that the fewest roles have first."""
        holders = [sum(question in one for one in self.held) for question in range(len(self.wanted))]
        heap = [
            (holders[question], -fit, question, role)
            for question, able in enumerate(self.wanted)
            for role, fit in able.items()
            if question not in self.held[role]
        ]
        heapify(heap)
        while heap:
            number, fit, question, role = heappop(heap)
            if number < holders[question]:
                heappush(heap, (holders[question], fit, question, role))
            elif len(self.held[role]) < self.limit:
                self.held[role].add(question)
                holders[question] += 1
