//! Numbers that look random and are the same on every machine: `SplitMix64` (Steele, Lea and Flood, 2014), whole numbers.

/// A stream of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    state: u64,
}

impl Numbers {
    /// The stream of one case: the same whatever other cases are drawn.
    #[must_use]
    pub fn of(seed: u64, case: u32) -> Self {
        let mut numbers = Self { state: seed };
        let start = numbers.next() ^ u64::from(case).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self { state: start }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number under a bound; 0 where the bound is 0.
    pub fn under(&mut self, bound: u32) -> u32 {
        // The top 32 bits times the bound: even to one part in four thousand million.
        let drawn = (self.next() >> 32) * u64::from(bound);
        u32::try_from(drawn >> 32).unwrap_or(0)
    }

    /// A number from least to most, both included.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.under(most.saturating_sub(least).saturating_add(1))
    }

    /// True so many times in a thousand.
    pub fn per_mille(&mut self, share: u32) -> bool {
        self.under(1000) < share
    }

    /// One of several, by shares; the place of the one drawn.
    pub fn pick(&mut self, shares: &[u32]) -> usize {
        let mut drawn = self.under(shares.iter().sum());
        for (at, share) in shares.iter().enumerate() {
            if drawn < *share {
                return at;
            }
            drawn -= share;
        }
        0
    }
}
