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
# # Support per option, and the themes behind it
#
# Reads the tables that `canvass run` wrote. Nothing is counted here: every number stands in a table,
# and every table row walks back to exact words.
# Set `CANVASS_OUT` to the output folder of your own run.

# %%
import os
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("svg")  # drawn here, so that they also show offline
out = Path(os.environ.get("CANVASS_OUT", "../out/serious-violence"))
tables = {path.stem: pl.read_parquet(path) for path in sorted((out / "tables").glob("*.parquet"))}
pl.DataFrame({"table": tables.keys(), "rows": [table.height for table in tables.values()]})

# %% [markdown]
# ## From received to analysed
# Shares below have the analysed responses as their base, or a part of them that is named.

# %%
tables["waterfall"]

# %% [markdown]
# What was taken off, response by response; `repeats` is the response that a duplicate repeats.

# %%
tables["exclusions"]

# %% [markdown]
# ## Who supports and who opposes each option
# `base` is the number of responses that address the option. A consultation is neither a vote nor a sample:
# the shares say what was sent in, not what the public thinks.

# %%
support = tables["option_support"].filter(pl.col("view") == "all", pl.col("group") == "all")
support

# %%
STANCES = ["support", "mixed", "unclear", "oppose", "not_addressed"]
COLOURS = ["#1f6f8b", "#7a6a9b", "#858d95", "#b3452c", "#e4e4e4"]  # those of the report
counts = support.unpivot(STANCES, index="option_id", variable_name="stance", value_name="responses")
order = pl.DataFrame({"stance": STANCES, "order": range(len(STANCES))})
counts = counts.join(order, on="stance").sort("option_id", "order")

alt.Chart(counts, title="Responses by stance").mark_bar().encode(
    x=alt.X("responses:Q", title="responses"),
    y=alt.Y("option_id:N", title=None),
    color=alt.Color("stance:N", scale=alt.Scale(domain=STANCES, range=COLOURS)),
    order="order:Q",
    tooltip=["option_id", "stance", "responses"],
).properties(width=560, height=36 * support.height)

# %% [markdown]
# ## The themes behind support and opposition
# `share` is the part of the responses with that stance which mention the theme where they speak of the option;
# `keyness` (signed log-likelihood) tells which themes set the stance apart from the others.

# %%
themes = tables["option_themes"].filter(pl.col("view") == "all", pl.col("stance").is_in(["support", "oppose"]))
top = themes.sort("responses", descending=True).group_by("option_id", "stance", maintain_order=True).head(6)
top.select("option_id", "stance", "theme_id", "responses", "base", "share", "keyness")

# %%
both = themes.join(top.select("option_id", "theme_id").unique(), on=["option_id", "theme_id"])
SIDES = alt.Scale(domain=["support", "oppose"], range=[COLOURS[0], COLOURS[3]])

alt.Chart(both, title="Most frequent themes by option and stance").mark_bar().encode(
    x=alt.X("responses:Q", title="responses"),
    y=alt.Y("theme_id:N", title=None, sort="-x"),
    yOffset=alt.YOffset("stance:N", scale=alt.Scale(domain=["support", "oppose"])),
    color=alt.Color("stance:N", scale=SIDES),
    row=alt.Row("option_id:N", title=None),
    tooltip=["option_id", "stance", "theme_id", "responses", "base"],
).properties(width=420, height=alt.Step(22)).resolve_scale(y="independent")

# %% [markdown]
# ## The words behind a number
# Every stance has the sentence that decided it, with the rule that read it.

# %%
evidence = tables["stances"].filter(pl.col("quote").is_not_null()).select(
    "option_id", "stance", "basis", "confidence", "response_id", "quote", "rule"
)
with pl.Config(fmt_str_lengths=160, tbl_width_chars=200, tbl_rows=12):
    print(evidence.sort("option_id", "stance", "confidence", descending=[False, False, True]))

# %% [markdown]
# The same in pandas: `pandas.read_parquet(out / "tables" / "option_support.parquet")`;
# in R: `arrow::read_parquet("out/serious-violence/tables/option_support.parquet")`;
# in DuckDB: `SELECT * FROM 'out/serious-violence/tables/option_support.parquet'`.
