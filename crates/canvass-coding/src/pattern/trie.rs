//! The phrases of all rules as one trie over atoms.

use rustc_hash::FxHashMap;

/// The state nothing has been read in.
pub(super) const ROOT: u32 = 0;

/// One place of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Atom(u32),
    /// Any one word.
    Any,
}

/// What ends in a state: a phrase of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) rule: u32,
    pub(super) leaf: u32,
}

#[derive(Debug, Default)]
struct State {
    /// Those that call for a look, then the others, which are of use only beside one that does; both by rule.
    outputs: Vec<Output>,
    n_calling: usize,
}

/// How a state goes on: small, since it is looked at for every phrase begun.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    /// A bit for each atom that leads on, many atoms to a bit: most words are told apart without a search.
    atoms: u64,
    any: Option<u32>,
}

#[derive(Debug)]
pub(super) struct Trie {
    states: Vec<State>,
    ways: Vec<Way>,
    /// Next state of the root by atom; beginnings are looked up at every token.
    first: Vec<Option<u32>>,
    edges: FxHashMap<(u32, u32), u32>,
}

impl Default for Trie {
    fn default() -> Self {
        let (states, ways) = (vec![State::default()], vec![Way::default()]);
        Self { states, ways, first: Vec::new(), edges: FxHashMap::default() }
    }
}

impl Trie {
    pub(super) fn insert(&mut self, path: &[Place], output: Output) {
        let end = path.iter().fold(ROOT, |state, place| self.child(state, *place));
        let outputs = &mut self.states[end as usize].outputs;
        if !outputs.contains(&output) {
            outputs.push(output);
        }
    }

    /// Makes the table of beginnings, once everything is inserted, and sets apart the outputs that call for a look.
    pub(super) fn finish(&mut self, n_atoms: usize, calls: impl Fn(&Output) -> bool) {
        self.first = (0u32..).take(n_atoms).map(|atom| self.edges.get(&(ROOT, atom)).copied()).collect();
        for state in &mut self.states {
            state.outputs.sort_unstable_by_key(|output| (!calls(output), output.rule, output.leaf));
            state.n_calling = state.outputs.partition_point(&calls);
        }
    }

    /// Where each phrase ends, those of a place together.
    pub(super) fn ends(&self) -> impl Iterator<Item = &[Output]> {
        self.states.iter().map(|state| state.outputs.as_slice())
    }

    pub(super) fn first(&self, atom: u32) -> Option<u32> {
        self.first[atom as usize]
    }

    pub(super) fn next(&self, state: u32, atom: u32) -> Option<u32> {
        if self.ways[state as usize].atoms & bit(atom) == 0 {
            return None;
        }
        self.edges.get(&(state, atom)).copied()
    }

    pub(super) fn any(&self, state: u32) -> Option<u32> {
        self.ways[state as usize].any
    }

    pub(super) fn goes_on(&self, state: u32) -> bool {
        let way = &self.ways[state as usize];
        way.atoms != 0 || way.any.is_some()
    }

    /// The phrases that end in `state` and call for a look at their rule.
    pub(super) fn calling(&self, state: u32) -> &[Output] {
        let state = &self.states[state as usize];
        &state.outputs[..state.n_calling]
    }

    /// The others that end there, by rule.
    pub(super) fn waiting(&self, state: u32) -> &[Output] {
        let state = &self.states[state as usize];
        &state.outputs[state.n_calling..]
    }

    fn child(&mut self, state: u32, place: Place) -> u32 {
        let fresh = u32::try_from(self.states.len()).expect("fewer than 2^32 states");
        let way = &mut self.ways[state as usize];
        let to = match place {
            Place::Any => *way.any.get_or_insert(fresh),
            Place::Atom(atom) => {
                way.atoms |= bit(atom);
                *self.edges.entry((state, atom)).or_insert(fresh)
            }
        };
        if to == fresh {
            self.states.push(State::default());
            self.ways.push(Way::default());
        }
        to
    }
}

fn bit(atom: u32) -> u64 {
    1 << (atom % u64::BITS)
}
