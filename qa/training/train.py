"""Train the span reader: `python -m qa.training train --data DATA --run FOLDER`.

The learning rate warms up, stays, and falls to zero over the last steps (warmup-stable-decay; Hu et al., 2024,
arXiv:2404.06395), so a run that is to go on longer continues from the checkpoint before the fall (`stable.pt`).
A span is a start and an end among the passage's tokens; [CLS] at both stands for "no answer here"
(Devlin et al., 2019, arXiv:1810.04805, section 4.3).
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from transformers import BertModel

from qa.training.batches import BATCH, NOT_READ, Row, batches, encoded_pools, labelled_pools
from qa.training.data import training_shares
from qa.training.source import load_source_tokenizer, open_source_weights
from qa.training.teacher import TeacherModel

WARMUP_STEPS = 80
TAUGHT = 0.7  # of the loss, where there is a teacher
TEMPERATURE = 2.0  # that its scores and the reader's are divided by
CHECKPOINT_SECONDS = 240


class SpanModel(torch.nn.Module):
    """MiniLM with two scores a token: that an answer starts there, that it ends there."""

    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            open_source_weights(),
            add_pooling_layer=False,
            attn_implementation=attention,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.head = torch.nn.Linear(self.bert.config.hidden_size, 2)

    def frozen_parameters(self) -> Iterator[torch.nn.Parameter]:
        """What training leaves as published: the embeddings."""
        return self.bert.embeddings.parameters()

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor):
        """Start and end scores, each of shape (batch, length)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return self.head(hidden.last_hidden_state).unbind(-1)


def span_loss(model: torch.nn.Module, batch: dict) -> torch.Tensor:
    """Mean cross-entropy of start and end over [CLS] and the passage's tokens, spread over several gold spans.

    Where the teacher's scores are there, most of it is the cross-entropy to these, both made softer (Hinton et al.,
    2015, arXiv:1503.02531).
    """
    scores = torch.stack(model(**batch["inputs"]))
    forbidden = ~batch["inputs"]["token_type_ids"].bool()
    forbidden[:, 0] = False
    scores = scores.masked_fill(forbidden, NOT_READ)
    loss = mean_cross_entropy(scores, batch["gold"])
    if batch["taught"] is None:
        return loss
    taught = batch["taught"].masked_fill(forbidden, NOT_READ)
    soft = mean_cross_entropy(scores / TEMPERATURE, (taught / TEMPERATURE).softmax(-1))
    return (1 - TAUGHT) * loss + TAUGHT * TEMPERATURE**2 * soft


def mean_cross_entropy(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Over starts and ends and all examples; both of shape (2, batch, length)."""
    return cross_entropy(scores.flatten(0, 1), wanted.flatten(0, 1))


def rate(step: int, steps: int, decay_steps: int) -> float:
    """The learning rate's factor, 0 to 1."""
    return min(1.0, (step + 1) / WARMUP_STEPS, (steps - step) / decay_steps)


def build_optimizer(model: SpanModel | TeacherModel, learning_rate: float) -> torch.optim.Optimizer:
    for parameter in model.frozen_parameters():
        parameter.requires_grad_(False)
    head = set(model.head.parameters())
    body = [p for p in model.parameters() if p.requires_grad and p not in head]
    groups = [
        {"params": body, "base": learning_rate},
        {"params": list(model.head.parameters()), "base": learning_rate * 5},
    ]
    return torch.optim.AdamW(groups, lr=learning_rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def choose_pools(options: argparse.Namespace, first: int) -> Iterator[list[Row]]:
    """The pools of examples from number `first` on; with labels, the labelled ones again and again."""
    shares, words, tokenizer = training_shares(options.data), tuple(options.words), load_source_tokenizer()
    if options.labels:
        return labelled_pools(options.labels, tokenizer, shares, words, options.seed, first)
    return encoded_pools(tokenizer, shares, words, options.seed, first)


class Run:
    """A model on its way: how far it is, and what a checkpoint holds of it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.model = (TeacherModel(options.teacher) if options.teacher else SpanModel()).train()
        self.optimizer = build_optimizer(self.model, options.learning_rate)
        self.step, self.pool, self.place, self.examples = 0, 0, -1, 0
        checkpoint = options.resume or options.run / "checkpoint.pt"
        if checkpoint.exists():
            state = torch.load(checkpoint, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.pool, self.place, self.examples = (
                state[name] for name in ("step", "pool", "place", "examples")
            )
        elif options.start:
            self.model.load_state_dict(torch.load(options.start, weights_only=True)["model"])

    def save(self, name: str) -> None:
        counts = {one: getattr(self, one) for one in ("step", "pool", "place", "examples")}
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()} | counts
        partly = self.options.run / f"{name}.tmp"
        torch.save(state, partly)
        partly.replace(self.options.run / name)

    def remaining(self) -> Iterator[dict]:
        """The batches from where the run is to its last step."""
        done = self.pool, self.place
        for batch in batches(choose_pools(self.options, self.pool), self.options.seed, self.pool):
            if self.step >= self.options.steps:
                return
            if (batch["pool"], batch["place"]) > done:
                yield batch

    def learn(self, batch: dict) -> float:
        """The loss of the batch, from which the model has learnt."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * rate(self.step, self.options.steps, self.options.decay_steps)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bfloat16):
            loss = span_loss(self.model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step, self.examples = self.step + 1, self.examples + BATCH
        self.pool, self.place = batch["pool"], batch["place"]
        return loss.item()


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    began = saved = time.monotonic()
    losses: list[float] = []
    for batch in run.remaining():
        losses.append(run.learn(batch))
        if run.step == options.steps - options.decay_steps:
            run.save("stable.pt")
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            run.save("checkpoint.pt")
            saved = time.monotonic()
        if run.step % 25 == 0:
            mean = sum(losses[-200:]) / len(losses[-200:])
            speed = len(losses) * BATCH / (time.monotonic() - began)
            shown = {"step": run.step, "examples": run.examples, "loss": round(mean, 4), "per_s": round(speed, 2)}
            print(json.dumps(shown), flush=True)
    run.save("final.pt")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from (default: RUN/checkpoint.pt if there)")
    parser.add_argument(
        "--start", type=Path, help="checkpoint whose weights a new run begins with (as `restore` writes)"
    )
    parser.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2: train that, to teach the reader")
    parser.add_argument("--labels", type=Path, help="folder that `label` wrote: learn from the teacher's scores, too")
    parser.add_argument("--bfloat16", action="store_true", help="mixed precision: twice as fast where the CPU has it")
    parser.add_argument("--steps", type=int, default=6000, help=f"steps of {BATCH} examples")
    parser.add_argument("--decay-steps", type=int, default=1200)
    parser.add_argument("--learning-rate", type=float, default=1.5e-4)
    parser.add_argument("--words", type=int, nargs=2, default=(25, 80), help="least and most words of a passage")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.set_defaults(run_command=train)
