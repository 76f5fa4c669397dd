#!/usr/bin/env python3
"""Trains the digits classifier and writes everything that is generated in this folder.

    python3 train.py            train, then write model.onnx, model.yaml, labels.txt, held-out/ and calibration/
    python3 train.py --check    only evaluate model.onnx on the PNG files in held-out/

Both print the held-out accuracy. `pip install -r requirements.txt` brings what training needs; `--check` alone needs
numpy, onnxruntime, pillow and pyyaml. No GPU is needed: training takes under two minutes on one CPU core.

Data: scikit-learn's `load_digits`, 1797 images of 8x8 pixels with values 0..16 (see NOTICE). Each image becomes an
8-bit grayscale PNG, value = round(v * 255 / 16), and the network trains on exactly what decoding that PNG gives:
`[N,1,8,8] float32` in 0..1. The 450 held-out images are never trained on and choose nothing: no early stopping,
no best epoch.
"""

import argparse
import csv
import hashlib
import platform
import shutil
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent
MODEL = FOLDER / "model.onnx"
DESCRIPTION = FOLDER / "model.yaml"
LABELS = FOLDER / "labels.txt"
HELD_OUT = FOLDER / "held-out"
CALIBRATION = FOLDER / "calibration"

CLASSES = 10
HELD_OUT_COUNT = 450
CALIBRATION_COUNT = 320
MINIMUM_ACCURACY = 0.98

SEED = 20
EPOCHS = 150
BATCH = 64
LEARNING_RATE = 2e-3
WEIGHT_DECAY = 1e-4
DROPOUT = 0.4
MAX_ROTATION_DEGREES = 10.0
MAX_SHIFT_PIXELS = 0.75
MAX_SCALE_CHANGE = 0.08

OPSET = 17
IR_VERSION = 8  # the one that came with opset 17, so every runtime that knows the opset reads the file
EVALUATION_BATCH = 64  # does not divide 450, so the dynamic batch dimension is used


# ---- data


def load_pixels():
    """Returns all images as the PNG pixels, `[1797,8,8] uint8`, and their labels, `[1797] int64`."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    return np.rint(digits.images * 255 / 16).astype(np.uint8), digits.target.astype(np.int64)


def split(labels):
    """Returns the indices of the training and of the held-out images, each class in proportion."""
    from sklearn.model_selection import train_test_split

    return train_test_split(
        np.arange(len(labels)), test_size=HELD_OUT_COUNT, stratify=labels, random_state=SEED
    )


def to_input(pixels):
    """Turns `[N,8,8] uint8` into the network's input, `[N,1,8,8] float32` in 0..1."""
    return pixels[:, np.newaxis].astype(np.float32) * np.float32(1 / 255)


# ---- network


def new_network():
    from torch import nn

    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(32, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Dropout(DROPOUT),
        nn.Linear(64 * 4 * 4, CLASSES),
    )


def augment(images):
    """Rotates, scales and shifts each image of `[N,1,8,8]` a little, at random."""
    import torch
    from torch.nn import functional

    def uniform(limit):
        return (torch.rand(len(images)) * 2 - 1) * limit

    angle = uniform(np.deg2rad(MAX_ROTATION_DEGREES))
    zoom = 1 + uniform(MAX_SCALE_CHANGE)
    shift_unit = 2 / images.shape[-1]  # the sampling grid spans -1..1 over the image's width
    shift_x, shift_y = uniform(MAX_SHIFT_PIXELS * shift_unit), uniform(MAX_SHIFT_PIXELS * shift_unit)
    cos, sin = zoom * torch.cos(angle), zoom * torch.sin(angle)
    transform = torch.stack([cos, -sin, shift_x, sin, cos, shift_y], dim=1).view(-1, 2, 3)
    grid = functional.affine_grid(transform, images.shape, align_corners=False)
    return functional.grid_sample(images, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def train(images, labels):
    """Trains a new network on `[N,1,8,8] float32` images; one CPU thread, so that a run can be repeated bit by bit."""
    import torch
    from torch.nn import functional

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(SEED)

    images, labels = torch.from_numpy(images), torch.from_numpy(labels)
    network = new_network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS)

    network.train()
    for epoch in range(1, EPOCHS + 1):
        total = 0.0
        for rows in torch.randperm(len(images)).split(BATCH):
            loss = functional.cross_entropy(network(augment(images[rows])), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        schedule.step()
        if epoch == 1 or epoch % 25 == 0:
            print(f"epoch {epoch:3d}  training loss {total / len(images):.4f}", flush=True)
    return network.eval()


# ---- files


def write_onnx(network):
    """Writes the network as a plain inference graph: no dropout, no constants but the weights, no external data."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    conv1, conv2, conv3, dense = (layer for layer in network if hasattr(layer, "weight"))
    weights = {"conv1": conv1, "conv2": conv2, "conv3": conv3, "dense": dense}
    initializers = [
        numpy_helper.from_array(getattr(layer, part).detach().numpy(), f"{name}.{part}")
        for name, layer in weights.items()
        for part in ("weight", "bias")
    ]

    def conv(name, source, target):
        inputs = [source, f"{name}.weight", f"{name}.bias"]
        return helper.make_node("Conv", inputs, [target], name, kernel_shape=[3, 3], pads=[1, 1, 1, 1])

    def relu(name, source, target):
        return helper.make_node("Relu", [source], [target], name)

    nodes = [
        conv("conv1", "image", "conv1.out"),
        relu("relu1", "conv1.out", "relu1.out"),
        conv("conv2", "relu1.out", "conv2.out"),
        relu("relu2", "conv2.out", "relu2.out"),
        helper.make_node("MaxPool", ["relu2.out"], ["pool.out"], "pool", kernel_shape=[2, 2], strides=[2, 2]),
        conv("conv3", "pool.out", "conv3.out"),
        relu("relu3", "conv3.out", "relu3.out"),
        helper.make_node("Flatten", ["relu3.out"], ["flatten.out"], "flatten", axis=1),
        helper.make_node("Gemm", ["flatten.out", "dense.weight", "dense.bias"], ["logits"], "dense", transB=1),
    ]
    graph = helper.make_graph(
        nodes,
        "digits",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 1, 8, 8])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", CLASSES])],
        initializers,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="penstock",
        doc_string="Handwritten digits, 8x8 grayscale. Data: UCI, CC BY 4.0; see NOTICE.",
    )
    onnx.checker.check_model(model, full_check=True)
    MODEL.write_bytes(model.SerializeToString(deterministic=True))


def write_held_out(pixels, labels):
    from PIL import Image

    shutil.rmtree(HELD_OUT, ignore_errors=True)
    HELD_OUT.mkdir()
    names = [f"{number:04d}.png" for number in range(1, len(pixels) + 1)]
    for name, image in zip(names, pixels):
        # Stored, not deflated: the bytes then depend on no zlib version, and at 8x8 nothing is lost.
        Image.fromarray(image).save(HELD_OUT / name, compress_level=0)
    with open(HELD_OUT / "labels.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "label"])
        writer.writerows(zip(names, labels.tolist()))


def write_calibration(pixels):
    """Writes training images, `[320,1,8,8] float32`, from which the ranges of an INT8 plan are found."""
    CALIBRATION.mkdir(exist_ok=True)
    np.save(CALIBRATION / "image.npy", to_input(pixels[:CALIBRATION_COUNT]))


def write_description(accuracy, correct):
    import onnx
    import PIL
    import sklearn
    import torch

    DESCRIPTION.write_text(f"""\
# Written by train.py; change that, not this file.
name: digits
version: 1
description: Handwritten digits 0 to 9 from 8x8 grayscale images; a small convolutional network.

onnx: model.onnx
# Of model.onnx. A file with another hash is another model, and wants another version.
sha256: {sha256(MODEL)}

# -1 is the dynamic batch dimension, named N in the graph.
inputs:
  - name: image
    dtype: float32
    shape: [-1, 1, 8, 8]
    layout: NCHW
    range: [0, 1]
outputs:
  # Not probabilities: softmax is left to the postprocess stage.
  - name: logits
    dtype: float32
    shape: [-1, {CLASSES}]
# One label a line; the first line names logit 0.
labels: labels.txt

# input = (pixel * scale - mean) / std, with pixel 0..255 from the decoded image. White ink on black.
normalisation:
  scale: 1/255
  mean: [0]
  std: [1]
  colour: gray

# Images the training never saw. The accuracy is {correct} of {HELD_OUT_COUNT}; `python3 train.py --check` prints it.
heldOut:
  images: held-out
  labels: held-out/labels.csv
  accuracy: {accuracy:.4f}

# How plans for GPUs are built. The ranges of an INT8 plan come from images of the training, not from the held-out ones.
engine:
  maxBatch: 256
  calibration: calibration

training:
  script: train.py
  data: scikit-learn load_digits (UCI optical recognition of handwritten digits, its test set), 1797 images
  # The same writers are on both sides: the data does not say who wrote what.
  split: stratified and shuffled, {1797 - HELD_OUT_COUNT} to train, {HELD_OUT_COUNT} held out
  seed: {SEED}
  command: python3 train.py
  # With these versions a second run writes the same model.onnx, byte for byte, on the same kind of processor.
  versions:
    python: {platform.python_version()}
    torch: {torch.__version__}
    scikit-learn: {sklearn.__version__}
    numpy: {np.__version__}
    onnx: {onnx.__version__}
    pillow: {PIL.__version__}

licence:
  model: Apache-2.0
  data: CC BY 4.0
  attribution: NOTICE
""")


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---- evaluation


def read_held_out():
    """Decodes the held-out PNG files; returns `[450,8,8] uint8`, `[450] int64` and the file names."""
    from PIL import Image

    with open(HELD_OUT / "labels.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    pixels = np.stack([np.asarray(Image.open(HELD_OUT / row["file"])) for row in rows])
    return pixels, np.array([int(row["label"]) for row in rows]), [row["file"] for row in rows]


def run_onnx(images):
    """Runs model.onnx in ONNX Runtime; returns `[N,10] float32`."""
    import onnxruntime

    session = onnxruntime.InferenceSession(MODEL, providers=["CPUExecutionProvider"])
    starts = range(0, len(images), EVALUATION_BATCH)
    return np.concatenate([session.run(["logits"], {"image": images[i : i + EVALUATION_BATCH]})[0] for i in starts])


def evaluate():
    """Prints every mistake and the accuracy of model.onnx on the held-out files; returns the number that is right."""
    pixels, labels, names = read_held_out()
    predictions = run_onnx(to_input(pixels)).argmax(axis=1)
    for i in np.flatnonzero(predictions != labels):
        print(f"mistake: {names[i]} is a {labels[i]}, taken for a {predictions[i]}")
    correct = int((predictions == labels).sum())
    print(f"held-out accuracy: {correct / len(labels):.2%} ({correct} of {len(labels)})")
    return correct


def regenerate():
    import torch

    pixels, labels = load_pixels()
    training, held_out = split(labels)
    network = train(to_input(pixels[training]), labels[training])

    write_onnx(network)
    LABELS.write_text("".join(f"{label}\n" for label in range(CLASSES)))
    write_held_out(pixels[held_out], labels[held_out])
    write_calibration(pixels[training])

    # What was written must be what was trained, and the files what was split off.
    decoded, read_labels, _ = read_held_out()
    assert np.array_equal(decoded, pixels[held_out]) and np.array_equal(read_labels, labels[held_out])
    with torch.no_grad():
        expected = network(torch.from_numpy(to_input(decoded))).numpy()
    difference = float(np.abs(expected - run_onnx(to_input(decoded))).max())
    print(f"largest difference between PyTorch's and ONNX Runtime's logits: {difference:.1e}")
    if difference > 1e-3:
        sys.exit("model.onnx does not compute what the trained network computes")

    correct = evaluate()
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
    if accuracy != description["heldOut"]["accuracy"]:
        sys.exit(f"accuracy is not the described one: accuracy={accuracy}, model.yaml={description['heldOut']['accuracy']}")


def main():
    parser = argparse.ArgumentParser(description="Trains the digits classifier, or checks the one that is here.")
    parser.add_argument("--check", action="store_true", help="only evaluate model.onnx on the held-out images")
    check() if parser.parse_args().check else regenerate()


if __name__ == "__main__":
    main()
