#!/usr/bin/env python3
"""Measures PyTorch on the benchmarks' models: float32, eager, the inputs already on the host, copies included.

    python3 baseline.py FOLDER [MODEL ...]     writes FOLDER/MODEL.json, for `penstock engine bench MODEL --baseline`

What is measured is what `engine bench` measures: host to device, computation, device to host; the time of a run until the
result is on the host. PyTorch's defaults are left as they are (TF32 in convolutions, none in matrix products).
"""

import argparse
import json
import time
from pathlib import Path

import torch

import export

WARM_UP = 5
SECONDS = 1.5

MODELS = {
    "resnet50": (lambda: export.resnet50(export.images(64)), lambda rows: (export.images(min(rows, 64)).repeat((rows + 63) // 64, 1, 1, 1)[:rows],), [1, 64, 256]),
    "bert-large": (export.bert_large, lambda rows: (export.tokens(rows),), [1, 32, 128]),
    "ranker": (export.ranker, export.features, [1, 8192, 65536]),
}


def measure(network, inputs):
    """Returns the rows per second and the median time of a run in milliseconds."""
    inputs = [each.pin_memory() for each in inputs]

    def run():
        started = time.perf_counter()
        network(*(each.cuda(non_blocking=True) for each in inputs)).cpu()
        return time.perf_counter() - started

    for _ in range(WARM_UP):
        run()
    times = []
    started = time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        times.append(run())
    return len(times) * len(inputs[0]) / sum(times), sorted(times)[len(times) // 2] * 1e3


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("models", nargs="*", metavar="MODEL")
    given = parser.parse_args()
    for name in given.models or MODELS:
        new, inputs, batches = MODELS[name]
        network = new().cuda()
        points = []
        with torch.no_grad():
            for rows in batches:
                rate, median = measure(network, inputs(rows))
                label = f"PyTorch {torch.__version__.split('+')[0]}, float32 (TF32 in convolutions), eager"
                points.append({"name": label, "rows": rows, "rowsPerSecond": rate, "p50Millis": median})
                print(f"{name:12} batch {rows:6}  {rate:12,.0f} rows/s  p50 {median:8.3f} ms", flush=True)
        given.folder.mkdir(parents=True, exist_ok=True)
        (given.folder / f"{name}.json").write_text(json.dumps(points, indent=2) + "\n")
        del network
        torch.cuda.empty_cache()


if __name__ == "__main__":
    main()
