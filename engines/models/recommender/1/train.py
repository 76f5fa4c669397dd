#!/usr/bin/env python3
"""Simulates a shop, trains the recommender's ranker on it and writes everything that is generated in this folder.

    python3 train.py            simulate, train, then write model.onnx, model.yaml, the vocabularies and simulator/
    python3 train.py --check    only evaluate model.onnx, with the simulator files that are here

Both print how well the model ranks the whole catalogue for users it never saw. `pip install -r requirements.txt` brings
what it needs. No GPU is needed: it takes about a minute on a CPU. All data are generated: no licence but the
project's own applies.

The simulator. Users and items are unit vectors in 8 dimensions. An item lies near the centre of its category, a user
between the centres of two. A user who is shown an item clicks on it with the probability

    sigmoid(SHARPNESS * (user . item) + quality(item) - THRESHOLD)

so the best order of the items is known for every user. Items are met in proportion to their exposure, which has nothing
to do with the user: the next event of a user is about an item drawn in proportion to exposure times click probability.

The ranker is a small DLRM: embeddings of user, item, category and of the user's recent items, their inner products and
the dense features through two hidden layers. Number 0 is unknown in every vocabulary and embeds to zeros. Ids are hidden
at random while it trains, so that it also ranks for users and items that it never saw.
"""

import argparse
import csv
import hashlib
import platform
import sys
from collections import Counter, defaultdict, deque
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent
MODEL = FOLDER / "model.onnx"
DESCRIPTION = FOLDER / "model.yaml"
SIMULATOR = FOLDER / "simulator"

SEED = 31
CATEGORIES = ["books", "cameras", "games", "garden", "kitchen", "music", "outdoor", "shoes", "sports", "tools", "toys", "wine"]
LATENT = 8
ITEMS = 600
NEW_ITEMS = 60  # the last ones of the catalogue: the model does not know them
USERS = 500
KNOWN_USERS = 300  # the first ones: the model knows them
SHARPNESS = 8.0
THRESHOLD = 6.0

HISTORY = 10  # items of a user's history that the model sees, the newest first
KEPT = 20  # events of a user's history that counters and features see
NEIGHBOURS = 5  # the items before an event that count as seen together with it
DENSE = 6
WORLDS = 6  # times that the counters start from nothing
USERS_IN_WORLD = 500
EVENTS_OF_USER = 30
IMPRESSIONS = 6

WIDTH = 16
HIDDEN = (32, 16)
EPOCHS = 8
BATCH = 1024
LEARNING_RATE = 3e-3
HIDDEN_USERS = 0.4
HIDDEN_ITEMS = 0.15
MINIMUM_NDCG = 0.8

OPSET = 17
IR_VERSION = 8


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def normalized(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


# ---- the simulator


class Shop:
    """The catalogue and its users: `items [600,8]`, `category`, `quality`, `exposure`, `users [500,8]`, `interest`."""

    def __init__(self, items, category, quality, exposure, users, interest):
        self.items, self.category, self.quality, self.exposure = items, category, quality, exposure
        self.users, self.interest = users, interest

    @staticmethod
    def generate(random):
        centres = normalized(random.normal(size=(len(CATEGORIES), LATENT)))
        category = np.arange(ITEMS) % len(CATEGORIES)
        items = normalized(centres[category] + 0.5 * normalized(random.normal(size=(ITEMS, LATENT))))
        quality = 0.7 * random.normal(size=ITEMS)
        exposure = np.exp(random.normal(size=ITEMS))
        users, interest = Shop.draw_users(random, centres, USERS)
        shop = Shop(*(np.round(x, 4) if x.dtype == float else x for x in (items, category, quality, exposure, users)), interest)
        shop.centres = centres
        return shop

    @staticmethod
    def draw_users(random, centres, count):
        """Users and the category that each declares in their profile; -1 for the third of them that declares none."""
        first = random.integers(len(CATEGORIES), size=count)
        second = (first + random.integers(1, len(CATEGORIES), size=count)) % len(CATEGORIES)
        users = normalized(
            0.8 * centres[first] + 0.5 * centres[second] + 0.35 * normalized(random.normal(size=(count, LATENT)))
        )
        return np.round(users, 4), np.where(random.random(count) < 0.67, first, -1)

    def clicks(self, users):
        """The click probabilities of `[n,8]` users for all items, `[n,600]`."""
        return sigmoid(SHARPNESS * users @ self.items.T + self.quality - THRESHOLD)

    def write(self):
        SIMULATOR.mkdir(exist_ok=True)
        latent = [f"v{k}" for k in range(LATENT)]
        with open(SIMULATOR / "items.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["id", "category", "quality", "exposure", *latent])
            for i in range(ITEMS):
                writer.writerow([item_id(i), CATEGORIES[self.category[i]], self.quality[i], self.exposure[i], *self.items[i]])
        with open(SIMULATOR / "users.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["id", "interest", *latent])
            for u in range(USERS):
                interest = CATEGORIES[self.interest[u]] if self.interest[u] >= 0 else ""
                writer.writerow([user_id(u), interest, *self.users[u]])
        clicks = self.clicks(self.users)
        with open(SIMULATOR / "clicks.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["user", "item", "probability"])
            for n in range(20):
                u, i = n * 23 % USERS, n * 37 % ITEMS
                writer.writerow([user_id(u), item_id(i), f"{clicks[u, i]:.6f}"])

    @staticmethod
    def read():
        items = list(csv.DictReader(open(SIMULATOR / "items.csv", newline="")))
        users = list(csv.DictReader(open(SIMULATOR / "users.csv", newline="")))
        vector = lambda row: [float(row[f"v{k}"]) for k in range(LATENT)]
        return Shop(
            np.array([vector(row) for row in items]),
            np.array([CATEGORIES.index(row["category"]) for row in items]),
            np.array([float(row["quality"]) for row in items]),
            np.array([float(row["exposure"]) for row in items]),
            np.array([vector(row) for row in users]),
            np.array([CATEGORIES.index(row["interest"]) if row["interest"] else -1 for row in users]),
        )


def item_id(i):
    return f"{CATEGORIES[i % len(CATEGORIES)]}-{i // len(CATEGORIES) + 1:02d}"


def user_id(u):
    return f"user-{u + 1:03d}"


# ---- the features, as the pipeline computes them


class Counters:
    """What the pipeline keeps in its state: events of each item, and how often two items came close together."""

    def __init__(self):
        self.events = Counter()
        self.together = defaultdict(Counter)
        self.most = 1

    def add(self, item, history):
        self.events[item] += 1
        self.most = max(self.most, self.events[item])
        for other in dict.fromkeys(list(history)[:NEIGHBOURS]):
            if other != item:
                self.together[other][item] += 1
                self.together[item][other] += 1

    def features(self, shop, items, history, interest):
        """The dense features of these items for a user with this history, newest first: `[n,6] float32`."""
        recent = list(dict.fromkeys(history))[:HISTORY]
        seen = max(1, sum(self.events[h] for h in recent))
        of_category = Counter(shop.category[h] for h in history)
        of_item = Counter(history)
        length = max(1, len(history))
        return np.array(
            [
                [
                    self.events[i] / self.most,
                    sum(self.together[h][i] for h in recent) / seen,
                    of_category[shop.category[i]] / length,
                    of_item[i] / length,
                    len(history) / KEPT,
                    float(interest == shop.category[i]),
                ]
                for i in items
            ],
            dtype=np.float32,
        )


def known_items(items):
    items = np.asarray(items)
    return np.where(items < ITEMS - NEW_ITEMS, items + 1, 0)


def impressions(shop, random):
    """Plays the worlds and shows each user a few items at each event: `ids [n,3]`, `history [n,10]`, `dense`, `label`."""
    ids, histories, dense, labels = [], [], [], []
    for world in range(WORLDS):
        users, interest = Shop.draw_users(random, shop.centres, USERS_IN_WORLD)
        users[:KNOWN_USERS], interest[:KNOWN_USERS] = shop.users[:KNOWN_USERS], shop.interest[:KNOWN_USERS]
        clicks = shop.clicks(users)
        drawn = np.cumsum(shop.exposure * clicks, axis=1)
        counters = Counters()
        history = [deque(maxlen=KEPT) for _ in users]
        for u in random.permutation(np.repeat(np.arange(USERS_IN_WORLD), EVENTS_OF_USER)):
            likely = np.searchsorted(drawn[u], random.random(IMPRESSIONS // 2) * drawn[u, -1])
            shown = np.concatenate([likely, random.integers(ITEMS, size=IMPRESSIONS - len(likely))])
            known = u + 1 if u < KNOWN_USERS else 0
            recent = known_items(list(dict.fromkeys(history[u]))[:HISTORY] or [ITEMS])
            for i in shown:
                ids.append((known, known_items(i), shop.category[i] + 1))
                histories.append(np.pad(recent, (0, HISTORY - len(recent))))
            dense.append(counters.features(shop, shown, history[u], interest[u]))
            labels.append(random.random(IMPRESSIONS) < clicks[u, shown])
            item = int(np.searchsorted(drawn[u], random.random() * drawn[u, -1]))
            counters.add(item, history[u])
            history[u].appendleft(item)
        print(f"world {world + 1} of {WORLDS}: {len(ids)} impressions", flush=True)
    return np.array(ids), np.array(histories), np.concatenate(dense), np.concatenate(labels).astype(np.float32)


# ---- the ranker


def new_weights(random):
    def embedding(rows, width=WIDTH):
        return np.vstack([np.zeros((1, width)), 0.1 * random.normal(size=(rows, width))]).astype(np.float32)

    def layer(inputs, outputs):
        return (random.normal(size=(inputs, outputs)) * np.sqrt(2 / inputs)).astype(np.float32)

    return {
        "user": embedding(KNOWN_USERS),
        "item": embedding(ITEMS - NEW_ITEMS),
        "bias": embedding(ITEMS - NEW_ITEMS, 1),
        "category": embedding(len(CATEGORIES)),
        "recent": embedding(ITEMS - NEW_ITEMS),
        "w1": layer(5 + DENSE, HIDDEN[0]),
        "b1": np.zeros(HIDDEN[0], np.float32),
        "w2": layer(HIDDEN[0], HIDDEN[1]),
        "b2": np.zeros(HIDDEN[1], np.float32),
        "w3": layer(HIDDEN[1], 1),
        "b3": np.zeros(1, np.float32),
    }


def gradients(w, ids, history, dense, label):
    """The loss and its gradients; written out, since the network is that small."""
    u, i, c, h = w["user"][ids[:, 0]], w["item"][ids[:, 1]], w["category"][ids[:, 2]], w["recent"][history].mean(axis=1)
    dot = lambda a, b: (a * b).sum(axis=1, keepdims=True)
    x = np.hstack([dot(u, i), dot(h, i), dot(u, c), dot(h, c), w["bias"][ids[:, 1]], dense])
    a1 = np.maximum(0, x @ w["w1"] + w["b1"])
    a2 = np.maximum(0, a1 @ w["w2"] + w["b2"])
    p = sigmoid(a2 @ w["w3"] + w["b3"])[:, 0]
    loss = -np.mean(label * np.log(p + 1e-9) + (1 - label) * np.log(1 - p + 1e-9))

    g = {}
    d3 = ((p - label) / len(label))[:, np.newaxis]
    g["w3"], g["b3"] = a2.T @ d3, d3.sum(axis=0)
    d2 = (d3 @ w["w3"].T) * (a2 > 0)
    g["w2"], g["b2"] = a1.T @ d2, d2.sum(axis=0)
    d1 = (d2 @ w["w2"].T) * (a1 > 0)
    g["w1"], g["b1"] = x.T @ d1, d1.sum(axis=0)
    dx = d1 @ w["w1"].T
    ui, hi, uc, hc, bias = (dx[:, k : k + 1] for k in range(5))
    scatter = lambda name, rows, values: np.add.at(g.setdefault(name, np.zeros_like(w[name])), rows, values)
    scatter("user", ids[:, 0], ui * i + uc * c)
    scatter("item", ids[:, 1], ui * u + hi * h)
    scatter("category", ids[:, 2], uc * u + hc * h)
    scatter("bias", ids[:, 1], bias)
    dh = (hi * i + hc * c) / HISTORY
    for position in range(HISTORY):
        scatter("recent", history[:, position], dh)
    for name in ("user", "item", "category", "bias", "recent"):
        g[name][0] = 0  # unknown stays zeros
    return loss, g


def train(data, random):
    ids, history, dense, label = data
    w = new_weights(random)
    moments = {name: (np.zeros_like(v), np.zeros_like(v)) for name, v in w.items()}
    steps, total = 0, EPOCHS * (len(label) // BATCH)
    for epoch in range(1, EPOCHS + 1):
        losses = []
        order = random.permutation(len(label))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            rows = order[start : start + BATCH]
            shown = ids[rows].copy()
            shown[random.random(BATCH) < HIDDEN_USERS, 0] = 0
            shown[random.random(BATCH) < HIDDEN_ITEMS, 1] = 0
            loss, g = gradients(w, shown, history[rows], dense[rows], label[rows])
            losses.append(loss)
            steps += 1
            rate = LEARNING_RATE * 0.5 * (1 + np.cos(np.pi * steps / total))
            for name, gradient in g.items():
                first, second = moments[name]
                first += 0.1 * (gradient - first)
                second += 0.001 * (gradient**2 - second)
                w[name] -= (
                    rate * (first / (1 - 0.9**steps)) / (np.sqrt(second / (1 - 0.999**steps)) + 1e-8)
                ).astype(np.float32)
        print(f"epoch {epoch}  training loss {np.mean(losses):.4f}", flush=True)
    return w


def write_onnx(w):
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    constants = {
        **{name: value.astype(np.float32) for name, value in w.items()},
        "column.user": np.array(0, np.int64),
        "column.item": np.array(1, np.int64),
        "column.category": np.array(2, np.int64),
        "axis.row": np.array([1], np.int64),
    }
    node = helper.make_node
    nodes = []
    for name in ("user", "item", "category"):
        nodes.append(node("Gather", ["ids", f"column.{name}"], [f"{name}.id"], axis=1))
        nodes.append(node("Gather", [name, f"{name}.id"], [f"{name}.vector"], axis=0))
    nodes.append(node("Gather", ["bias", "item.id"], ["item.bias"], axis=0))
    nodes.append(node("Gather", ["recent", "history"], ["recent.vectors"], axis=0))
    nodes.append(node("ReduceMean", ["recent.vectors"], ["recent.vector"], axes=[1], keepdims=0))
    dots = []
    for a, b in (("user", "item"), ("recent", "item"), ("user", "category"), ("recent", "category")):
        nodes.append(node("Mul", [f"{a}.vector", f"{b}.vector"], [f"{a}.{b}.product"]))
        nodes.append(node("ReduceSum", [f"{a}.{b}.product", "axis.row"], [f"{a}.{b}"], keepdims=1))
        dots.append(f"{a}.{b}")
    nodes += [
        node("Concat", [*dots, "item.bias", "dense"], ["x"], axis=1),
        node("Gemm", ["x", "w1", "b1"], ["h1"]),
        node("Relu", ["h1"], ["a1"]),
        node("Gemm", ["a1", "w2", "b2"], ["h2"]),
        node("Relu", ["h2"], ["a2"]),
        node("Gemm", ["a2", "w3", "b3"], ["logit"]),
        node("Sigmoid", ["logit"], ["click"]),
    ]
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "recommender",
        [
            value("ids", TensorProto.INT64, ["N", 3]),
            value("history", TensorProto.INT64, ["N", HISTORY]),
            value("dense", TensorProto.FLOAT, ["N", DENSE]),
        ],
        [value("click", TensorProto.FLOAT, ["N", 1])],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="penstock",
        doc_string="Ranks items for a user; trained on a simulated shop.",
    )
    onnx.checker.check_model(model, full_check=True)
    MODEL.write_bytes(model.SerializeToString(deterministic=True))


# ---- evaluation


def run_onnx(ids, history, dense):
    import onnxruntime

    session = onnxruntime.InferenceSession(MODEL, providers=["CPUExecutionProvider"])
    inputs = {"ids": ids.astype(np.int64), "history": history.astype(np.int64), "dense": dense}
    return session.run(["click"], inputs)[0][:, 0]


def ndcg(order, clicks, k=10):
    discount = 1 / np.log2(np.arange(2, k + 2))
    return (clicks[order[:k]] * discount).sum() / (np.sort(clicks)[::-1][:k] * discount).sum()


def evaluate(shop):
    """Ranks the whole catalogue for the users that the model does not know, after twenty events of each of 200."""
    random = np.random.default_rng(SEED + 1)
    clicks = shop.clicks(shop.users)
    drawn = np.cumsum(shop.exposure * clicks, axis=1)
    counters = Counters()
    history = [deque(maxlen=KEPT) for _ in range(USERS)]
    for u in random.permutation(np.repeat(np.arange(KNOWN_USERS, USERS), 20)):
        item = int(np.searchsorted(drawn[u], random.random() * drawn[u, -1]))
        counters.add(item, history[u])
        history[u].appendleft(item)
    everything = np.arange(ITEMS)
    popular = np.argsort([-counters.events[i] for i in everything], kind="stable")
    ranked, by_popularity = [], []
    for u in range(KNOWN_USERS, USERS):
        ids = np.stack([np.zeros(ITEMS, int), known_items(everything), shop.category + 1], axis=1)
        recent = known_items(list(dict.fromkeys(history[u]))[:HISTORY])
        recent = np.pad(recent, (0, HISTORY - len(recent)))
        dense = counters.features(shop, everything, history[u], shop.interest[u])
        scores = run_onnx(ids, np.tile(recent, (ITEMS, 1)), dense)
        ranked.append(ndcg(np.argsort(-scores, kind="stable"), clicks[u]))
        by_popularity.append(ndcg(popular, clicks[u]))
    print(f"NDCG@10 over the whole catalogue, unknown users: {np.mean(ranked):.4f}, by popularity {np.mean(by_popularity):.4f}")
    return float(np.mean(ranked))


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_description(quality):
    import onnx

    DESCRIPTION.write_text(f"""\
# Written by train.py; change that, not this file.
name: recommender
version: 1
description: Ranks items for a user by the probability of a click (NDCG@10 {quality:.4f} over the simulated catalogue).

onnx: model.onnx
# Of model.onnx. A file with another hash is another model, and wants another version.
sha256: {sha256(MODEL)}

# -1 is the dynamic batch dimension, named N in the graph: one row for each candidate.
inputs:
  # User, item and category: the line of users.txt, items.txt and categories.txt, counted from 1; 0 for unknown.
  - name: ids
    dtype: int64
    shape: [-1, 3]
    range: [0, {len(CATEGORIES)}]
  # The user's recent items, the newest first, without repetition; 0 where there are no more.
  - name: history
    dtype: int64
    shape: [-1, {HISTORY}]
    range: [0, {ITEMS - NEW_ITEMS}]
  # Popularity, co-occurrence, share of the category, share of the item, length of the history, declared interest.
  - name: dense
    dtype: float32
    shape: [-1, {DENSE}]
    range: [0, 1]
outputs:
  - name: click
    dtype: float32
    shape: [-1, 1]

# Several requests of some hundred candidates each.
engine:
  maxBatch: 8192

training:
  script: train.py
  data: simulated by train.py, {WORLDS * USERS_IN_WORLD * EVENTS_OF_USER * IMPRESSIONS} impressions
  seed: {SEED}
  command: python3 train.py
  versions:
    python: {platform.python_version()}
    numpy: {np.__version__}
    onnx: {onnx.__version__}

licence:
  model: Apache-2.0
  data: generated
""")


def regenerate():
    random = np.random.default_rng(SEED)
    shop = Shop.generate(random)
    shop.write()
    (FOLDER / "items.txt").write_text("".join(f"{item_id(i)}\n" for i in range(ITEMS - NEW_ITEMS)))
    (FOLDER / "users.txt").write_text("".join(f"{user_id(u)}\n" for u in range(KNOWN_USERS)))
    (FOLDER / "categories.txt").write_text("".join(f"{name}\n" for name in CATEGORIES))
    write_onnx(train(impressions(shop, random), random))
    quality = evaluate(shop)
    if quality < MINIMUM_NDCG:
        sys.exit(f"the model ranks too badly: ndcg={quality:.4f}, min={MINIMUM_NDCG}")
    write_description(quality)


def check():
    import yaml

    expected = yaml.safe_load(DESCRIPTION.read_text())["sha256"]
    if sha256(MODEL) != expected:
        sys.exit(f"model.onnx is not the described one: sha256={sha256(MODEL)}, model.yaml={expected}")
    quality = evaluate(Shop.read())
    if quality < MINIMUM_NDCG:
        sys.exit(f"the model ranks too badly: ndcg={quality:.4f}, min={MINIMUM_NDCG}")


def main():
    parser = argparse.ArgumentParser(description="Trains the ranker of the recommender, or checks the one that is here.")
    parser.add_argument("--check", action="store_true", help="only evaluate model.onnx")
    check() if parser.parse_args().check else regenerate()


if __name__ == "__main__":
    main()
