"""Exports a sentence-transformers BERT to ONNX: `python -m knowledge.export_onnx SOURCE_FOLDER TARGET_FOLDER`.

Twice: `model.onnx` as it is, for documents, and `questions.onnx` with 8-bit weights, for what somebody waits for.

A process of its own, because torch and transformers take 600 MB that a server would otherwise keep.
"""

import shutil
import sys
import warnings
from pathlib import Path

from knowledge.onnx_runtime import forbid_telemetry


def export(source: Path, path: Path) -> None:
    """Write the model of `source` to `path`, with mean pooling and normalisation in the graph."""
    import torch
    from transformers import AutoModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call] # transformers does not type it

    class Pooled(torch.nn.Module):
        def __init__(self, bert: torch.nn.Module) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            types = torch.zeros_like(input_ids)
            tokens = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=types)[0]
            mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
            pooled = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(pooled, p=2.0, dim=1)

    model = Pooled(
        AutoModel.from_pretrained(str(source), local_files_only=True, attn_implementation="eager").eval()
    ).eval()
    ids = torch.ones((2, 8), dtype=torch.int64)
    axes = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings():
        # They are the tracer's about branches on lengths; the axes that vary are named below.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}},
            dynamo=False,
            opset_version=17,
        )


def quantize(path: Path, target: Path) -> None:
    """Write the model again with 8-bit weights, scaled by channel, in all matrices but those that close a layer.

    Those take the widest activations, and cost the most agreement with the original.
    """
    forbid_telemetry()
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(path).graph
    shapes = {weights.name: tuple(weights.dims) for weights in graph.initializer}
    closing = [node.name for node in graph.node if any(_narrows(shapes.get(name)) for name in node.input)]
    quantize_dynamic(
        path,
        target,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=closing,
    )


def _narrows(shape: tuple[int, ...] | None) -> bool:
    return shape is not None and len(shape) == 2 and shape[0] > shape[1]


if __name__ == "__main__":
    shutil.copy2(Path(sys.argv[1], "tokenizer.json"), Path(sys.argv[2], "tokenizer.json"))
    export(Path(sys.argv[1]), Path(sys.argv[2], "model.onnx"))
    quantize(Path(sys.argv[2], "model.onnx"), Path(sys.argv[2], "questions.onnx"))
