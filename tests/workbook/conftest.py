"""Pages of the workbook without a browser: what they send is recorded."""

import pytest

from tests.forms.conftest import *  # noqa: F403


@pytest.fixture
def sent(monkeypatch):
    """Every message that goes to the browser, in order."""
    from maturity_kit.forms.bridge import Bridge
    from maturity_kit.workbook import shown

    messages = []
    monkeypatch.setattr(shown, "soon", lambda act: act())
    monkeypatch.setattr(Bridge, "send", lambda self, message: messages.append(message))
    return messages
