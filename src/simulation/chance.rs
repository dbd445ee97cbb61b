//! Chance that can be repeated: the same seed and the same subject give the same numbers on every machine, for good.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of numbers of its own for each subject, so that a change in one place does not shift all others.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of `about` under `seed`.
    pub fn new(seed: u64, about: &str) -> Chance {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        // FNV-1a, 64 bits: short, public and fixed.
        let stream = about
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
        rng.set_stream(stream);
        Chance(rng)
    }

    /// A whole number from 0 up to but without `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.0.next_u64()) * n as u128;
        usize::try_from(wide >> 64).expect("less than n")
    }

    /// A whole number between both, both included; `low` is not above `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(usize::try_from(high - low).expect("low is not above high") + 1) as i64
    }

    /// Is it one of the `share` in a hundred?
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// Puts them into an order of chance.
    pub fn shuffle<T>(&mut self, of: &mut [T]) {
        for i in (1..of.len()).rev() {
            of.swap(i, self.below(i + 1));
        }
    }

    /// The weights, each up to `spread` percent more or less.
    pub fn jitter(&mut self, weights: &[i64], spread: i64) -> Vec<i64> {
        weights.iter().map(|w| w * self.between(100 - spread, 100 + spread)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written down once: were these to change, every simulated province would.
    #[test]
    fn stays_the_same_for_good() {
        let mut chance = Chance::new(1, "a");
        let drawn: Vec<i64> = (0..6).map(|_| chance.between(0, 999)).collect();
        let mut again = Chance::new(1, "a");
        assert_eq!(drawn, (0..6).map(|_| again.between(0, 999)).collect::<Vec<i64>>());
        assert_ne!(drawn, (0..6).map(|_| Chance::new(1, "b").between(0, 999)).collect::<Vec<i64>>());
        assert_eq!(chance.below(0), 0);
    }
}
