"""Codes ThemeFinder's sample with code frames written from its topics alone, and measures the run against its labels.

Usage: run.py CANVASS DATA   where DATA is its folder with `inputs` and `outputs`; prints what `canvass eval` says.

Labels and replies are read where they are and stay there. Position AGREE is support of the ban that the first question
asks about, DISAGREE is opposition. Of the second question only themes are measured: all of its positions are the same.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
STANCES = {"AGREE": "support", "DISAGREE": "oppose", "UNCLEAR": "unclear"}
OPTION = """
[[option]]
id = "ban"
label = "A ban on gambling advertisements during sport"
aliases = ["a complete ban", "banning gambling ads", "ban gambling advertising"]
"""


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def consultation(data, number, folder):
    """Writes the folder of one question, and its gold."""
    part = data / "inputs" / f"question_part_{number}"
    asked = json.loads((part / "question.json").read_text(encoding="utf-8"))["question_text"]
    about = 'option = "ban"\n' if number == 1 else ""
    definition = (
        f'[consultation]\nid = "themefinder-{number}"\n{OPTION if number == 1 else ""}'
        f'[[question]]\nid = "q"\ntext = {json.dumps(asked)}\nkind = "open"\n{about}'
    )
    (folder / "consultation.toml").write_text(definition, encoding="utf-8")
    frame = (HERE / f"themes-{number}.toml").read_text(encoding="utf-8")
    (folder / "themes.toml").write_text(frame, encoding="utf-8")
    (folder / "responses").mkdir()
    with open(folder / "responses" / "replies.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["Response ID", asked])
        table.writerows([one["response_id"], one["response"]] for one in lines(part / "responses.jsonl"))
    labels = next((data / "outputs" / "mapping").iterdir()) / f"question_part_{number}"
    ids = {line.split('"')[1] for line in frame.splitlines() if line.startswith("id = ")}
    with open(folder / "gold.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["response_id", "unit", "target", "label", "coder"])
        for one in lines(labels / "mapping.jsonl"):
            found = [label for label in one["labels"] if label in ids]
            table.writerows([one["response_id"], "theme", label, "yes", "sample"] for label in found or [""])
        if number == 1:
            for one in lines(labels / "sentiment.jsonl"):
                table.writerow([one["response_id"], "stance", "ban", STANCES[one["position"]], "sample"])


def main():
    canvass, data = sys.argv[1], pathlib.Path(sys.argv[2])
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            consultation(data, number, folder)
            out = folder / "out"
            subprocess.run([canvass, "run", folder, "--out", out], check=True, stdout=subprocess.DEVNULL)
            print(f"== question {number}", flush=True)
            subprocess.run([canvass, "eval", out, "--gold", folder / "gold.csv", *sys.argv[3:]], check=True)


if __name__ == "__main__":
    main()
