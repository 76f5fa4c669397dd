#!/usr/bin/env python3
"""Writes a table of many rows, a model of a few numbers and a pipeline, to see that scoring needs no more memory for more.

    python3 generate.py FOLDER ROWS     writes FOLDER/rows.csv, FOLDER/models/tiny/1 and FOLDER/pipeline.yaml

Needs numpy and onnx. Rows have an id, two numbers and a word; one in a million has no first number and is rejected.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

CHUNK = 100_000
SHOPS = np.array(["north", "south", "east", "west"])

PIPELINE = """\
name: tiny
kafka:    { bootstrap.servers: "127.0.0.1:9092" }
registry: { url: "http://127.0.0.1:8081/apis/ccompat/v7" }
input:    { topic: tiny.requests }
models: models
preprocess:
  type: json
  fields:
    - { name: price }
    - { name: views }
    - { name: shop, vocabulary: { north: 1, south: 2, east: 3, west: 4 } }
infer:       { model: tiny, maxBatch: 256 }
postprocess: { type: regression, names: [rank] }
output:      { topic: tiny.results }
"""


def write_model(folder):
    weights = numpy_helper.from_array(np.array([[0.5], [-0.25], [2]], dtype=np.float32), "weights")
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "weights"], ["y"])],
        "tiny",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 1])],
        [weights],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model)
    (folder / "model.yaml").write_text(
        f"name: tiny\nversion: 1\nonnx: model.onnx\nsha256: {hashlib.sha256(model).hexdigest()}\n"
        "inputs: [{ name: x, dtype: float32, shape: [-1, 3] }]\n"
        "outputs: [{ name: y, dtype: float32, shape: [-1, 1] }]\n"
    )


def write_rows(path, rows):
    random = np.random.default_rng(20)
    with open(path, "w") as file:
        file.write("id,price,views,shop\n")
        for start in range(0, rows, CHUNK):
            count = min(CHUNK, rows - start)
            prices = random.integers(1, 100_000, count)
            views = random.integers(0, 1_000, count)
            shops = SHOPS[random.integers(0, len(SHOPS), count)]
            for i in range(count):
                row = start + i
                price = "" if row % 1_000_000 == 999_999 else f"{prices[i] / 100:.2f}"
                file.write(f"{row},{price},{views[i]},{shops[i]}\n")


def main():
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    write_model(folder / "models/tiny/1")
    (folder / "pipeline.yaml").write_text(PIPELINE)
    write_rows(folder / "rows.csv", rows)


if __name__ == "__main__":
    main()
