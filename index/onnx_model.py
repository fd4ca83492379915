"""Opening the project's own ONNX weights: digests checked, threads set, tokens in."""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import WeightsFailure

MOST_TOKENS = 256

TokenSequence = tuple[list[int], list[int]]  # ids, and the part (0 or 1) that each belongs to


def check_digests(folder: Path) -> dict[str, str]:
    """File name to SHA-256 of the weights in `folder`; WeightsFailure names the file that is missing or differs."""
    listing = folder / "digests.json"
    try:
        digests: dict[str, str] = json.loads(listing.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsFailure(f"{str(listing)!r} cannot be read ({error}): check the files out again") from error
    for name, expected in digests.items():
        try:
            digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise WeightsFailure(f"{str(folder / name)!r} is missing: check the file out again") from error
        if digest != expected:
            raise WeightsFailure(
                f"{str(folder / name)!r} has the digest {digest[:12]}…, expected {expected[:12]}…: "
                "the file is damaged, check it out again"
            )
    return digests


class OnnxModel:
    """One ONNX file with its tokenizer; sequences run one a thread, several threads at a time.

    Dynamic quantisation scales each input as a whole, so a sequence alone gives the same numbers in every run
    whatever it is asked along with. A thread a sequence needs no padding, and none waits for another.
    """

    def __init__(self, folder: Path, name: str, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.digest = check_digests(folder)[name]
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / name), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._threads = ThreadPoolExecutor(threads)

    def run_all(self, sequences: Sequence[TokenSequence]) -> "list[np.ndarray[Any, np.dtype[np.float32]]]":
        """The model's output for each sequence, in their order, without the batch axis."""
        if len(sequences) == 1:
            return [self._run(sequences[0])]
        try:
            outputs = self._threads.map(self._run, sequences)
        except RuntimeError:  # closed meanwhile
            outputs = map(self._run, sequences)
        return list(outputs)

    def close(self) -> None:
        """End the threads; what is run from now on runs in the caller's."""
        self._threads.shutdown(wait=False)

    def _run(self, sequence: TokenSequence) -> "np.ndarray[Any, np.dtype[np.float32]]":
        ids, type_ids = sequence
        inputs = {
            "input_ids": np.array([ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
            "token_type_ids": np.array([type_ids], dtype=np.int64),
        }
        output: np.ndarray[Any, np.dtype[np.float32]] = self._session.run(None, inputs)[0][0]
        return output
