"""What reaches the terminal is what is there: no markup, no control characters, no traceback, the right language."""

import io
import json
import os
import signal
import subprocess
import sys

import pytest

from maturity_kit import store
from maturity_kit.cli import main
from maturity_kit.cli.terminal import Terminal, chosen_language, plain
from maturity_kit.content import wording
from maturity_kit.content.wording import LANGUAGES, Wording

COMMANDS = [
    (),
    ("demo",),
    ("workbook",),
    ("publish",),
    ("lab",),
    ("new",),
    ("list",),
    ("import",),
    ("export",),
    ("archive",),
    ("restore",),
    ("score",),
    ("models",),
    ("models", "check"),
    ("models", "show"),
    ("doctor",),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run, command, language):
    """--help gives a page with usage, options and an example, in the language that was asked for."""
    say = Wording("cli", language)
    done = run(*command, "--help", "--lang", language) if command else run("--lang", language, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{say('help.usage')}: {' '.join(['maturity-kit', *command])}")
    assert f"{say('help.example')}:\n  maturity-kit" in done.out
    assert all(len(line) <= 88 for line in done.out.splitlines())


def test_help_names_every_command(run):
    """No command is missing from the first page."""
    page = run("--help").out
    assert [name for (name, *_) in filter(None, COMMANDS) if f"\n  {name} " not in page] == []


def test_without_a_command_there_is_help(run):
    """Typing nothing but the name is wrong usage, answered with the page that helps."""
    assert (run().status, run().out) == (2, run("--help").out)


@pytest.mark.parametrize("room", ["cli", "store"])
def test_sentences_exist_in_both_languages(room):
    """A sentence that is cut by a comma in the YAML file, or that has no Dutch, is a mistake."""
    entries = wording._sentences(room)
    assert {key: set(entry) for key, entry in entries.items() if set(entry) != set(LANGUAGES)} == {}
    assert [key for key, entry in entries.items() if not all(entry.values())] == []


@pytest.mark.parametrize(
    "arguments, environment, expected",
    [
        ([], {}, "en"),
        ([], {"LANG": "nl_NL.UTF-8"}, "nl"),
        ([], {"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "MATURITY_LANG": "nl"}, "nl"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        (["list", "--lang", "en"], {"MATURITY_LANG": "nl"}, "en"),
        (["--lang=nl", "list"], {}, "nl"),
        (["new", "--", "--lang", "nl"], {}, "en"),
        (["list", "--lang"], {}, "en"),
    ],
)
def test_the_language_follows_option_then_environment(arguments, environment, expected):
    """--lang anywhere, else MATURITY_LANG, else the locale, else English; a name after -- is a name."""
    assert chosen_language(arguments, environment) == expected


def test_lang_stands_before_or_after_the_command(run):
    """Both places give the same page."""
    assert run("--lang", "nl", "list").out == run("list", "--lang", "nl").out == run("--lang=nl", "list").out


@pytest.mark.parametrize(
    "hostile",
    [
        "[bold red]Tuin[/]",
        "[link=http://x]a[/link]",
        "\x1b[31mrood\x1b[0m\x07",
        "a\rb\x08\x9b31m",
        "\u202eknuf",
        ":smile:",
    ],
)
def test_names_are_shown_as_they_are(run, hostile):
    """Markup in a name stays text, and what steers a terminal is not sent to it."""
    run("new", hostile, "--unit", hostile)
    shown = run("list").out
    assert plain(hostile) in shown
    assert not set("\x1b\x07\r\x08\x9b\u202e") & set(shown)


def test_json_is_utf8_whatever_the_terminal_is(process):
    """A terminal that knows only ASCII still gets JSON that can be read."""
    process("new", "Café Ünal")
    done = process("list", "--json", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert json.loads(done.out)["assessments"][0]["organisation"] == "Café Ünal"


def test_a_terminal_without_letters_gets_question_marks(process):
    """Text that a terminal cannot show is no reason to stop."""
    process("new", "Café Ünal")
    done = process("list", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.status, "Caf? ?nal" in done.out) == (0, True)


@pytest.mark.parametrize("arguments", [("models", "show", "strategy-360"), ("--version",)], ids=" ".join)
def test_a_reader_that_leaves_is_no_reason_to_complain(folder, arguments):
    """`maturity-kit models show ... | head -1` ends quietly, also when all of it fitted into one buffer."""
    command = [sys.executable, "-m", "maturity_kit", *arguments]
    read, write = os.pipe()
    os.close(read)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(command, env=environment, stdout=write, stderr=subprocess.PIPE, timeout=60)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_interruption_is_quiet(run, monkeypatch):
    """Ctrl-C ends with 130 and says nothing."""
    monkeypatch.setattr(store, "open_store", lambda: signal.raise_signal(signal.SIGINT))
    assert run("list") == (130, "", "")


def test_a_mistake_of_ours_is_a_sentence_too(run, monkeypatch):
    """An error that nobody thought of is told in one line, with how to see where it happened."""

    def break_down():
        raise KeyError("surprise\nwith a second line")

    monkeypatch.setattr(store, "open_store", break_down)
    done = run("list")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "MATURITY_DEBUG=1" in done.err


def test_a_bar_appears_after_a_second(monkeypatch):
    """A short row draws nothing; a long one on a screen draws a bar and removes it."""
    screen = io.StringIO()
    screen.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", screen)
    terminal = Terminal("en")
    assert list(terminal.progress([1, 2, 3], "Reading")) == [1, 2, 3]
    assert screen.getvalue() == ""
    monkeypatch.setattr("maturity_kit.cli.terminal.PATIENCE", 0)
    assert list(terminal.progress([1, 2, 3], "Reading")) == [1, 2, 3]
    assert "Reading" in screen.getvalue()


def test_score_imports_no_more_than_it_needs(folder, example):
    """The command stays quick because it loads no database, no charts, no server and no data frames."""
    heavy = ("sqlalchemy", "matplotlib", "pandas", "voila", "tornado", "ipywidgets", "rich")
    look = f"import sys; from maturity_kit.cli import main; main(['score', r'{example}']); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_main_reads_the_arguments_of_the_process(folder, monkeypatch, capsys):
    """Without arguments `main` takes those of the command line."""
    monkeypatch.setattr(sys, "argv", ["maturity-kit", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.count(".") == 2
