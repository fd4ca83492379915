"""Train the span reader: `python -m qa.training train --data DATA --run FOLDER`.

The learning rate warms up, stays, and falls to zero over the last steps (warmup-stable-decay; Hu et al., 2024,
arXiv:2404.06395), so a run that is to go on longer continues from the checkpoint before the fall (`stable.pt`).
A span is a start and an end among the passage's tokens; [CLS] at both stands for "no answer here"
(Devlin et al., 2019, arXiv:1810.04805, section 4.3).
"""

import argparse
import json
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import torch
from transformers import BertModel

from qa.training.batches import WRITTEN, Batch, Wanted, load_beside, pools_of_batches
from qa.training.losses import moved, span_loss
from qa.training.source import open_source_weights
from qa.training.teacher import TeacherModel

WARMUP_STEPS = 80
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

    def compile_layers(self) -> None:
        """Make the layers one compiled program."""
        for layer in self.bert.encoder.layer:
            layer.compile(dynamic=True)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor):
        """Start and end scores, each of shape (batch, length)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return self.head(hidden.last_hidden_state).unbind(-1)


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


def load_teacher(options: argparse.Namespace) -> SpanModel | TeacherModel:
    """The trained teacher, as it reads for another."""
    model = TeacherModel(options.teacher) if options.teacher else SpanModel()
    try:
        model.load_state_dict(torch.load(options.taught_by, map_location="cpu", weights_only=True)["model"])
    except RuntimeError:
        kind = "teacher" if options.teacher else "reader (a teacher needs --teacher: the folder of all-mpnet-base-v2)"
        raise SystemExit(f"--taught-by: {str(options.taught_by)!r} holds no {kind}") from None
    model.to(options.device, torch.bfloat16 if options.bfloat16 else torch.float32)
    return model.eval().requires_grad_(False)


class Run:
    """A model on its way: how far it is, and what a checkpoint holds of it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.teacher = load_teacher(options) if options.taught_by else None
        alone = options.teacher and not options.taught_by
        self.model = (TeacherModel(options.teacher) if alone else SpanModel()).to(options.device).train()
        if options.compiled:
            for one in filter(None, (self.model, self.teacher)):
                one.compile_layers()
        self.optimizer = build_optimizer(self.model, options.learning_rate)
        self.step, self.pool, self.place, self.examples = 0, 0, -1, 0
        checkpoint = options.resume or options.run / "checkpoint.pt"
        if checkpoint.exists():
            state = torch.load(checkpoint, map_location="cpu", weights_only=True)
            self.model.load_state_dict(state["model"])
            bases = [group["base"] for group in self.optimizer.param_groups]  # as asked for now, not as saved
            self.optimizer.load_state_dict(state["optimizer"])
            for group, base in zip(self.optimizer.param_groups, bases, strict=True):
                group["base"] = base
            self.step, self.pool, self.place, self.examples = (
                state[name] for name in ("step", "pool", "place", "examples")
            )
        elif options.start:
            self.model.load_state_dict(torch.load(options.start, map_location="cpu", weights_only=True)["model"])

    def save(self, name: str) -> None:
        counts = {one: getattr(self, one) for one in ("step", "pool", "place", "examples")}
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()} | counts
        partly = self.options.run / f"{name}.tmp"
        torch.save(state, partly)
        partly.replace(self.options.run / name)

    def remaining(self) -> Iterator[Batch]:
        """The batches from where the run is to its last step."""
        of = self.options
        wanted = Wanted(
            data=of.data,
            news=of.news,
            speakers=of.speakers,
            rephrased=of.rephrased,
            beside=of.beside,
            words=tuple(of.words),
            seed=of.seed,
            batch=of.batch,
        )
        pools = pools_of_batches(wanted, self.pool, of.processes)
        with closing(pools):
            for number, pool in enumerate(pools, self.pool):
                for place, batch in enumerate(pool):
                    if self.step >= of.steps:
                        return
                    if (number, place) > (self.pool, self.place):
                        self.pool, self.place = number, place
                        yield batch

    def learn(self, batch: Batch) -> torch.Tensor:
        """The loss of the batch, from which the model has learnt."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * rate(self.step, self.options.steps, self.options.decay_steps)
        inputs = {name: torch.from_numpy(value).to(self.options.device) for name, value in batch.items()}
        gold, members = inputs.pop("gold"), inputs.pop("members")
        written = {name.removeprefix(WRITTEN): inputs.pop(name) for name in batch if name.startswith(WRITTEN)}
        places = written.pop("at")
        with torch.autocast(self.options.device, torch.bfloat16, enabled=self.options.bfloat16):
            taught = moved(torch.stack(self.teacher(**written)).float(), places) if self.teacher else None
            scores = torch.stack(self.model(**inputs)).float()
        loss = span_loss(scores, inputs, gold, members, taught)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step, self.examples = self.step + 1, self.examples + gold.shape[1]
        return loss.detach()


def train(options: argparse.Namespace) -> None:
    for name in ("resume", "start", "taught_by"):
        checkpoint = getattr(options, name)
        if checkpoint and not checkpoint.exists():
            option = name.replace("_", "-")
            raise SystemExit(f"--{option}: there is no {str(checkpoint)!r}: name a checkpoint")
    try:
        load_beside(options.beside)
    except ValueError as error:
        raise SystemExit(f"--beside: {error}") from None
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    began = saved = time.monotonic()
    losses: deque[torch.Tensor] = deque(maxlen=200)
    already = run.examples
    for batch in run.remaining():
        losses.append(run.learn(batch))
        if run.step == options.steps - options.decay_steps:
            run.save("stable.pt")
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            run.save("checkpoint.pt")
            saved = time.monotonic()
        if run.step % 25 == 0:
            mean = torch.stack(list(losses)).mean().item()
            speed = (run.examples - already) / (time.monotonic() - began)
            shown = {"step": run.step, "examples": run.examples, "loss": round(mean, 4), "per_s": round(speed, 2)}
            print(json.dumps(shown), flush=True)
    run.save("final.pt")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--news", type=int, default=0, help="questions on news reports in a pool, beside some 2,500")
    parser.add_argument("--speakers", type=int, default=0, help="questions on reports whose speakers stand apart")
    parser.add_argument("--rephrased", type=int, default=0, help="questions put in other words (rephrased.py)")
    parser.add_argument(
        "--beside", type=Path, help="what `retrieve` found: other passages that some questions are read over"
    )
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from (default: RUN/checkpoint.pt if there)")
    parser.add_argument(
        "--start", type=Path, help="checkpoint whose weights a new run begins with (as `restore` writes)"
    )
    parser.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2: it learns, or teaches")
    parser.add_argument(
        "--taught-by",
        type=Path,
        help="checkpoint of what the reader learns from: a trained teacher, or a reader where no --teacher is named; "
        "it reads each question as it was written",
    )
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--bfloat16", action="store_true", help="mixed precision: twice as fast where the chip has it")
    parser.add_argument(
        "--compiled", action="store_true", help="layers compiled: faster on cuda, a minute later to start"
    )
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=16, help="passages of a step, about")
    parser.add_argument("--decay-steps", type=int, default=1200)
    parser.add_argument("--learning-rate", type=float, default=1.5e-4)
    parser.add_argument("--words", type=int, nargs=2, default=(25, 80), help="least and most words of a passage")
    parser.add_argument("--processes", type=int, default=0, help="that make examples, beside the one that learns")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.set_defaults(run_command=train)
