//! The commonest words of the languages that are told by them.

/// Language codes with words that are common in the language and rare in the others.
///
/// English is what consultations are in; the Celtic languages are what responses to them may be in by right,
/// and what `whatlang` knows not at all, or takes lists of names for.
/// Words that two of them share with others ("a", "i", "am", "an", "do", "is", "no") are left out where they would mislead.
pub(super) const COMMON: [(&str, &str); 4] = [
    (
        "en",
        "the and of that it with this you have are be not they from but would there their which our been has should \
         were what more if who when than them my very just because could how some only too don't i'm i've we us need \
         think people being these those any also make take about into does much such where after before every keep \
         please why get want agree yes to is for as by can will your",
    ),
    (
        "cy",
        "yn y yr ar mae ac bod ei eu gan wedi bydd ddim sydd hwn hyn hon rydym rydw dw fod fel nid nad ond neu oherwydd \
         byddai mae'r mae'n i'r o'r a'r i'n dylai dylid ein eich iawn gyda gyda'r pan oedd sy'n hefyd chi nhw bob dim er \
         yw ydy ydi wrth rhag hynny i'w â",
    ),
    (
        "ga",
        "agus na ar tá ní sin mar atá nach bhfuil don leis seo gur ag sa ach mé sé sí siad muid bíonn bhí raibh aon faoi \
         nó idir gach níl",
    ),
    (
        "gd",
        "agus na air gu tha chan sin mar nach bheil airson ann seo gum gun aig bha ach iad sinn bidh anns nam nan gach \
         eadar",
    ),
];
