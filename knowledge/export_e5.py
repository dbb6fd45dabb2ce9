"""Writes multilingual-e5-small for ONNX Runtime: `python -m knowledge.export_e5 WEIGHTS_FILE TARGET_FOLDER`.

`e5.onnx` takes the word vectors of tokens, so that the vocabulary's table stays a mapped file, and keeps the weights in
their 4 bits; `e5-tokenizer.json` is the tokeniser. A process of its own: building both takes 400 MB.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.encoders.e5_weights import Weights, packed, read_weights

# Activations are rounded to 8 bits by row: what else is in a batch does not change a vector.
_ACCURACY = 4


def export(weights: Weights, path: Path) -> None:
    """The encoder of XLM-RoBERTa (BERT's layers, positions from 0), mean pooling, unit length."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    nodes: list[Any] = []
    constants: list[Any] = []

    def constant(name: str, value: Any) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(x: str, name: str, outputs: int, inputs: int) -> str:
        values, scales = packed(weights.blocks(f"{name}.w"))
        parts = [constant(f"{name}.values", values), constant(f"{name}.scales", scales.reshape(-1))]
        bias = constant(f"{name}.bias", weights.full(f"{name}.b"))
        return node(
            "MatMulNBits",
            [x, *parts, "", "", bias],
            f"{name}.out",
            "com.microsoft",
            K=inputs,
            N=outputs,
            bits=4,
            block_size=32,
            accuracy_level=_ACCURACY,
        )

    def norm(x: str, name: str) -> str:
        parts = [constant(f"{name}.{part}", weights.full(f"{name}.{part}")) for part in ("w", "b")]
        return node("LayerNormalization", [x, *parts], f"{name}.out", axis=-1, epsilon=weights.epsilon)

    width, inner = weights.width, weights.inner
    constant("places", weights.full("emb.pos").reshape(-1, width) + weights.full("emb.type").reshape(-1, width)[0])
    for name, number in (("zero", 0), ("one", 1), ("two", 2), ("last", -1)):
        constant(name, np.array([number], np.int64))
    node("Slice", [node("Shape", ["words"], "shape"), "one", "two"], "length")
    node("Slice", ["places", "zero", "length", "zero"], "placed")
    x = norm(node("Add", ["words", "placed"], "input"), "emb.ln")
    node("Cast", ["mask"], "mask32", to=TensorProto.INT32)
    for layer in range(weights.layers):
        at = f"l{layer}."
        query, key, value = (linear(x, at + part, width, width) for part in "qkv")
        heads = [query, key, value, "", "mask32"]
        seen = node("MultiHeadAttention", heads, at + "seen", "com.microsoft", num_heads=weights.heads)
        attended = node("Add", [x, linear(seen, at + "ao", width, width)], at + "attended")
        x = norm(attended, at + "aln")
        wide = node("Gelu", [linear(x, at + "fi", inner, width)], at + "wide", "com.microsoft")
        x = norm(node("Add", [x, linear(wide, at + "fo", width, inner)], at + "fed"), at + "oln")
    node("Unsqueeze", [node("Cast", ["mask"], "shares", to=TensorProto.FLOAT), "last"], "weighing")
    node("ReduceSum", [node("Mul", [x, "weighing"], "counted"), "one"], "summed", keepdims=0)
    # Unit length: the mean's divisor cancels out.
    node("LpNormalization", ["summed"], "embedding", axis=-1, p=2)
    graph = helper.make_graph(
        nodes,
        "e5",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, ["batch", "tokens", width]),
            helper.make_tensor_value_info("mask", TensorProto.INT64, ["batch", "tokens"]),
        ],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", width])],
        constants,
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=sets)
    model.ir_version = 9
    onnx.save(model, str(path))


def save_tokenizer(weights: Weights, path: Path) -> None:
    """XLM-RoBERTa's SentencePiece unigram; characters are to be normalised before, by `Weights.norm`."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(weights.pieces(), unk_id=weights.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(path))


if __name__ == "__main__":
    found = read_weights(Path(sys.argv[1]))
    export(found, Path(sys.argv[2], "e5.onnx"))
    save_tokenizer(found, Path(sys.argv[2], "e5-tokenizer.json"))
