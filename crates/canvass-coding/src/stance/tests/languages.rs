//! German and French, to show that a language is data: sentences over three options, with the stances they take.

use super::{judge_in, letters, options_in};

/// Sentences whose stances come out otherwise.
fn wrong(code: &str, cases: &[(&str, Option<u16>, &str)]) -> Vec<String> {
    let asked = options_in(code);
    let mut wrong = Vec::new();
    for (expected, topic, text) in cases {
        let rows = judge_in(code, &asked, *topic, text);
        let found = letters(&rows);
        if found != *expected {
            let rules: Vec<_> = rows.iter().map(|row| row.rule.as_deref().unwrap_or("-")).collect();
            wrong.push(format!("{text:?}: expected {expected}, found {found} by {rules:?}"));
        }
    }
    wrong
}

#[track_caller]
fn check(code: &str, cases: &[(&str, Option<u16>, &str)]) {
    let wrong = wrong(code, cases);
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn german() {
    check(
        "de",
        &[
            ("S--", None, "Wir unterstützen Option 1 ausdrücklich."),
            ("-O-", None, "Die Option Zwei lehnen wir entschieden ab."),
            ("S--", Some(0), "Ja, das ist längst überfällig."),
            ("O--", Some(0), "Nein. Das schafft nur neue Bürokratie."),
            ("-O-", None, "Der Option Zwei können wir nicht zustimmen."),
            ("O--", Some(0), "Ich stimme dem nicht zu."),
            ("S-O", None, "Wir sind für Option 1 und gegen Option 3."),
            ("--S", None, "Am besten gefällt uns Option Drei."),
            ("OOO", None, "Keine der drei Optionen ist sinnvoll."),
            ("SSS", None, "Wir befürworten alle drei Optionen."),
            ("O--", Some(0), "Wir halten diesen Vorschlag für falsch."),
            ("S--", Some(0), "Ich halte das für eine gute Idee."),
            ("O--", Some(0), "Das geht uns zu weit."),
            ("S--", None, "Wir begrüßen Option Eins, sofern sie bezahlt wird."),
            ("U--", Some(0), "Dazu haben wir keine Meinung."),
            ("-S-", None, "Option Zwei wäre uns lieber."),
            ("U--", Some(0), "Was würde das kosten?"),
            ("---", None, "Unser Verein hat achtzig Mitglieder."),
            ("O--", Some(0), "Auf keinen Fall!"),
            ("O--", None, "Option 1 ist nicht hinnehmbar."),
            ("--O", None, "Gegen Option Drei sprechen wir uns aus."),
            ("S--", Some(0), "Obwohl es teuer ist, sind wir dafür."),
            ("O--", Some(0), "Die Regierung findet das sinnvoll, wir lehnen es ab."),
            ("-S-", Some(1), "Diese Option bevorzugen wir."),
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            ("S--", None, "Nous soutenons pleinement l'option 1."),
            ("-O-", None, "Nous nous opposons à l'option deux."),
            ("S--", Some(0), "Oui, c'est nécessaire depuis longtemps."),
            ("O--", Some(0), "Non. Cela ne ferait que créer de la bureaucratie."),
            ("-O-", None, "Nous ne pouvons pas soutenir l'option deux."),
            ("O--", Some(0), "Je ne suis pas d'accord."),
            ("S-O", None, "Nous sommes pour l'option 1 et contre l'option 3."),
            ("--S", None, "Notre préférence va à l'option trois."),
            ("OOO", None, "Aucune des trois options n'est acceptable."),
            ("SSS", None, "Nous approuvons toutes les options."),
            ("O--", Some(0), "Nous trouvons cette proposition mauvaise."),
            ("S--", Some(0), "C'est une très bonne idée."),
            ("O--", Some(0), "Cela va trop loin."),
            ("S--", None, "Nous soutenons l'option un, à condition qu'elle soit financée."),
            ("U--", Some(0), "Nous n'avons pas d'avis."),
            ("-S-", None, "L'option deux est la meilleure solution."),
            ("U--", Some(0), "Combien cela coûterait-il ?"),
            ("---", None, "Notre association compte quatre-vingts membres."),
            ("O--", Some(0), "En aucun cas !"),
            ("O--", None, "L'option 1 est inacceptable."),
            ("--O", None, "Nous sommes défavorables à l'option trois."),
            ("S--", Some(0), "Bien que ce soit cher, nous y sommes favorables."),
            ("O--", Some(0), "Le gouvernement trouve cela utile, mais nous sommes contre."),
            ("-S-", Some(1), "Nous préférons cette option."),
        ],
    );
}
