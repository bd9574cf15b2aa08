//! The report over small results in memory.

use canvass_core::{Consultation, OptionDef, Stance};

use super::report;
use crate::library::{CampaignRow, OptionTheme, Results, Step, Support, Theme, ThemeCount, Verbatim};

const VIEWS: [&str; 3] = ["all", "campaigns_once", "campaigns_out"];

/// Counts of one option in one view and part, as the tables hold them: support, oppose, mixed, unclear, not addressed.
fn support(view: &str, value: &str, counts: [u64; 5]) -> Support {
    let base: u64 = counts[..4].iter().sum();
    let share = |n: u64| (base > 0).then(|| n as f64 / base as f64);
    Support {
        view: view.into(),
        group: if value == "all" { "all" } else { "respondent_type" }.into(),
        value: value.into(),
        option: 0,
        counts,
        base,
        support_share: share(counts[0]),
        oppose_share: share(counts[1]),
    }
}

fn theme_count(view: &str, value: &str, responses: u64, base: u64) -> ThemeCount {
    ThemeCount {
        view: view.into(),
        group: if value == "all" { "all" } else { "respondent_type" }.into(),
        value: value.into(),
        theme: 0,
        responses,
        mentions: responses,
        base,
        share: Some(responses as f64 / base as f64),
    }
}

/// Eight responses of two kinds; four of them are one campaign.
fn results() -> Results {
    let option = OptionDef { id: "a".into(), label: "Łódź & a “wall”".into(), aliases: Vec::new() };
    let option_theme = |view: &str, responses, base| OptionTheme {
        view: view.into(),
        option: 0,
        stance: Stance::Oppose,
        theme: 0,
        responses,
        base,
        share: Some(f64::from(responses as u32) / f64::from(base as u32)),
        keyness: Some(-1.5),
    };
    Results {
        consultation: Consultation {
            title: "A wall".into(),
            language: "pl".into(),
            options: vec![option],
            ..Consultation::default()
        },
        themes: vec![Theme {
            label: "NHS money".into(),
            description: String::new(),
            rules: vec!["money".into()],
            exceptions: Vec::new(),
        }],
        waterfall: vec![Step { step: "received".into(), reason: None, responses: 8 }],
        support: vec![
            support(VIEWS[0], "all", [2, 5, 0, 1, 0]),
            support(VIEWS[0], "Resident", [1, 5, 0, 1, 0]),
            support(VIEWS[0], "School", [1, 0, 0, 0, 0]),
            support(VIEWS[1], "all", [2, 2, 0, 1, 0]),
            support(VIEWS[1], "Resident", [1, 2, 0, 1, 0]),
            support(VIEWS[1], "School", [1, 0, 0, 0, 0]),
            support(VIEWS[2], "all", [1, 1, 0, 1, 1]),
            support(VIEWS[2], "Resident", [1, 1, 0, 1, 0]),
            support(VIEWS[2], "School", [0, 0, 0, 0, 1]),
        ],
        option_themes: vec![
            option_theme(VIEWS[0], 4, 5),
            option_theme(VIEWS[1], 1, 2),
            option_theme(VIEWS[2], 1, 1),
        ],
        theme_counts: vec![theme_count(VIEWS[0], "all", 6, 8), theme_count(VIEWS[0], "Resident", 6, 7)],
        campaigns: vec![CampaignRow {
            id: "campaign-1".into(),
            responses: 4,
            standard: 4,
            personalised: 0,
            template: Some("No wall.".into()),
        }],
        verbatims: vec![Verbatim {
            stand: Some((0, Stance::Oppose)),
            theme: 0,
            respondent_type: Some("Resident".into()),
            words: "It is money thrown into the sea.".into(),
        }],
        ..Results::default()
    }
}

/// What stands between two marks, wherever they do.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end).map(|(inside, _)| inside)).collect()
}

/// Text without its tags.
fn bare(html: &str) -> String {
    let parts = html.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text));
    parts.collect::<Vec<_>>().concat()
}

/// What the bars of every chart with such a title say, a line a bar.
fn bars(report: &str, view: &str) -> Vec<String> {
    let views = between(report, &format!("<div class=\"view {view}\"><figure>"), "</figure>");
    let charts = views.iter().filter(|chart| chart.contains("By respondent type"));
    charts.flat_map(|chart| between(chart, "<li>", "</li>")).map(bare).collect()
}

#[test]
fn every_kind_of_respondent_has_a_bar_in_every_view() {
    let report = report(&results());
    let says = [
        ["Resident71 % oppose, 14 % support, of 7", "School0 % oppose, 100 % support, of 1"],
        ["Resident50 % oppose, 25 % support, of 4", "School0 % oppose, 100 % support, of 1"],
        ["Resident33 % oppose, 33 % support, of 3", "Schoolnot taken up"],
    ];
    for (view, says) in VIEWS.into_iter().zip(says) {
        assert_eq!(bars(&report, view), says, "{view}");
    }
    assert!(report.contains("aria-label=\"oppose 5, mixed 0, unclear 1, support 1\""), "{report}");
    // Behind the chart: a table of the same parts in every view.
    let table = between(&report, "By respondent type, in numbers</summary>", "</details>")[0];
    for name in ["all responses", "each campaign once", "campaigns left out"] {
        assert!(table.contains(&format!("colspan=\"9\">{name}</th>")), "{table}");
    }
    assert_eq!(between(table, "<th scope=\"row\"", "</tr>").len(), 6);
}

#[test]
fn themes_behind_a_stance_are_counted_in_every_view() {
    let report = report(&results());
    for (view, of) in [("all responses", 5), ("each campaign once", 2), ("campaigns left out", 1)] {
        assert!(
            report.contains(&format!("Themes of the {of} responses that oppose it ({view})")),
            "{report}"
        );
    }
    assert!(report.contains("<td class=\"n\">−1.5</td>"), "{report}");
    assert!(report.contains("Resident</span> · NHS money"), "a label keeps its capitals: {report}");
}

#[test]
fn words_that_contradict_the_tick_are_counted_under_their_option() {
    let told = |n| bare(&report(&Results { conflicts: vec![n], ..results() }));
    assert!(told(2).contains("In 2 responses the words argue otherwise than the tick"));
    assert!(told(1).contains("In 1 response the words argue otherwise"));
    assert!(!told(0).contains("argue otherwise"));
}

#[test]
fn every_rule_stands_by_itself() {
    let mut results = results();
    results.themes[0].rules = vec!["small business".into(), "=cost OR levy".into()];
    results.themes[0].exceptions = vec!["cost free".into(), "low cost".into()];
    let report = report(&results);
    let lists = between(&report, "<ul class=\"rules\">", "</ul>");
    let items = |at: usize| between(lists[at], "<li><code>", "</code></li>");
    assert_eq!(lists.len(), 2);
    assert_eq!(items(0), ["small business", "=cost OR levy"]);
    assert_eq!(items(1), ["cost free", "low cost"]);
}

#[test]
fn without_campaigns_there_is_one_way_of_counting() {
    let report = report(&Results { campaigns: Vec::new(), ..results() });
    assert!(!report.contains("type=\"radio\""));
    assert_eq!(bars(&report, "all").len(), 2);
    assert!(bars(&report, "campaigns_out").is_empty());
    assert!(!report.contains("each campaign once"), "{report}");
}

#[test]
fn what_was_not_asked_has_no_section() {
    let mut results = results();
    results.consultation.options.clear();
    results.support.clear();
    results.option_themes.clear();
    results.verbatims[0].stand = None;
    let report = report(&results);
    assert!(!report.contains("id=\"options\"") && !report.contains("#options"), "{report}");
    assert!(!report.contains("id=\"questions\""), "{report}");
    assert!(report.contains("In their own words") && report.contains("thrown into the sea"), "{report}");
    assert!(bare(&report).contains("Resident of 7"), "themes by kind of respondent: {report}");
}

#[test]
fn headings_stand_in_order_and_tables_have_captions() {
    let report = report(&results());
    let levels: Vec<u32> = report
        .split("<h")
        .skip(1)
        .filter_map(|rest| rest.chars().next().and_then(|level| level.to_digit(10)))
        .collect();
    assert_eq!(levels.first(), Some(&1));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] > 1), "{levels:?}");
    for table in between(&report, "<table", "</table>") {
        assert!(table.contains("<caption>") && !table.contains("<th>"), "{table}");
    }
    assert!(
        report.contains("<html lang=\"en\">")
            && report.contains("<h3 lang=\"pl\" dir=\"auto\">Łódź &amp; a “wall”")
    );
}
