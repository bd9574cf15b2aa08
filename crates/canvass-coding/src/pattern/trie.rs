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
    outputs: Vec<Output>,
    any: Option<u32>,
    goes_on: bool,
}

#[derive(Debug)]
pub(super) struct Trie {
    states: Vec<State>,
    /// Next state of the root by atom; beginnings are looked up at every token.
    first: Vec<Option<u32>>,
    edges: FxHashMap<(u32, u32), u32>,
}

impl Default for Trie {
    fn default() -> Self {
        Self { states: vec![State::default()], first: Vec::new(), edges: FxHashMap::default() }
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

    /// Makes the table of beginnings, once everything is inserted.
    pub(super) fn finish(&mut self, n_atoms: usize) {
        self.first = (0u32..).take(n_atoms).map(|atom| self.edges.get(&(ROOT, atom)).copied()).collect();
    }

    pub(super) fn first(&self, atom: u32) -> Option<u32> {
        self.first[atom as usize]
    }

    pub(super) fn next(&self, state: u32, atom: u32) -> Option<u32> {
        self.edges.get(&(state, atom)).copied()
    }

    pub(super) fn any(&self, state: u32) -> Option<u32> {
        self.states[state as usize].any
    }

    pub(super) fn goes_on(&self, state: u32) -> bool {
        self.states[state as usize].goes_on
    }

    pub(super) fn outputs(&self, state: u32) -> &[Output] {
        &self.states[state as usize].outputs
    }

    fn child(&mut self, state: u32, place: Place) -> u32 {
        let fresh = u32::try_from(self.states.len()).expect("fewer than 2^32 states");
        let from = &mut self.states[state as usize];
        from.goes_on = true;
        let to = match place {
            Place::Any => *from.any.get_or_insert(fresh),
            Place::Atom(atom) => *self.edges.entry((state, atom)).or_insert(fresh),
        };
        if to == fresh {
            self.states.push(State::default());
        }
        to
    }
}
