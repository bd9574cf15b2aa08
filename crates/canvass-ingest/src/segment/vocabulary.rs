//! Words that tell how a line speaks, looked up once for each word of a letter.

use canvass_core::text::{Analyzer, WordId};

use super::sheet::Word;

/// Sorts of words; one word may be of several.
pub(super) mod class {
    /// Headings do not have these: somebody speaks.
    pub(in super::super) const SPEAKING: u32 = 1;
    /// An announcement is made of these before it says what it announces.
    pub(in super::super) const LEAD: u32 = 1 << 1;
    /// Those of them without which it is none.
    pub(in super::super) const STRONG: u32 = 1 << 2;
    /// These go on in the respondent's own voice, or bring up the subject.
    pub(in super::super) const VOICE: u32 = 1 << 3;
    /// These say that somebody else spoke or wrote.
    pub(in super::super) const REPORTING: u32 = 1 << 4;
    /// The respondent's words for the respondent.
    pub(in super::super) const OWN: u32 = 1 << 5;
    /// These may stand before an option's name in a heading.
    pub(in super::super) const OPTION_LEAD: u32 = 1 << 6;
    /// These may stand between an article's place and an option's name.
    pub(in super::super) const ARTICLE: u32 = 1 << 7;
    /// What options are called in general.
    pub(in super::super) const PROPOSAL: u32 = 1 << 8;
    /// Verbs that "the first" may be the subject of.
    pub(in super::super) const VERB: u32 = 1 << 9;
    /// Somebody asked.
    pub(in super::super) const ASKING: u32 = 1 << 10;
    /// A question's sentence may open with these.
    pub(in super::super) const OPENER: u32 = 1 << 12;
    /// These put a question in reported speech.
    pub(in super::super) const WHETHER: u32 = 1 << 13;
    /// One of these is in what mail programs put below a message.
    pub(in super::super) const MAIL: u32 = 1 << 14;
    /// An option's name begins with these.
    pub(in super::super) const NAME: u32 = 1 << 15;
    /// One option alone is called by names with these.
    pub(in super::super) const KEY: u32 = 1 << 16;
    /// Words that give a place in an order of preference.
    pub(in super::super) const PLACE: u32 = 1 << 17;
    /// Words that stand among those.
    pub(in super::super) const RANK: u32 = 1 << 18;
    /// Somebody wants something, or does not.
    pub(in super::super) const PLEA: u32 = 1 << 19;
    /// Somebody spoke at a meeting.
    pub(in super::super) const MINUTED: u32 = 1 << 11;
}

const WORDS: [(u32, &str); 17] = [
    (
        class::SPEAKING,
        "we our us i my me i'm i've we've support oppose agree disagree prefer favour favor welcome believe think feel \
         consider yes no not don't is are was were will has have had can't cannot won't",
    ),
    (
        class::LEAD,
        "about addressing also and answer answering answers as begin bringing brings leaves leaving leave which that beginning briefly coming comes comment commenting \
         comments concerning considering consultation discussing dealing finally first firstly for from in it last lastly \
         looking more moving my next now of on onto our re reference regard regarding regards relating relation reply \
         replying respect respecting respond responding response second secondly second specifically start starting \
         taking the then third thirdly to turn turning view views we when with your i let us me if may can might jump \
         jumping skip skipping return returning back go going matter subject topic issue point question",
    ),
    (
        class::STRONG,
        "bringing brings leaves leaving about addressing answer answering as begin beginning coming comes comment commenting comments concerning \
         considering dealing discussing jump jumping looking moving next now on onto re reference regard regarding regards relating \
         relation reply replying respect respecting respond responding response returning skip skipping start starting \
         taking turn turning view views",
    ),
    (
        class::VOICE,
        "we i our my the it this there they these please see a as he if in what whether no yes whilst while although \
         residents members most many some all council again here you to",
    ),
    (
        class::REPORTING,
        "acknowledges acknowledged advised advises argued argues asserts claims claimed commented comments concluded \
         concludes confirms confirmed declares declared describes described explains explained finds found heard notes \
         noted observed observes provides quote quotes quoted quoting reads recommended recommends reported reports \
         requires responded said says saying set sets stated states stating suggested suggests told warned warns wrote \
         writes according",
    ),
    (class::OWN, "i we our my me us ourselves"),
    (
        class::OPTION_LEAD,
        "on re regarding as to views view response comments our section concerning about in relation with regard respect",
    ),
    (class::ARTICLE, "the a an proposed proposal"),
    (
        class::PROPOSAL,
        "option options proposal proposals model models measure measures idea ideas scheme plan change choice approach \
         one suggestion recommendation",
    ),
    (
        class::VERB,
        "is are was would will seems seem has could should appears strikes looks may might must can does",
    ),
    (
        class::PLACE,
        "first second third fourth fifth sixth 1st 2nd 3rd 4th 5th 6th last lastly best next worst top bottom favourite \
         favorite preferred preference priority",
    ),
    (
        class::RANK,
        "first second third fourth fifth sixth 1st 2nd 3rd 4th 5th 6th last lastly best next worst top bottom favourite \
         favorite preferred preference priority choice number place rank most least of the these those them all our my a \
         an by far long way some distance two three four five six and then in order option options proposal proposals \
         changes ideas",
    ),
    (
        class::PLEA,
        "support supports oppose opposes object objects agree disagree favour favor against please ask asks urge hope \
         should shouldn't must mustn't want wants welcome reject stop leave keep scrap drop bin abandon reconsider wrong \
         mistake",
    ),
    (class::WHETHER, "whether if"),
    (
        class::MAIL,
        "mail mails email emails e-mail message messages print printing recipient recipients sender addressee virus viruses virus-free e-bost bost form completing complete",
    ),
    (class::ASKING, "asks asked asking ask question"),
    (
        class::MINUTED,
        "said explained thought asked told reported noted replied agreed resolved felt queried enquired wondered doubted \
         suggested raised voted",
    ),
];

/// The sorts of every word that has one.
pub(super) struct Vocabulary {
    classes: Vec<u32>,
}

impl Vocabulary {
    /// Clones of `analyzer` made from now on know the words by the same ids.
    pub(super) fn new(analyzer: &mut Analyzer) -> Self {
        let mut classes = Vec::new();
        for (class, words) in WORDS {
            for word in words.split_whitespace() {
                let at = analyzer.intern(word).0 as usize;
                if classes.len() <= at {
                    classes.resize(at + 1, 0);
                }
                classes[at] |= class;
            }
        }
        Self { classes }
    }

    /// The sorts of a word, as bits.
    pub(super) fn of(&self, word: WordId) -> u32 {
        self.classes.get(word.0 as usize).copied().unwrap_or(0)
    }
}

impl Word {
    /// Whether the word is of one of the sorts.
    pub(super) fn is(&self, class: u32) -> bool {
        self.classes & class != 0
    }
}
