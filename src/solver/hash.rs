//! A small fast hash, the same on every machine, for tables that are only looked up and never walked.

use std::hash::{BuildHasherDefault, Hasher};

/// A table keyed by small numbers.
pub(crate) type Table<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Mixer>>;

/// Multiplies and folds.
#[derive(Default)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }
}

/// The hash of a list of numbers.
pub(super) fn of(values: impl IntoIterator<Item = u32>) -> u64 {
    let mut mixer = Mixer::default();
    for value in values {
        mixer.write_u32(value);
    }
    mixer.finish()
}
