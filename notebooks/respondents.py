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
# # Who speaks of what
#
# Themes and words by kind of respondent. Shares are of the responses of the group, and stand beside them:
# a share of three responses says little. Set `CANVASS_OUT` to the output folder of your own run.

# %%
import os
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("svg")
out = Path(os.environ.get("CANVASS_OUT", "../out/serious-violence"))
counts = pl.read_parquet(out / "tables/theme_counts.parquet").filter(
    pl.col("view") == "all", pl.col("question_id") == "all", pl.col("group") == "respondent_type"
)
counts.select("group_value", "base").unique(maintain_order=True)

# %% [markdown]
# ## A cross-tab: themes down, kinds of respondents across

# %%
leading = counts.group_by("theme_id", maintain_order=True).agg(pl.col("responses").max()).sort(
    "responses", descending=True
).head(12)["theme_id"]
shown = counts.filter(pl.col("theme_id").is_in(leading.to_list()))
shown.pivot("group_value", index="theme_id", values="responses")

# %%
alt.Chart(shown, title="Share of each kind of respondent that mentions the theme").mark_rect().encode(
    x=alt.X("group_value:N", title=None, sort=None),
    y=alt.Y("theme_id:N", title=None, sort=None),
    color=alt.Color("share:Q", title="share", scale=alt.Scale(scheme="blues")),
    tooltip=["theme_id", "group_value", "responses", "base", "share"],
)

# %% [markdown]
# ## Words that set a group apart
# `keyness` is a log-likelihood: 6.6 and more would come about by chance in 1 of 100 cases.
# `count` are responses of the group that use the word, `reference_count` those of all other groups.

# %%
words = pl.read_parquet(out / "tables/keywords.parquet")
words.filter(pl.col("scope") == "respondent_type").group_by("scope_value", maintain_order=True).head(8)

# %% [markdown]
# ## Words of those for and against
# The scope is an option, its value a stance.

# %%
words.filter(pl.col("scope_value").is_in(["support", "oppose"])).group_by(
    "scope", "scope_value", maintain_order=True
).head(8)

# %% [markdown]
# The same table in pandas: `pl.read_parquet(...).to_pandas()`, or `pandas.read_parquet(...)`;
# in R: `arrow::read_parquet("out/serious-violence/tables/theme_counts.parquet")`.
