"""A larger reader that only teaches: MPNet, 12 layers, 768 wide (Song et al., 2020, arXiv:2004.09297).

It begins as all-mpnet-base-v2 (Apache License 2.0) and reads the same word pieces as the small reader: its vocabulary
is BERT's, moved by four places, with marks of its own.
"""

from collections.abc import Iterator
from pathlib import Path

import torch
from torch.nn.functional import scaled_dot_product_attention
from transformers import MPNetModel

from qa.training.source import check_weights

TEACHER_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
MOVED_BY = 4
MARKS = {0: 1, 101: 0, 102: 2}  # BERT's [PAD], [CLS], [SEP] as MPNet's <pad>, <s>, </s>


class TeacherModel(torch.nn.Module):
    """MPNet with two scores a token, called as `SpanModel` is, with BERT's token ids."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(
            check_weights(folder, TEACHER_SHA256),
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2)
        ids = torch.arange(self.encoder.config.vocab_size) + MOVED_BY
        for bert, own in MARKS.items():
            ids[bert] = own
        self.register_buffer("own_ids", ids, persistent=False)
        self._read_layer = read_layer

    def compile_layers(self) -> None:
        """Make the layers one compiled program."""
        self._read_layer = torch.compile(read_layer, dynamic=True)

    def frozen_parameters(self) -> Iterator[torch.nn.Parameter]:
        """What training leaves as published: the embeddings and the bias of relative positions."""
        yield from self.encoder.embeddings.parameters()
        yield from self.encoder.encoder.relative_attention_bias.parameters()

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor):
        """Start and end scores, each of shape (batch, length)."""
        hidden = self.encoder.embeddings(input_ids=self.own_ids[input_ids])
        bias = self.encoder.encoder.compute_position_bias(hidden[:1])  # of shape (1, heads, length, length)
        bias = bias.masked_fill(attention_mask[:, None, None, :] == 0, float("-inf"))
        for layer in self.encoder.encoder.layer:
            hidden = self._read_layer(layer, hidden, bias)
        return self.head(hidden).unbind(-1)


def read_layer(layer: torch.nn.Module, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """What MPNet's own layer gives, its attention fused: it keeps no table of all pairs of tokens."""
    attention = layer.attention.attn
    shape = (*hidden.shape[:-1], attention.num_attention_heads, attention.attention_head_size)
    query, key, value = (part(hidden).view(shape).transpose(1, 2) for part in (attention.q, attention.k, attention.v))
    attended = scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
    attended = layer.attention.LayerNorm(attention.o(attended.transpose(1, 2).flatten(-2)) + hidden)
    return layer.output(layer.intermediate(attended), attended)
