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
# # Campaigns, and what they change
#
# Copies of one template under different names are a campaign. Every count is taken in three views:
# all responses, each campaign once, campaigns left out. `counted_response_id` is the response that stands for its
# campaign where each counts once. Set `CANVASS_OUT` to the output folder of your own run.

# %%
import os
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("svg")
out = Path(os.environ.get("CANVASS_OUT", "../out/serious-violence"))
tables = {path.stem: pl.read_parquet(path) for path in sorted((out / "tables").glob("*.parquet"))}
tables["campaigns"]

# %% [markdown]
# ## What senders of a copy added, removed or changed
# `formal` marks names, places, dates and greetings. `start` and `end` are byte offsets into the response's text.

# %%
tables["campaign_changes"].filter(~pl.col("formal")).select("campaign_id", "response_id", "change", "quote", "template")

# %% [markdown]
# ## The options in three views

# %%
support = tables["option_support"].filter(pl.col("group") == "all")
support.select("option_id", "view", "support", "oppose", "base", "support_share", "oppose_share").sort("option_id", maintain_order=True)

# %%
VIEWS = ["all", "campaigns_once", "campaigns_out"]
GREYS = ["#1b1f24", "#6b747d", "#a9b1b8"]

alt.Chart(support, title="Share of supporters among those who take the option up").mark_point(filled=True, size=90).encode(
    x=alt.X("support_share:Q", title="share", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
    y=alt.Y("option_id:N", title=None, sort=None),
    color=alt.Color("view:N", scale=alt.Scale(domain=VIEWS, range=GREYS)),
    shape=alt.Shape("view:N", scale=alt.Scale(domain=VIEWS)),
    tooltip=["option_id", "view", "support", "base", "support_share"],
)

# %% [markdown]
# ## Sentences that others share
# Respondents outside campaigns that say the same words: perhaps coordinated, and counted one by one all the same.

# %%
tables["shared_passages"]
