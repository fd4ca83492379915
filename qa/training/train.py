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
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertModel

from qa.training.data import training_pools, training_shares
from qa.training.example import Example
from qa.training.source import load_source_tokenizer, open_source_weights

LENGTHS = (64, 80, 96, 112, 128, 160, 192, 224, 256)
BATCH = 16
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

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor):
        """Start and end scores, each of shape (batch, length)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return self.head(hidden.last_hidden_state).unbind(-1)


def encode_example(tokenizer: Tokenizer, example: Example) -> tuple[list[int], list[int], list[tuple[int, int]]] | None:
    """(token ids, token types, token spans of the answers); None where an answer falls to the cut at 256 tokens."""
    encoding = tokenizer.encode(example.question, example.text)
    ids, types = encoding.ids[: LENGTHS[-1]], encoding.type_ids[: LENGTHS[-1]]
    spans = []
    for start, end in example.spans:
        inside = [
            i
            for i, (left, right) in enumerate(encoding.offsets[: LENGTHS[-1]])
            if types[i] == 1 and right > left and left < end and right > start
        ]
        if inside:
            spans.append((inside[0], inside[-1]))
    if example.spans and not spans:
        return None
    return ids, types, spans or [(0, 0)]


def batches(tokenizer: Tokenizer, pools: Iterator[list[Example]], seed: int, first_pool: int) -> Iterator[dict]:
    """Batches of one padded length each; `pool` and `place` say where to go on."""
    for number, pool in enumerate(pools, first_pool):
        rows = [row for example in pool if (row := encode_example(tokenizer, example))]
        rows.sort(key=lambda row: len(row[0]))
        groups = [rows[i : i + BATCH] for i in range(0, len(rows) - BATCH + 1, BATCH)]
        order = torch.randperm(len(groups), generator=torch.Generator().manual_seed(seed + number)).tolist()
        for place, index in enumerate(order):
            yield {**collate(groups[index]), "pool": number, "place": place}


def collate(rows: list) -> dict:
    longest = max(len(ids) for ids, _, _ in rows)
    length = next(size for size in LENGTHS if size >= longest)
    batch = {
        name: torch.zeros(len(rows), length, dtype=torch.long)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    }
    starts, ends = torch.zeros(len(rows), length), torch.zeros(len(rows), length)
    for i, (ids, types, spans) in enumerate(rows):
        batch["input_ids"][i, : len(ids)] = torch.tensor(ids)
        batch["attention_mask"][i, : len(ids)] = 1
        batch["token_type_ids"][i, : len(ids)] = torch.tensor(types)
        for start, end in spans:
            starts[i, start] += 1 / len(spans)
            ends[i, end] += 1 / len(spans)
    return {"inputs": batch, "starts": starts, "ends": ends}


def span_loss(model: SpanModel, batch: dict) -> torch.Tensor:
    """Mean cross-entropy of start and end over [CLS] and the passage's tokens, spread over several gold spans."""
    start, end = model(**batch["inputs"])
    allowed = batch["inputs"]["token_type_ids"].bool()
    allowed[:, 0] = True
    start, end = start.masked_fill(~allowed, -1e4), end.masked_fill(~allowed, -1e4)
    return (cross_entropy(start, batch["starts"]) + cross_entropy(end, batch["ends"])) / 2


def rate(step: int, steps: int, decay_steps: int) -> float:
    """The learning rate's factor, 0 to 1."""
    return min(1.0, (step + 1) / WARMUP_STEPS, (steps - step) / decay_steps)


def build_optimizer(model: SpanModel, learning_rate: float) -> torch.optim.Optimizer:
    for parameter in model.bert.embeddings.parameters():
        parameter.requires_grad_(False)
    body = [p for p in model.bert.parameters() if p.requires_grad]
    groups = [
        {"params": body, "base": learning_rate},
        {"params": list(model.head.parameters()), "base": learning_rate * 5},
    ]
    return torch.optim.AdamW(groups, lr=learning_rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def save(run: Path, name: str, state: dict) -> None:
    torch.save(state, run / f"{name}.tmp")
    (run / f"{name}.tmp").replace(run / name)


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    model = SpanModel().train()
    optimizer = build_optimizer(model, options.learning_rate)
    step, pool, place, examples = 0, 0, -1, 0
    checkpoint = options.resume or options.run / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, pool, place, examples = state["step"], state["pool"], state["place"], state["examples"]
    elif options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True)["model"])
    pools = training_pools(training_shares(options.data), tuple(options.words), options.seed, pool)
    began = saved = time.monotonic()
    losses: list[float] = []
    seen = 0

    def state() -> dict:
        return {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "pool": batch["pool"],
            "place": batch["place"],
            "examples": examples,
        }

    for batch in batches(load_source_tokenizer(), pools, options.seed, pool):
        if batch["pool"] == pool and batch["place"] <= place:
            continue
        if step >= options.steps:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate(step, options.steps, options.decay_steps)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
            loss = span_loss(model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        step, examples, seen = step + 1, examples + BATCH, seen + BATCH
        if step == options.steps - options.decay_steps:
            save(options.run, "stable.pt", state())
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            save(options.run, "checkpoint.pt", state())
            saved = time.monotonic()
        if step % 25 == 0:
            speed = seen / (time.monotonic() - began)
            mean = sum(losses[-200:]) / len(losses[-200:])
            print(
                json.dumps({"step": step, "examples": examples, "loss": round(mean, 4), "per_s": round(speed, 2)}),
                flush=True,
            )
    save(options.run, "final.pt", state())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from (default: RUN/checkpoint.pt if there)")
    parser.add_argument(
        "--start", type=Path, help="checkpoint whose weights a new run begins with (as `restore` writes)"
    )
    parser.add_argument("--bfloat16", action="store_true", help="mixed precision: twice as fast where the CPU has it")
    parser.add_argument("--steps", type=int, default=6000, help=f"steps of {BATCH} examples")
    parser.add_argument("--decay-steps", type=int, default=1200)
    parser.add_argument("--learning-rate", type=float, default=1.5e-4)
    parser.add_argument("--words", type=int, nargs=2, default=(25, 80), help="least and most words of a passage")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.set_defaults(run_command=train)
