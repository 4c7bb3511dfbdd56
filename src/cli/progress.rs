//! How far is a long run?

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use super::Talk;

/// How far a long run is: on a terminal only, after one second, and without the cases' names.
pub(super) struct Progress {
    all: usize,
    started: Instant,
    told: Instant,
    terminal: bool,
}

impl Progress {
    /// `beside` where the results do not come out between the lines of the progress.
    pub(super) fn new(all: usize, beside: bool) -> Self {
        let now = Instant::now();
        Self { all, started: now, told: now, terminal: beside && std::io::stderr().is_terminal() }
    }

    /// Says how far it is, once a second.
    pub(super) fn tell(&mut self, done: usize, talk: &Talk) {
        if !self.terminal || self.told.elapsed() < Duration::from_secs(1) {
            return;
        }
        self.told = Instant::now();
        let seconds = self.started.elapsed().as_secs().max(1);
        let rate = (done as u64 / seconds).max(1);
        let left = (self.all.saturating_sub(done)) as u64 / rate;
        talk.say(&format!("{done} of {} cases, {rate} a second, about {left} seconds left", self.all));
    }
}
