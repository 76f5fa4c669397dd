#!/usr/bin/env python3
"""Trains the breast cancer classifier and writes everything that is generated in this folder.

    python3 train.py            train, then write model.onnx, model.yaml, labels.txt and held-out.csv/.parquet
    python3 train.py --check    only evaluate model.onnx on held-out.csv

Both print the held-out accuracy. `pip install -r requirements.txt` brings what is needed. Training takes seconds.

Data: scikit-learn's `load_breast_cancer`, 569 rows of 30 measurements (see NOTICE). The measurements are standardised
inside of the model, so its input is the table's columns as they are: `[N,30] float32`. The 143 held-out rows are never
trained on and choose nothing; mean and deviation are those of the other rows.
"""

import argparse
import csv
import hashlib
import platform
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent
MODEL = FOLDER / "model.onnx"
DESCRIPTION = FOLDER / "model.yaml"
LABELS = FOLDER / "labels.txt"
HELD_OUT = FOLDER / "held-out.csv"
HELD_OUT_PARQUET = FOLDER / "held-out.parquet"

HELD_OUT_COUNT = 143
MINIMUM_ACCURACY = 0.95
SEED = 20
OPSET = 17
IR_VERSION = 8


def load():
    """Returns the values `[569,30] float64`, the classes, the columns' names and the classes' names."""
    from sklearn.datasets import load_breast_cancer

    data = load_breast_cancer()
    columns = [str(name).replace(" ", "_") for name in data.feature_names]
    return data.data, data.target, columns, [str(name) for name in data.target_names]


def split(classes):
    """Returns the indices of the training and of the held-out rows, each class in proportion."""
    from sklearn.model_selection import train_test_split

    return train_test_split(
        np.arange(len(classes)), test_size=HELD_OUT_COUNT, stratify=classes, random_state=SEED
    )


def train(values, classes):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(C=0.5, max_iter=1000)).fit(values, classes)


def write_onnx(network, columns):
    """Writes `logits = standardised @ weights + bias`, with 0 for the first of the two classes."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    scaler, regression = network[0], network[-1]
    weights = np.stack([np.zeros(columns), regression.coef_[0]], axis=1).astype(np.float32)
    bias = np.array([0, regression.intercept_[0]], dtype=np.float32)
    initializers = [
        numpy_helper.from_array(scaler.mean_.astype(np.float32), "mean"),
        numpy_helper.from_array(scaler.scale_.astype(np.float32), "deviation"),
        numpy_helper.from_array(weights, "weights"),
        numpy_helper.from_array(bias, "bias"),
    ]
    nodes = [
        helper.make_node("Sub", ["measurements", "mean"], ["centred"], "centre"),
        helper.make_node("Div", ["centred", "deviation"], ["standardised"], "standardise"),
        helper.make_node("Gemm", ["standardised", "weights", "bias"], ["logits"], "regression"),
    ]
    graph = helper.make_graph(
        nodes,
        "breast-cancer",
        [helper.make_tensor_value_info("measurements", TensorProto.FLOAT, ["N", columns])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 2])],
        initializers,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="penstock",
        doc_string="Malignant or benign from 30 measurements of cell nuclei. Data: UCI, CC BY 4.0; see NOTICE.",
    )
    onnx.checker.check_model(model, full_check=True)
    MODEL.write_bytes(model.SerializeToString(deterministic=True))


def write_held_out(values, classes, columns, names):
    """Writes the same rows twice, with a row's number in the data set and its true class."""
    import pyarrow
    import pyarrow.parquet

    rows, table = values
    truth = [names[each] for each in classes]
    with open(HELD_OUT, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["row", *columns, "diagnosis"])
        for row, measurements, diagnosis in zip(rows, table, truth):
            writer.writerow([row, *(repr(float(value)) for value in measurements), diagnosis])
    arrays = [pyarrow.array(rows, pyarrow.int32())]
    arrays += [pyarrow.array(column, pyarrow.float64()) for column in table.T]
    arrays += [pyarrow.array(truth, pyarrow.string())]
    parquet = pyarrow.table(arrays, names=["row", *columns, "diagnosis"])
    pyarrow.parquet.write_table(parquet, HELD_OUT_PARQUET, compression="snappy")


def write_description(accuracy, correct):
    import onnx
    import sklearn

    DESCRIPTION.write_text(f"""\
# Written by train.py; change that, not this file.
name: breast-cancer
version: 1
description: Malignant or benign from 30 measurements of cell nuclei; a logistic regression. Not for medical use.

onnx: model.onnx
# Of model.onnx. A file with another hash is another model, and wants another version.
sha256: {sha256(MODEL)}

# -1 is the dynamic batch dimension, named N in the graph.
inputs:
  # In the order of the columns of held-out.csv, as they were measured: the model standardises them.
  - name: measurements
    dtype: float32
    shape: [-1, 30]
outputs:
  # Not probabilities: softmax is left to the postprocess stage.
  - name: logits
    dtype: float32
    shape: [-1, 2]
labels: labels.txt

training:
  script: train.py
  data: scikit-learn load_breast_cancer (UCI Breast Cancer Wisconsin, diagnostic), 569 rows
  split: stratified and shuffled, {569 - HELD_OUT_COUNT} to train, {HELD_OUT_COUNT} held out in held-out.csv and held-out.parquet
  # {correct} of {HELD_OUT_COUNT}; `python3 train.py --check` prints it.
  heldOutAccuracy: {accuracy:.4f}
  seed: {SEED}
  command: python3 train.py
  versions:
    python: {platform.python_version()}
    scikit-learn: {sklearn.__version__}
    numpy: {np.__version__}
    onnx: {onnx.__version__}

licence:
  model: Apache-2.0
  data: CC BY 4.0
  attribution: NOTICE
""")


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def evaluate():
    """Prints every mistake and the accuracy of model.onnx on held-out.csv; returns the number that is right."""
    import onnxruntime

    labels = LABELS.read_text().split()
    with open(HELD_OUT, newline="") as file:
        rows = list(csv.reader(file))[1:]
    measurements = np.array([[float(value) for value in row[1:-1]] for row in rows], dtype=np.float32)
    session = onnxruntime.InferenceSession(MODEL, providers=["CPUExecutionProvider"])
    found = session.run(["logits"], {"measurements": measurements})[0].argmax(axis=1)
    for row, index in zip(rows, found):
        if labels[index] != row[-1]:
            print(f"mistake: row {row[0]} is {row[-1]}, taken for {labels[index]}")
    correct = sum(labels[index] == row[-1] for row, index in zip(rows, found))
    print(f"held-out accuracy: {correct / len(rows):.2%} ({correct} of {len(rows)})")
    return correct


def regenerate():
    values, classes, columns, names = load()
    training, held_out = split(classes)
    network = train(values[training], classes[training])
    write_onnx(network, len(columns))
    LABELS.write_text("".join(f"{name}\n" for name in names))
    write_held_out((held_out, values[held_out]), classes[held_out], columns, names)
    correct = evaluate()
    if correct != int((network.predict(values[held_out]) == classes[held_out]).sum()):
        sys.exit("model.onnx does not compute what the trained regression computes")
    accuracy = correct / HELD_OUT_COUNT
    if accuracy < MINIMUM_ACCURACY:
        sys.exit(f"held-out accuracy is under its minimum: accuracy={accuracy:.4f}, min={MINIMUM_ACCURACY}")
    write_description(accuracy, correct)


def check():
    import yaml

    description = yaml.safe_load(DESCRIPTION.read_text())
    actual = sha256(MODEL)
    if actual != description["sha256"]:
        sys.exit(f"model.onnx is not the described one: sha256={actual}, model.yaml={description['sha256']}")
    accuracy = round(evaluate() / HELD_OUT_COUNT, 4)
    stated = description["training"]["heldOutAccuracy"]
    if accuracy != stated:
        sys.exit(f"accuracy is not the described one: accuracy={accuracy}, model.yaml={stated}")


def main():
    parser = argparse.ArgumentParser(description="Trains the breast cancer classifier, or checks the one that is here.")
    parser.add_argument("--check", action="store_true", help="only evaluate model.onnx on held-out.csv")
    check() if parser.parse_args().check else regenerate()


if __name__ == "__main__":
    main()
