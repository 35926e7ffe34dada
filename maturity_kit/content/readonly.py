"""Mappings inside frozen objects: to read, to compare and to hand on, never to change."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

Key = TypeVar("Key")
Entry = TypeVar("Entry")


class ReadOnly(dict[Key, Entry]):
    """A dict that stays as it is; ``{**found}`` gives one that can be changed.

    Unlike ``types.MappingProxyType`` it can be copied, pickled and written as JSON.

    Raises:
        TypeError: on every attempt to change it.

    >>> weights = ReadOnly(reach=2.0)
    >>> weights["reach"] = 3.0
    Traceback (most recent call last):
    TypeError: This mapping belongs to a frozen object and cannot be changed; make a new one: {**found, key: entry}.
    """

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(
            "This mapping belongs to a frozen object and cannot be changed; make a new one: {**found, key: entry}."
        )

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)
