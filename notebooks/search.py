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
# # Finding words in the tables
#
# `canvass search` and `canvass serve` find words in any inflection. Where a question needs a data frame, the same
# parquet files can be asked with polars, or with SQL in duckdb. Set `CANVASS_OUT` to the output folder of your own run.

# %%
import os
from pathlib import Path

import altair as alt
import duckdb
import polars as pl

alt.renderers.enable("svg")
out = Path(os.environ.get("CANVASS_OUT", "../out/serious-violence"))
tables = out / "tables"

# %% [markdown]
# ## Words in context, with polars
# Text is kept as it came; `answers.text` are the respondent's words under one question.

# %%
WORD = "sanction"
found = pl.scan_parquet(tables / "answers.parquet").filter(pl.col("text").str.to_lowercase().str.contains(WORD))
found.select(
    "response_id",
    "question_id",
    pl.col("text").str.extract(rf"(?i)(.{{0,60}}\b{WORD}\w*.{{0,60}})").alias("in context"),
).collect()

# %% [markdown]
# ## From a stance to its words
# `start` and `end` are byte offsets into `responses.text`: the quote is what stands there, byte for byte.

# %%
stances = pl.read_parquet(tables / "stances.parquet").filter(pl.col("quote").is_not_null())
texts = pl.read_parquet(tables / "responses.parquet").select("response_id", "text")
first = stances.join(texts, on="response_id").row(0, named=True)
assert first["text"].encode()[first["start"] : first["end"]].decode() == first["quote"]
first["quote"]

# %% [markdown]
# ## The same files in SQL, with duckdb

# %%
con = duckdb.connect()
con.execute(f"""
    create view mentions as from '{tables}/mentions.parquet';
    create view stances as from '{tables}/stances.parquet';
""")
found = con.execute("""
    select stances.option_id, stances.stance, mentions.theme_id, count(distinct response_id) as responses
    from mentions join stances using (response_id)
    where stances.stance in ('support', 'oppose') and mentions.option_id = stances.option_id
    group by all order by responses desc, stances.option_id, theme_id limit 20
""")
together = pl.DataFrame(found.fetchall(), schema=["option_id", "stance", "theme_id", "responses"], orient="row")
together

# %%
SIDES = alt.Scale(domain=["support", "oppose"], range=["#1f6f8b", "#b3452c"])  # the report's colours

alt.Chart(together, title="Themes mentioned under an option, by stance").mark_bar().encode(
    x="responses:Q",
    y=alt.Y("theme_id:N", sort="-x", title=None),
    yOffset=alt.YOffset("stance:N", scale=alt.Scale(domain=["support", "oppose"])),
    color=alt.Color("stance:N", scale=SIDES),
    row="option_id:N",
).properties(width=420, height=alt.Step(22)).resolve_scale(y="independent")
