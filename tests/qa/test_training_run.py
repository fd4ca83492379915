"""Going on with a run of training; runs where torch is installed (dependency group `train`)."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
teacher = pytest.importorskip("qa.training.teacher")
train = pytest.importorskip("qa.training.train")


class Tiny(torch.nn.Module):
    """What a run asks of a model, in a few numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.body, self.head = torch.nn.Linear(3, 3), torch.nn.Linear(3, 2)

    def frozen_parameters(self) -> Iterator[torch.nn.Parameter]:
        return iter(())

    def compile_layers(self) -> None:
        self.compiled = True


def test_a_run_goes_on_where_it_was_at_the_rate_that_is_asked_for_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "SpanModel", Tiny)
    options = {"run": tmp_path, "resume": None, "start": None, "teacher": None, "taught_by": None, "device": "cpu"}
    options["compiled"] = False
    before = train.Run(Namespace(**options, learning_rate=1e-4))
    before.step, before.pool, before.place, before.examples = 7, 1, 4, 224
    before.save("checkpoint.pt")
    after = train.Run(Namespace(**options, learning_rate=2e-4))
    assert (after.step, after.pool, after.place, after.examples) == (7, 1, 4, 224)
    assert all(torch.equal(one, before.model.state_dict()[name]) for name, one in after.model.state_dict().items())
    assert [group["base"] for group in after.optimizer.param_groups] == pytest.approx([2e-4, 1e-3])


def test_what_teaches_has_to_be_a_reader_where_no_folder_of_a_teacher_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "SpanModel", Tiny)
    file = tmp_path / "teacher.pt"
    torch.save({"model": {"encoder": torch.zeros(1)}}, file)
    options = Namespace(teacher=None, taught_by=file, device="cpu", bfloat16=False)
    with pytest.raises(SystemExit, match=r"teacher\.pt.* holds no reader .*--teacher"):
        train.load_teacher(options)
    torch.save({"model": Tiny().state_dict()}, file)
    assert not any(one.requires_grad for one in train.load_teacher(options).parameters())


def test_the_layers_of_both_are_compiled_where_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "SpanModel", Tiny)
    file = tmp_path / "teacher.pt"
    torch.save({"model": Tiny().state_dict()}, file)
    options = {"run": tmp_path, "resume": None, "start": None, "teacher": None, "taught_by": file, "device": "cpu"}
    for asked in (True, False):
        run = train.Run(Namespace(**options, learning_rate=1e-4, bfloat16=False, compiled=asked))
        assert [hasattr(one, "compiled") for one in (run.model, run.teacher)] == [asked, asked]


def test_what_is_compiled_is_each_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    layers = [Namespace(compile=lambda dynamic, number=number: compiled.append(number)) for number in range(2)]
    train.SpanModel.compile_layers(Namespace(bert=Namespace(encoder=Namespace(layer=layers))))
    assert compiled == [0, 1]
    monkeypatch.setattr(torch, "compile", lambda read, dynamic: (read, "compiled"))
    large = Namespace()
    teacher.TeacherModel.compile_layers(large)
    assert vars(large) == {"_read_layer": (teacher.read_layer, "compiled")}


def test_the_teacher_reads_as_its_own_layers_do() -> None:
    config = transformers.MPNetConfig(hidden_size=24, num_attention_heads=3, intermediate_size=32, num_hidden_layers=2)
    layer = transformers.MPNetModel(config, add_pooling_layer=False).eval().encoder.layer[0]
    hidden, bias = torch.randn(2, 7, 24), torch.randn(2, 3, 7, 7)
    bias[1, ..., 5:] = float("-inf")
    own = layer(hidden, position_bias=bias)[0]
    assert torch.allclose(teacher.read_layer(layer, hidden, bias), own, atol=1e-5)


@pytest.mark.parametrize("option", ["--resume", "--start", "--taught-by"])
def test_a_checkpoint_that_is_not_there_is_named(option: str, tmp_path: Path) -> None:
    parser = ArgumentParser()
    train.add_arguments(parser)
    missing = tmp_path / "missing.pt"
    options = parser.parse_args(["--data", str(tmp_path), "--run", str(tmp_path / "run"), option, str(missing)])
    with pytest.raises(SystemExit, match=rf"{option}: there is no .*missing\.pt.*: name a checkpoint"):
        train.train(options)
    assert not (tmp_path / "run").exists()
