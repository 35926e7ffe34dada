"""How a split by role is said."""

from __future__ import annotations

from collections.abc import Callable

from maturity_kit.assessment.room.settings import Settings
from maturity_kit.content.text import Text
from maturity_kit.content.wording import Wording
from maturity_kit.live.facilitator.result import people_of_bar


def split_words(settings: Settings, language: str) -> dict[str, Callable[..., object]]:
    """What templates need to show a split: the title of a role, its people per choice, why none is shown."""
    say, room_say = Wording("live", language), Wording("room", language)
    titles = {role: Text(words).to(language) for role, words in settings.roles.items()}
    return {
        "role_title": lambda role: titles.get(role) or say("console.no-role"),
        "counts_of": people_of_bar,
        "split_words": lambda key, count=None: room_say(f"split.{key}", count),
    }
