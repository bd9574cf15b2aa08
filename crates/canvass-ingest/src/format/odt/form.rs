//! What the form controls of an ODF text show: ticked boxes, and what was typed or chosen.

use std::collections::HashMap;

use crate::format::symbol;
use crate::format::xml::Element;

/// What each control shows, by the id under which the text places it.
pub(super) fn controls(body: &Element) -> HashMap<String, String> {
    let mut controls = HashMap::new();
    for forms in body.children().filter(|child| child.name() == "forms") {
        collect(forms, &mut controls);
    }
    controls
}

fn collect(form: &Element, controls: &mut HashMap<String, String>) {
    for control in form.children() {
        match (control.attribute("id"), shown(control)) {
            (Some(id), Some(shown)) => drop(controls.insert(id, shown)),
            _ => collect(control, controls),
        }
    }
}

fn shown(control: &Element) -> Option<String> {
    let either = |now, first| control.attribute(now).or_else(|| control.attribute(first)).unwrap_or_default();
    let label = control.attribute("label").unwrap_or_default();
    Some(match control.name() {
        "checkbox" => labelled(either("current-state", "state") == "checked", &label),
        "radio" => labelled(either("current-selected", "selected") == "true", &label),
        "text" | "textarea" | "formatted-text" | "number" | "date" | "time" | "combobox" => {
            either("current-value", "value")
        }
        "listbox" => chosen(control),
        "fixed-text" => label,
        _ => return None,
    })
}

fn labelled(is_ticked: bool, label: &str) -> String {
    let tick = symbol::tick(is_ticked);
    if label.is_empty() { tick.to_string() } else { format!("{tick} {label}") }
}

fn chosen(list: &Element) -> String {
    let is_chosen = |option: &&Element| option.attribute("current-selected").as_deref() == Some("true");
    let labels = list.children().filter(is_chosen).filter_map(|option| option.attribute("label"));
    labels.collect::<Vec<_>>().join("; ")
}

/// What a field of a form shows that Word had and the converter kept.
pub(super) fn field(field: &Element) -> Option<String> {
    let kind = field.attribute("type")?;
    let values = |name: &'static str| {
        let named = move |child: &&Element| child.attribute("name").as_deref() == Some(name);
        field.children().filter(named).filter_map(|child| child.attribute("value"))
    };
    if kind.ends_with("FORMCHECKBOX") {
        let is_ticked = values("Checkbox_Checked").next().is_some_and(|value| value == "true");
        return Some(symbol::tick(is_ticked).to_string());
    }
    let chosen = values("Dropdown_Selected").next().and_then(|chosen| chosen.parse().ok());
    if kind.ends_with("FORMDROPDOWN") { values("Dropdown_ListEntry").nth(chosen?) } else { None }
}
