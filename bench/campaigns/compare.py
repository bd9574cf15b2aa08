"""Finds the same planted campaigns with rensa's MinHash LSH: compare.py FILE

FILE is what `planted make` writes. Near copies are pairs of like texts by MinHash over runs of four words, joined to groups.
"""

import collections
import re
import sys
import time

from rensa import RMinHash, RMinHashLSH

PERMUTATIONS = 128
THRESHOLD = 0.5


def main():
    truth, texts = [], []
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            label, text = line.rstrip("\n").split("\t")
            truth.append(None if label == "-" else int(label))
            texts.append(text)
    start = time.perf_counter()
    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    sketches = []
    for at, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update([" ".join(words[i : i + 4]) for i in range(len(words) - 3)])
        lsh.insert(at, sketch)
        sketches.append(sketch)
    parent = list(range(len(texts)))

    def root(at):
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    done = set()
    for at, sketch in enumerate(sketches):
        # Copies of what was asked already bring nothing new.
        if root(at) != at and tuple(sketch.digest()) in done:
            continue
        done.add(tuple(sketch.digest()))
        for other in lsh.query(sketch):
            if other > at and sketch.jaccard(sketches[other]) >= THRESHOLD:
                parent[root(other)] = root(at)
    taken = time.perf_counter() - start
    found = [root(at) for at in range(len(texts))]
    sizes = collections.Counter(found)
    found = [group if sizes[group] > 1 else None for group in found]
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())  # noqa: E731
    both = collections.Counter(pair for pair in zip(truth, found) if None not in pair)
    right = pairs(both)
    precision = right / pairs(collections.Counter(group for group in found if group is not None))
    recall = right / pairs(collections.Counter(label for label in truth if label is not None))
    print(f"rensa precision {precision:.4f} recall {recall:.4f} seconds {taken:.2f}")


if __name__ == "__main__":
    main()
