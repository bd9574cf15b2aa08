//! Runs other people's readers, which may panic on a damaged file: that costs the file, and nobody is told of a crash.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether a panic here is caught, and so none that anybody should see.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What `read` gives; nothing where it panics.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !GUARDED.get() {
                tell(what);
            }
        }));
    });
    let before = GUARDED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(before);
    outcome.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_outcome() {
        assert_eq!(guarded(|| 3), Some(3));
        assert_eq!(guarded(|| guarded(|| Vec::<u8>::new()[1])), Some(None));
        assert_eq!(guarded::<u8>(|| panic!("as readers do")), None);
    }
}
