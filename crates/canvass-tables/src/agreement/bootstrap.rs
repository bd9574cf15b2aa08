//! Intervals by drawing the responses again, always in the same way.

/// Samples drawn.
const DRAWS: usize = 1000;
/// Fixed, so that the same gold gives the same interval.
const SEED: u64 = 0x5EED_CA57;

/// The middle 95 of 100 values of `figure` over samples of `n` responses, each as large as all of them.
///
/// A response is drawn with all its units, since those of one letter are not independent.
/// `figure` takes how often each response was drawn. None where it is undefined for most samples.
pub(crate) fn interval(n: usize, figure: impl Fn(&[u32]) -> Option<f64>) -> Option<(f64, f64)> {
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut values: Vec<f64> = Vec::with_capacity(DRAWS);
    let mut weights = vec![0; n];
    for _ in 0..if n > 1 { DRAWS } else { 0 } {
        weights.fill(0);
        (0..n).for_each(|_| weights[random.usize(..n)] += 1);
        values.extend(figure(&weights));
    }
    if values.len() <= DRAWS / 2 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let last = values.len() - 1;
    Some((values[last * 25 / 1000], values[last * 975 / 1000]))
}

#[cfg(test)]
mod tests {
    use super::interval;

    /// Share of the first half among what was drawn.
    fn share(weights: &[u32]) -> Option<f64> {
        let half: u32 = weights[..weights.len() / 2].iter().sum();
        let all: u32 = weights.iter().sum();
        (all > 0).then(|| f64::from(half) / f64::from(all))
    }

    #[test]
    fn intervals_are_those_of_a_proportion() {
        // Of 400 draws, half: standard error 0.025, so about 0.45 to 0.55.
        let (low, high) = interval(400, share).expect("defined");
        assert!((low - 0.451).abs() < 0.01 && (high - 0.549).abs() < 0.01, "{low} {high}");
    }

    #[test]
    fn the_same_comes_out_again() {
        assert_eq!(interval(50, share), interval(50, share));
    }

    #[test]
    fn one_response_gives_no_interval() {
        assert_eq!(interval(1, share), None);
        assert_eq!(interval(9, |_| None), None);
    }
}
