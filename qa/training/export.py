"""Write the int8 ONNX weights: `python -m qa.training export encoder` or `... reader --checkpoint FILE`.

Weights are quantised to 7 of 8 bits (reduce-range): on processors without VNNI the 8-bit product saturates at
16 bits otherwise, and the shipped file has to answer alike everywhere.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from transformers import BertModel

from qa.training.source import load_source_tokenizer, open_source_weights
from qa.training.train import SpanModel

ROOT = Path(__file__).resolve().parent.parent.parent
REFERENCE_SENTENCES = (
    "The cat sat on the mat.",
    "Canada's parliament voted 178 to 146 to ban Huawei.",
    "What was the vote count?",
    "Ottawa must decide within 30 days.",
    "Photosynthesis turns light into sugar.",
    "Der Zug fährt um acht Uhr ab.",
    "A 2018 arrest in Vancouver strained relations.",
    "Profit rose 12.5% to $3.4 billion in the third quarter.",
    "The husky chewed the mirrors off the motorbike.",
    "The committee will meet on Tuesday, he said.",
)
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
OPSET = 17
# The product after the activation in the first two layers spreads too widely for 8 bits: with these two in fp32 the
# encoder keeps a cosine of 0.99 to fp32 (0.985 without) for 3.5 MB more. The reader loses nothing without.
FLOAT_LAYERS = ("layer.0/output/dense", "layer.1/output/dense")


class Encoder(torch.nn.Module):
    """Mean of the last hidden states, at unit length, as all-MiniLM-L6-v2 pools them."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            open_source_weights(), add_pooling_layer=False, attn_implementation="eager"
        )

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor):
        hidden = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=-1)


class Reader(torch.nn.Module):
    """Start and end scores as one tensor of shape (batch, 2, length)."""

    def __init__(self, checkpoint: Path) -> None:
        super().__init__()
        self.model = SpanModel(attention="eager")
        self.model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor):
        return torch.stack(self.model(input_ids, attention_mask, token_type_ids), dim=1)


def export_onnx(module: torch.nn.Module, output: str, target: Path, float_target: Path | None = None) -> None:
    """Write the module as int8 ONNX to `target`, and as fp32 to `float_target` where one is named."""
    names = {0: "batch", 1: "length"}
    example = (torch.ones(2, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long), torch.zeros(2, 16).long())
    with tempfile.TemporaryDirectory() as folder:
        raw, fused = Path(folder, "raw.onnx"), Path(folder, "fused.onnx")
        torch.onnx.export(
            module.eval(),
            example,
            str(raw),
            input_names=INPUTS,
            output_names=[output],
            dynamic_axes=dict.fromkeys(INPUTS, names) | {output: {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )
        options = FusionOptions("bert")
        model = optimizer.optimize_model(
            str(raw), "bert", num_heads=12, hidden_size=384, opt_level=1, optimization_options=options
        )
        model.save_model_to_file(str(fused))
        if float_target:
            shutil.copyfile(fused, float_target)
        quantize_dynamic(
            fused,
            target,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[
                node.name
                for node in model.nodes()
                if output == "embedding"
                and any(part in node.name for part in FLOAT_LAYERS)
                and "attention" not in node.name
            ],
            extra_options={"DefaultTensorType": 1},
        )


def write_reference(target: Path) -> None:
    """Write the fp32 vectors of ten sentences as JSON: sentence to 384 numbers."""
    tokenizer, encoder = load_source_tokenizer(), Encoder().eval()
    vectors = {}
    with torch.no_grad():
        for sentence in REFERENCE_SENTENCES:
            ids = torch.tensor([tokenizer.encode(sentence).ids])
            vector = encoder(ids, torch.ones_like(ids), torch.zeros_like(ids))[0]
            vectors[sentence] = [round(value, 6) for value in vector.tolist()]
    target.write_text(json.dumps(vectors, ensure_ascii=False) + "\n")


def write_digests(folder: Path, names: list[str]) -> None:
    """Write digests.json: the SHA-256 of each file, checked whenever the weights are loaded."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    (folder / "digests.json").write_text(json.dumps(digests, indent=2) + "\n")


def export(options: argparse.Namespace) -> None:
    if options.part == "reader" and options.checkpoint is None:
        raise SystemExit("export reader needs --checkpoint FILE")
    target = options.target or ROOT / ("index" if options.part == "encoder" else "qa") / "weights"
    target.mkdir(parents=True, exist_ok=True)
    module, output = (Encoder(), "embedding") if options.part == "encoder" else (Reader(options.checkpoint), "scores")
    export_onnx(module, output, target / f"{options.part}.int8.onnx", options.float)
    shutil.copyfile(open_source_weights() / "tokenizer.json", target / "tokenizer.json")
    if options.reference:
        write_reference(options.reference)
    write_digests(target, [f"{options.part}.int8.onnx", "tokenizer.json"])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("part", choices=["encoder", "reader"])
    parser.add_argument("--checkpoint", type=Path, help="the trained reader (final.pt)")
    parser.add_argument("--float", type=Path, help="write the fp32 ONNX file here as well, to compare")
    parser.add_argument("--reference", type=Path, help="write the encoder's fp32 vectors of ten sentences here")
    parser.add_argument("--target", type=Path, help="folder for the weights (default: the package's own)")
    parser.set_defaults(run_command=export)
