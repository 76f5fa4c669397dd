#!/usr/bin/env python3
"""Writes a transformer encoder of 5.3 M parameters, for `benchmarks/run rivals --load transformer`.

    python3 encoder.py FOLDER      writes FOLDER/transformer/1

Four layers of 256 with 4 heads, feed-forward of 1024, over 64 tokens of a vocabulary of 8,192: `input_ids` `[N,64] int32`,
`pooled` `[N,256] float32`. The weights are random, of a fixed seed: what is measured is the architecture. Needs numpy and
onnx; no PyTorch.
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

SEED = 7
OPSET = 17
IR_VERSION = 8
WORDS, LENGTH, WIDTH, HEADS, LAYERS, INNER = 8192, 64, 256, 4, 4, 1024


class Graph:
    """Nodes and weights of a graph, in the order in which they are added."""

    def __init__(self):
        self.nodes = []
        self.weights = []
        self.random = np.random.default_rng(SEED)

    def constant(self, name, values):
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def normal(self, name, *shape):
        return self.constant(name, self.random.normal(0, 0.05, shape).astype(np.float32))

    def add(self, operator, inputs, output, **attributes):
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def dense(self, x, name, inputs, outputs):
        product = self.add("MatMul", [x, self.normal(f"{name}.weight", inputs, outputs)], f"{name}.product")
        return self.add("Add", [product, self.normal(f"{name}.bias", outputs)], name)

    def normalised(self, x, name):
        scale = self.constant(f"{name}.scale", np.ones(WIDTH, np.float32))
        shift = self.constant(f"{name}.shift", np.zeros(WIDTH, np.float32))
        return self.add("LayerNormalization", [x, scale, shift], name, axis=-1, epsilon=1e-5)

    def heads(self, x, name, perm):
        split = self.add("Reshape", [x, "split"], f"{name}.split")
        return self.add("Transpose", [split], f"{name}.heads", perm=perm)

    def attention(self, x, name):
        query = self.heads(self.dense(x, f"{name}.query", WIDTH, WIDTH), f"{name}.query", [0, 2, 1, 3])
        key = self.heads(self.dense(x, f"{name}.key", WIDTH, WIDTH), f"{name}.key", [0, 2, 3, 1])
        value = self.heads(self.dense(x, f"{name}.value", WIDTH, WIDTH), f"{name}.value", [0, 2, 1, 3])
        products = self.add("MatMul", [query, key], f"{name}.products")
        scores = self.add("Mul", [products, "scale"], f"{name}.scores")
        weights = self.add("Softmax", [scores], f"{name}.weights", axis=-1)
        mixed = self.add("MatMul", [weights, value], f"{name}.mixed")
        turned = self.add("Transpose", [mixed], f"{name}.turned", perm=[0, 2, 1, 3])
        joined = self.add("Reshape", [turned, "join"], f"{name}.joined")
        return self.dense(joined, f"{name}.out", WIDTH, WIDTH)

    def gelu(self, x, name):
        scaled = self.add("Div", [x, "sqrt2"], f"{name}.scaled")
        error = self.add("Erf", [scaled], f"{name}.erf")
        shifted = self.add("Add", [error, "one"], f"{name}.shifted")
        product = self.add("Mul", [x, shifted], f"{name}.product")
        return self.add("Mul", [product, "half"], name)

    def layer(self, x, name):
        attended = self.add("Add", [x, self.attention(x, f"{name}.attention")], f"{name}.attended")
        x = self.normalised(attended, f"{name}.norm1")
        inner = self.gelu(self.dense(x, f"{name}.up", WIDTH, INNER), f"{name}.gelu")
        fed = self.add("Add", [x, self.dense(inner, f"{name}.down", INNER, WIDTH)], f"{name}.fed")
        return self.normalised(fed, f"{name}.norm2")


def encoder():
    graph = Graph()
    graph.constant("split", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    graph.constant("join", np.array([0, 0, WIDTH], np.int64))
    graph.constant("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    graph.constant("sqrt2", np.array(2**0.5, np.float32))
    graph.constant("one", np.array(1, np.float32))
    graph.constant("half", np.array(0.5, np.float32))
    graph.constant("first", np.array(0, np.int64))
    words = graph.add("Gather", [graph.normal("words", WORDS, WIDTH), "input_ids"], "embedded")
    x = graph.add("Add", [words, graph.normal("positions", LENGTH, WIDTH)], "placed")
    x = graph.normalised(x, "norm")
    for index in range(LAYERS):
        x = graph.layer(x, f"layer{index}")
    first = graph.add("Gather", [x, "first"], "first_token", axis=1)
    graph.add("Tanh", [graph.dense(first, "pooler", WIDTH, WIDTH)], "pooled")
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "transformer",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT32, ["N", LENGTH])],
            [helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["N", WIDTH])],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
    )
    model.ir_version = IR_VERSION
    checker.check_model(model, full_check=True)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of models; transformer/1 is written in it")
    folder = parser.parse_args().folder / "transformer" / "1"
    folder.mkdir(parents=True, exist_ok=True)
    content = encoder().SerializeToString(deterministic=True)
    (folder / "model.onnx").write_bytes(content)
    (folder / "model.yaml").write_text(
        "name: transformer\nversion: 1\ndescription: a transformer encoder, random weights\n"
        f"onnx: model.onnx\nsha256: {hashlib.sha256(content).hexdigest()}\n"
        f"inputs:\n  - {{ name: input_ids, dtype: int32, shape: [-1, {LENGTH}], range: [1, {WORDS - 1}] }}\n"
        f"outputs:\n  - {{ name: pooled, dtype: float32, shape: [-1, {WIDTH}] }}\nengine:\n  maxBatch: 64\n"
    )
    print(folder)


if __name__ == "__main__":
    main()
