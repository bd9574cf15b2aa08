# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # How well a run did
#
# Reads what `canvass eval OUT --gold FILE --json` says of responses that people coded by hand; nothing is measured here.
# Set `CANVASS_EVAL` to such a file of your own.

# %%
import json
import os
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("svg")
path = Path(os.environ.get("CANVASS_EVAL", "../out/eval.json"))
found = json.loads(path.read_text(encoding="utf-8"))
{key: found["stance"][key] for key in ["units", "accuracy", "sided_accuracy", "coverage", "macro_f1", "macro_f1_classes"]}

# %% [markdown]
# ## Stances: coders down, program across

# %%
names = [row["stance"] for row in found["stance"]["stances"]]
pl.DataFrame(found["stance"]["confusion"], schema=names, orient="row").insert_column(0, pl.Series("coders", names))

# %% [markdown]
# ## Themes
# Precision is the share of what was found that is right, recall the share of what is right that was found.
# Precision is null where coders name a theme only where it is present.

# %%
themes = pl.DataFrame(found["theme"]["targets"])
themes.sort("f1", nulls_last=True)

# %%
alt.Chart(themes, title="Every theme").mark_circle(size=80).encode(
    x=alt.X("recall:Q", scale=alt.Scale(domain=[0, 1])),
    y=alt.Y("precision:Q", scale=alt.Scale(domain=[0, 1])),
    size=alt.Size("gold:Q", title="responses that have it"),
    tooltip=["id", "gold", "machine", "precision", "recall", "f1", "kappa"],
)

# %% [markdown]
# ## Agreement beyond chance
# Kappa of two, alpha of all; the interval is that of 1,000 samples of the responses.

# %%
pl.DataFrame(
    [{**one, "coders": " + ".join(one["coders"]), **one["agreement"]} for one in found["agreement"]]
).drop("agreement")

# %% [markdown]
# ## Where they differ, to be read one by one

# %%
errors = pl.DataFrame(found["errors"])
errors.group_by("unit", "target", "gold", "machine").len().sort("len", "target", descending=[True, False])
