"""The commands: `python -m bot --help`. Exit codes: 0 ok, 1 fault, 2 wrong usage. Heavy modules are imported by
the command that needs them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import BotError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they may hold what citizens wrote
    help="Shahryar, the citizen's assistant.",
)

Data = Annotated[list[Path] | None, typer.Option(help="Files or folders of Rasa NLU data; ours when left out.")]
ModelDir = Annotated[Path | None, typer.Option("--model", help="A trained model; the configured one when left out.")]


@app.command()
def run() -> None:
    """For a developer: everything on this machine, with the demo city and demo staff."""
    from bot.wiring.demo import run_demo  # noqa: PLC0415

    run_demo()


@app.command()
def serve(
    role: Annotated[list[str] | None, typer.Option(help="web, worker, delivery, calls; all by default.")] = None,
) -> None:
    """Serve citizens and staff."""
    from bot.settings import load  # noqa: PLC0415
    from bot.wiring.roles import EVERY, Role  # noqa: PLC0415
    from bot.wiring.serve import serve as start  # noqa: PLC0415

    known = {one.value for one in Role}
    if unknown := sorted(set(role or ()) - known):
        raise typer.BadParameter(f"{', '.join(unknown)}: one of {', '.join(sorted(known))}")
    start(load(), frozenset(Role(name) for name in role) if role else EVERY)


@app.command()
def worker() -> None:
    """Turns, delivery and calls, without the web: more hands beside `serve` on PostgreSQL."""
    from bot.settings import load  # noqa: PLC0415
    from bot.wiring.roles import EVERY, Role  # noqa: PLC0415
    from bot.wiring.serve import serve as start  # noqa: PLC0415

    start(load(), EVERY - {Role.WEB})


@app.command()
def chat(
    conversation: Annotated[str, typer.Option(help="Go on with an earlier conversation.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON line out per line in.")] = False,
    explain: Annotated[
        bool,
        typer.Option(help="After each turn: what was understood, the pattern that ran, the stack, the outcome."),
    ] = False,
) -> None:
    """Talk to Shahryar in the terminal."""
    from bot.wiring.chat import chat as talk  # noqa: PLC0415

    talk(conversation=conversation, as_json=json, explain=explain)


@app.command()
def parse(
    model: ModelDir = None,
    expect: Annotated[str | None, typer.Option(help="The slot that was just asked for.")] = None,
) -> None:
    """Understand utterances from standard input: plain lines or JSON lines {"id", "text"}; JSON lines out."""
    from bot.wiring.language import parse as read  # noqa: PLC0415

    read(model, expect=expect)


@app.command()
def train(data: Data = None, out: Annotated[Path | None, typer.Option(help="Where the model goes.")] = None) -> None:
    """Train the model from NLU data."""
    from bot.wiring.language import train as learn  # noqa: PLC0415

    learn(data or [], out)


@app.command()
def evaluate(
    model: ModelDir = None,
    sets: Annotated[
        list[Path] | None, typer.Option("--set", help="A test set; the development set by default.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="A folder for report.html and report.json.")] = None,
) -> None:
    """Measure the model: intents, entities, calibration, out of scope, noise."""
    from bot.wiring.language import evaluate as measure  # noqa: PLC0415

    measure(model, sets=sets or (), report=report)


@app.command()
def export_rasa(
    data: Data = None, out: Annotated[Path, typer.Option(help="Where the project goes.")] = Path("var/rasa")
) -> None:
    """Write our training data as a Rasa 3.6 project."""
    from bot.wiring.language import export_rasa as write  # noqa: PLC0415

    write(data or [], out)


@app.command()
def check(
    draw: Annotated[
        bool, typer.Option("--draw", help="Also write docs/flows/*.svg, docs/texts.html and flow.schema.json anew.")
    ] = False,
) -> None:
    """Check flows, texts, phrasings and stories; every finding names its file, line and mend."""
    from bot.wiring.language import check_dialogs  # noqa: PLC0415

    if check_dialogs(sys.stdout):
        raise typer.Exit(1)
    if draw:
        from bot.wiring.papers import write_papers  # noqa: PLC0415

        write_papers(sys.stdout)


@app.command()
def new_service(
    name: Annotated[str, typer.Argument(help="The folder's name, and the intent's: a-z, digits and _.")],
    title: Annotated[str, typer.Option(help="What citizens call it, in Persian.")],
) -> None:
    """Make a folder for a service to begin with (docs/add-a-service.md)."""
    from bot.wiring.scaffold import new_service as scaffold  # noqa: PLC0415

    print(scaffold(name, title))


@app.command()
def doctor() -> None:
    """Is everything here that `serve` needs?"""
    from bot.wiring.doctor import examine  # noqa: PLC0415

    if not examine(sys.stdout):
        raise typer.Exit(1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def staff(context: typer.Context) -> None:
    """Accounts of the staff console: add, renew, disable."""
    from bot.wiring.staff import commands  # noqa: PLC0415

    commands(context.args, prog_name="python -m bot staff")


@app.command()
def erase(
    conversation: Annotated[str, typer.Argument(help="The conversation's id.")] = "",
    case: Annotated[str, typer.Option(help="Instead: the number of a case of it.")] = "",
    channel: Annotated[str, typer.Option(help="Instead: a channel; the account is read from standard input.")] = "",
    unfinished: Annotated[bool, typer.Option("--unfinished", help="Also while staff or a call have it.")] = False,
) -> None:
    """Forget a conversation for a citizen who asks for it; says what is erased and what is kept."""
    if sum(map(bool, (conversation, case, channel))) != 1:
        raise typer.BadParameter("name one: a conversation, --case or --channel")
    from bot.wiring.erase import forget  # noqa: PLC0415

    forget(conversation=conversation, case=case, channel=channel, unfinished=unfinished, out=sys.stdout)


def main() -> None:
    """Run a command; a coded error is one line on standard error."""
    try:
        app()
    except BotError as fault:
        print(f"shahryar: {fault}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
