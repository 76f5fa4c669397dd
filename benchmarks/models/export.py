#!/usr/bin/env python3
"""Writes the models that the benchmarks run into a folder that `penstock ... --models FOLDER` reads.

    python3 export.py FOLDER [MODEL ...]      all of them, or those named

The weights are random, of a fixed seed: what is measured is the architecture. `pip install -r requirements.txt` brings
what it needs; a GPU is used where there is one. The models:

resnet50            torchvision's ResNet-50 (He et al. 2015), `image` `[N,3,224,224] uint8` converted and normalised inside
                    the model, `logits` `[N,1000] float32`. Batch normalisation has seen the calibration images, so that
                    activations have the spread of a trained network's.
resnet50-qdq        the same weights with QuantizeLinear and DequantizeLinear around every convolution, residual and the
                    classifier: scales of activations from the calibration images, of weights per channel.
resnet50-sparse     the same with two of every four weights along the input channels set to zero, which is what the sparse
                    tensor cores take; not to be compared with figures of dense networks.
bert-large          BERT-Large's encoder (Devlin et al. 2018): 24 layers of 1024, 16 heads, 335 M parameters. `input_ids`
                    `[N,L] int32`, `pooled` `[N,1024] float32`. Token 0 is padding and is masked inside the model, so a
                    request padded to its bucket gives what it gives without padding.
ranker              13 dense features and 26 categories of 100,000 values each, embedded in 32: `dense` `[N,13] float32`,
                    `categories` `[N,26] int32`, a perceptron 845-512-256-1, `score` `[N,1] float32`.
digits-unbalanced   the digits model of this repository with some channels between two convolutions 1,024 times as large
                    and their consumer's weights as much smaller: it computes the same, but one range for the whole tensor
                    no longer fits both kinds of channel, as Nagel et al. 2019 (arXiv 1906.04721) describe.
"""

import argparse
import hashlib
import shutil
from pathlib import Path

import numpy as np

SEED = 7
OPSET = 17
CALIBRATION_IMAGES = 512
DIGITS = Path(__file__).resolve().parents[2] / "engines" / "models" / "digits" / "1"

IMAGENET_MEAN = [0.485, 0.456, 0.406]
IMAGENET_STD = [0.229, 0.224, 0.225]


# ---- files


def write_description(folder, name, description, inputs, outputs, engine, more=""):
    """Writes `model.yaml` beside `model.onnx`; `inputs`, `outputs` and `engine` are lines of YAML."""
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    indent = lambda lines: "\n".join("  " + line for line in lines)
    (folder / "model.yaml").write_text(
        f"name: {name}\nversion: 1\ndescription: {description}\nonnx: model.onnx\nsha256: {digest}\n"
        f"inputs:\n{indent(inputs)}\noutputs:\n{indent(outputs)}\nengine:\n{indent(engine)}\n{more}"
    )


def export(network, example, folder, inputs, outputs):
    """Exports a PyTorch network whose first dimensions, and second of `input_ids`, are dynamic."""
    import torch

    axes = {name: {0: "N", 1: "L"} if name == "input_ids" else {0: "N"} for name in inputs}
    axes.update({name: {0: "N"} for name in outputs})
    torch.onnx.export(
        network,
        example,
        str(folder / "model.onnx"),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        do_constant_folding=True,
        dynamo=False,
    )


def device():
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


# ---- ResNet-50


def images(count):
    """Returns `[count,3,224,224] uint8`: noise of several scales, since photographs are not ours to ship."""
    import torch
    from torch.nn import functional

    generator = torch.Generator().manual_seed(SEED)
    total = torch.zeros(count, 3, 224, 224)
    for cells in (4, 16, 64):
        noise = torch.randn(count, 3, cells, cells, generator=generator)
        total += functional.interpolate(noise, size=224, mode="bilinear", align_corners=False)
    return (total * 40 + 128).clamp(0, 255).to(torch.uint8)


def resnet50(calibration):
    """The network in float32 on the CPU, its batch normalisation adapted to `[M,3,224,224] uint8`."""
    import torch
    import torchvision

    class FromPixels(torch.nn.Module):
        def __init__(self, network):
            super().__init__()
            self.network = network
            scale = 1 / (255 * torch.tensor(IMAGENET_STD))
            self.register_buffer("scale", scale.view(1, 3, 1, 1))
            self.register_buffer("shift", (-torch.tensor(IMAGENET_MEAN) / torch.tensor(IMAGENET_STD)).view(1, 3, 1, 1))

        def forward(self, image):
            return self.network(image.float() * self.scale + self.shift)

    torch.manual_seed(SEED)
    network = FromPixels(torchvision.models.resnet50(weights=None)).to(device())
    network.train()
    with torch.no_grad():
        for part in calibration.split(64):
            network(part.to(device()))
    return network.eval().cpu()


def write_images(folder, calibration):
    (folder / "calibration").mkdir(exist_ok=True)
    np.save(folder / "calibration" / "image.npy", calibration.numpy())


RESNET_INPUT = ["- { name: image, dtype: uint8, shape: [-1, 3, 224, 224], layout: NCHW, range: [0, 255] }"]
RESNET_OUTPUT = ["- { name: logits, dtype: float32, shape: [-1, 1000] }"]
RESNET_ENGINE = ["maxBatch: 512", "calibration: calibration", "calibrationBatch: 64"]


def write_resnet50(folder):
    calibration = images(CALIBRATION_IMAGES)
    export(resnet50(calibration), calibration[:2], folder, ["image"], ["logits"])
    write_images(folder, calibration)
    write_description(folder, "resnet50", "ResNet-50, random weights", RESNET_INPUT, RESNET_OUTPUT, RESNET_ENGINE)


def quantised(network, calibration):
    """Replaces every convolution and the classifier by one that rounds its input and weights as INT8 does."""
    import torch
    from torch.nn.utils.fusion import fuse_conv_bn_eval

    class Rounded(torch.nn.Module):
        """Rounds a tensor to 255 levels of the greatest magnitude seen while `watching`."""

        def __init__(self):
            super().__init__()
            self.watching = True
            self.scale = 1e-8

        def forward(self, x):
            if self.watching:
                self.scale = max(self.scale, x.abs().max().item() / 127)
                return x
            return torch.fake_quantize_per_tensor_affine(x, self.scale, 0, -128, 127)

    class RoundedLayer(torch.nn.Module):
        def __init__(self, layer):
            super().__init__()
            self.layer = layer
            self.input = Rounded()
            scales = layer.weight.detach().abs().flatten(1).amax(1) / 127
            self.register_buffer("scales", scales)
            self.register_buffer("zeros", torch.zeros_like(scales, dtype=torch.int32))

        def forward(self, x):
            weight = self.layer.weight
            if not self.input.watching:
                weight = torch.fake_quantize_per_channel_affine(weight, self.scales, self.zeros, 0, -128, 127)
            x = self.input(x)
            if isinstance(self.layer, torch.nn.Linear):
                return torch.nn.functional.linear(x, weight, self.layer.bias)
            layer = self.layer
            return torch.nn.functional.conv2d(x, weight, layer.bias, layer.stride, layer.padding)

    def bottleneck(block):
        block.conv1 = RoundedLayer(fuse_conv_bn_eval(block.conv1, block.bn1))
        block.conv2 = RoundedLayer(fuse_conv_bn_eval(block.conv2, block.bn2))
        block.conv3 = RoundedLayer(fuse_conv_bn_eval(block.conv3, block.bn3))
        block.bn1 = block.bn2 = block.bn3 = torch.nn.Identity()
        if block.downsample is None:
            block.downsample = Rounded()  # the residual joins the convolution in INT8
        else:
            block.downsample = torch.nn.Sequential(
                RoundedLayer(fuse_conv_bn_eval(block.downsample[0], block.downsample[1])), Rounded()
            )

    inner = network.network
    inner.conv1 = RoundedLayer(fuse_conv_bn_eval(inner.conv1, inner.bn1))
    inner.bn1 = torch.nn.Identity()
    for group in (inner.layer1, inner.layer2, inner.layer3, inner.layer4):
        for block in group:
            bottleneck(block)
    inner.avgpool = torch.nn.Sequential(Rounded(), inner.avgpool)  # or the last residual would be written as float32
    inner.fc = RoundedLayer(inner.fc)
    network = network.to(device())
    with torch.no_grad():
        for part in calibration.split(64):
            network(part.to(device()))
    for module in network.modules():
        if isinstance(module, Rounded):
            module.watching = False
    return network.cpu()


def pruned(network):
    """Sets the two weights of least magnitude in every four along the input channels to zero."""
    import torch

    for layer in network.modules():
        if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear)) and layer.weight.shape[1] % 4 == 0:
            weight = layer.weight.detach()
            fours = weight.unflatten(1, (-1, 4)).abs()
            least = fours.argsort(dim=2)[:, :, :2]
            mask = torch.ones_like(fours).scatter_(2, least, 0)
            layer.weight.data = weight * mask.flatten(1, 2)
    return network


def write_quantised(folder, name, description, change):
    calibration = images(CALIBRATION_IMAGES)
    network = quantised(change(resnet50(calibration)), calibration)
    export(network, calibration[:2], folder, ["image"], ["logits"])
    write_description(folder, name, description, RESNET_INPUT, RESNET_OUTPUT, ["maxBatch: 512"])


def write_resnet50_qdq(folder):
    write_quantised(folder, "resnet50-qdq", "ResNet-50 with Q/DQ, random weights", lambda network: network)


def write_resnet50_sparse(folder):
    write_quantised(folder, "resnet50-sparse", "ResNet-50 with Q/DQ, random weights, half of them zero", pruned)


# ---- BERT-Large


def bert_large():
    import torch
    from torch import nn

    hidden, heads, layers, inner, words, positions = 1024, 16, 24, 4096, 30522, 512

    class Layer(nn.Module):
        def __init__(self):
            super().__init__()
            self.query = nn.Linear(hidden, hidden)
            self.key = nn.Linear(hidden, hidden)
            self.value = nn.Linear(hidden, hidden)
            self.out = nn.Linear(hidden, hidden)
            self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
            self.up = nn.Linear(hidden, inner)
            self.down = nn.Linear(inner, hidden)
            self.norm2 = nn.LayerNorm(hidden, eps=1e-12)

        def split(self, x):
            return x.view(x.shape[0], x.shape[1], heads, hidden // heads).permute(0, 2, 1, 3)

        def forward(self, x, mask):
            query, key, value = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
            scores = torch.matmul(query, key.transpose(-1, -2)) / (hidden // heads) ** 0.5
            weights = torch.softmax(scores + mask, dim=-1)
            mixed = torch.matmul(weights, value).permute(0, 2, 1, 3).reshape(x.shape)
            x = self.norm1(self.out(mixed) + x)
            return self.norm2(self.down(nn.functional.gelu(self.up(x))) + x)

    class BertLarge(nn.Module):
        def __init__(self):
            super().__init__()
            self.words = nn.Embedding(words, hidden)
            self.positions = nn.Embedding(positions, hidden)
            self.kinds = nn.Embedding(2, hidden)
            self.norm = nn.LayerNorm(hidden, eps=1e-12)
            self.layers = nn.ModuleList(Layer() for _ in range(layers))
            self.pooler = nn.Linear(hidden, hidden)

        def forward(self, input_ids):
            position = torch.arange(input_ids.shape[1], device=input_ids.device)
            x = self.words(input_ids) + self.positions(position) + self.kinds.weight[0]
            x = self.norm(x)
            mask = (input_ids == 0)[:, None, None, :].to(x.dtype) * -10000.0
            for layer in self.layers:
                x = layer(x, mask)
            return torch.tanh(self.pooler(x[:, 0]))

    torch.manual_seed(SEED)
    network = BertLarge().eval()
    for parameter in network.parameters():
        if parameter.dim() > 1:
            nn.init.normal_(parameter, std=0.02)
    return network


def tokens(rows, length=128):
    import torch

    return torch.randint(1, 30522, (rows, length), dtype=torch.int32, generator=torch.Generator().manual_seed(SEED))


def write_bert_large(folder):
    export(bert_large(), tokens(2), folder, ["input_ids"], ["pooled"])
    write_description(
        folder,
        "bert-large",
        "BERT-Large's encoder, random weights",
        ["- { name: input_ids, dtype: int32, shape: [-1, -1], range: [1, 30521] }"],
        ["- { name: pooled, dtype: float32, shape: [-1, 1024] }"],
        ["maxBatch: 64", "buckets: [128]"],
    )


# ---- ranker

VALUES = 100_000


def ranker():
    import torch
    from torch import nn

    class Ranker(nn.Module):
        def __init__(self):
            super().__init__()
            self.embeddings = nn.Embedding(26 * VALUES, 32)
            self.register_buffer("first", torch.arange(26, dtype=torch.int32) * VALUES)
            self.perceptron = nn.Sequential(
                nn.Linear(13 + 26 * 32, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 1)
            )

        def forward(self, dense, categories):
            embedded = self.embeddings(categories + self.first).flatten(1)
            return self.perceptron(torch.cat([dense, embedded], dim=1))

    torch.manual_seed(SEED)
    return Ranker().eval()


def features(rows):
    import torch

    generator = torch.Generator().manual_seed(SEED)
    categories = torch.randint(0, VALUES, (rows, 26), dtype=torch.int32, generator=generator)
    return torch.randn(rows, 13, generator=generator), categories


def write_ranker(folder):
    export(ranker(), features(2), folder, ["dense", "categories"], ["score"])
    write_description(
        folder,
        "ranker",
        "a ranker over dense and embedded features, random weights",
        [
            "- { name: dense, dtype: float32, shape: [-1, 13], range: [-3, 3] }",
            f"- {{ name: categories, dtype: int32, shape: [-1, 26], range: [0, {VALUES - 1}] }}",
        ],
        ["- { name: score, dtype: float32, shape: [-1, 1] }"],
        ["maxBatch: 32768"],
    )


# ---- digits, hard to quantise


def write_digits_unbalanced(folder):
    import onnx
    from onnx import numpy_helper

    model = onnx.load(DIGITS / "model.onnx")
    weights = {each.name: each for each in model.graph.initializer}

    def scale(name, factors):
        values = numpy_helper.to_array(weights[name]) * factors
        weights[name].CopyFrom(numpy_helper.from_array(values.astype(np.float32), name))

    factors = np.ones(32, dtype=np.float32)
    factors[::8] = 1024  # a power of two: float32 computes the very same
    scale("conv2.weight", factors[:, None, None, None])
    scale("conv2.bias", factors)
    scale("conv3.weight", 1 / factors[None, :, None, None])
    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    for part in ("held-out", "calibration"):
        shutil.copytree(DIGITS / part, folder / part, dirs_exist_ok=True)
    shutil.copy(DIGITS / "labels.txt", folder / "labels.txt")
    write_description(
        folder,
        "digits-unbalanced",
        "digits with channels of very different ranges between two convolutions",
        ["- { name: image, dtype: float32, shape: [-1, 1, 8, 8], layout: NCHW, range: [0, 1] }"],
        ["- { name: logits, dtype: float32, shape: [-1, 10] }"],
        ["calibration: calibration"],
        "labels: labels.txt\nnormalisation: { scale: 1/255, mean: [0], std: [1], colour: gray }\n"
        "heldOut: { images: held-out, labels: held-out/labels.csv, accuracy: 0.9978 }\n",
    )


WRITERS = {
    "resnet50": write_resnet50,
    "resnet50-qdq": write_resnet50_qdq,
    "resnet50-sparse": write_resnet50_sparse,
    "bert-large": write_bert_large,
    "ranker": write_ranker,
    "digits-unbalanced": write_digits_unbalanced,
}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the folder of models; MODEL/1 is written in it")
    parser.add_argument("models", nargs="*", metavar="MODEL", help="which; all by default")
    given = parser.parse_args()
    unknown = sorted(set(given.models) - set(WRITERS))
    if unknown:
        parser.error(f"no such model: {', '.join(unknown)}; there are {', '.join(WRITERS)}")
    for name in given.models or WRITERS:
        folder = given.folder / name / "1"
        folder.mkdir(parents=True, exist_ok=True)
        WRITERS[name](folder)
        print(folder, flush=True)


if __name__ == "__main__":
    main()
