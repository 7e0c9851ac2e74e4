//! Linear models: hashed features in, the score of each class out.
//!
//! In: the features of one decision, as 32-bit hashes. Out: an integer score per class; the highest wins. The tagger asks
//! about "talks" after "the" with features such as (word, "talks") and (tag before, `DT`), and gets `NNS` on top.
//!
//! Weights are small integers, so a score is the same on every platform. A trained model is one stretch of bytes that is
//! used where it lies ([`Model`]); while training, `train/` keeps its own weights behind the same [`Scorer`].

mod hash;
mod packed;
mod slots;

pub use hash::{bytes_hash, feature, mix};
pub use packed::{Model, ONLY};
#[cfg(any(test, feature = "train"))]
pub use packed::{Row, pack};
pub(super) use slots::Slots;
#[cfg(any(test, feature = "train"))]
pub(super) use slots::pack as pack_slots;

/// Anything that scores classes by features: a packed model, or the weights of a model in training.
pub trait Scorer {
    /// Returns how many classes there are.
    fn classes(&self) -> usize;

    /// Adds to `scores`, one place per class, what each of `features` speaks for or against.
    fn add(&self, features: &[u32], scores: &mut [i32]);

    /// Returns the class with the highest score among those `allowed`, the first of equals; 0 when none is allowed.
    ///
    /// `scores` is room for one number per class and holds the scores afterwards.
    fn best(&self, features: &[u32], scores: &mut [i32], allowed: impl Fn(usize) -> bool) -> usize
    where
        Self: Sized,
    {
        scores.fill(0);
        self.add(features, scores);
        highest(scores, allowed)
    }
}

/// Returns the place of the highest score among those `allowed`, the first of equals; 0 when none is allowed.
pub fn highest(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = (0, i32::MIN);
    for (class, &score) in scores.iter().enumerate() {
        if score > best.1 && allowed(class) {
            best = (class, score);
        }
    }
    best.0
}
