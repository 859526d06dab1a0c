//! What is typed into the search line as the data know it: how it may go on, and what is wrong with it.
//!
//! The data are asked by a job after each change of the text; here stand the newest answer and the candidate that was put
//! into the line. What the data know, and how it is drawn, is not known here.

use crate::query::{Completion, QueryError};

use super::message::Ticket;

/// The newest answer about what is typed.
#[derive(Clone, Debug, Default)]
pub struct Completing {
    /// The request that is not answered yet; what stands here is about an earlier text until then.
    awaited: Option<Ticket>,
    completion: Option<Completion>,
    /// Which candidate stands in the line.
    put: Option<usize>,
    fault: Option<QueryError>,
}

impl Completing {
    /// How what is typed may go on, and which of the candidates stands in the line already.
    pub fn candidates(&self) -> Option<(&Completion, Option<usize>)> {
        self.completion.as_ref().map(|completion| (completion, self.put))
    }

    /// What the data find wrong with it.
    pub(super) fn fault(&self) -> Option<&QueryError> {
        self.fault.as_ref()
    }

    /// Whether the answer about what is typed now is still to come.
    pub(super) fn is_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    /// What is typed is another text, about which this request asks.
    pub(super) fn await_answer(&mut self, ticket: Ticket) {
        self.awaited = Some(ticket);
        // What was put is what was typed now.
        self.put = None;
        self.fault = None;
    }

    /// Takes the answer to the newest request.
    pub(super) fn take(&mut self, ticket: Ticket, completion: Option<Completion>, fault: Option<QueryError>) {
        if self.awaited == Some(ticket) {
            *self = Completing { awaited: None, completion, put: None, fault };
        }
    }

    /// Chooses the next candidate, or the one before, round at the end; where it stands in the text before the cursor,
    /// from this byte on, and what it is. `None` where nothing is known.
    pub(super) fn choose(&mut self, forward: bool) -> Option<(usize, &str)> {
        let completion = self.completion.as_ref().filter(|_| self.awaited.is_none())?;
        let last = completion.candidates.len().checked_sub(1)?;
        let at = match (self.put, forward) {
            (Some(at), true) => (at + 1) % (last + 1),
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
            (None, true) => 0,
            (None, false) => last,
        };
        self.put = Some(at);
        Some((completion.replaces.start, &completion.candidates[at].text))
    }

    /// Whether there are other candidates than the one that stands in the line.
    pub(super) fn has_others(&self) -> bool {
        self.completion.as_ref().is_some_and(|completion| completion.candidates.len() > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Candidate;

    fn completion(texts: &[&str]) -> Completion {
        let candidate = |text: &&str| Candidate { text: (*text).to_owned(), name: String::new(), events: Some(1) };
        Completion { replaces: 8..10, candidates: texts.iter().map(candidate).collect() }
    }

    #[test]
    fn the_next_one_comes_and_the_one_before_round_at_the_end() {
        let mut completing = Completing::default();
        assert_eq!(completing.choose(true), None);
        completing.await_answer(Ticket(1));
        completing.await_answer(Ticket(2));
        completing.take(Ticket(1), Some(completion(&["X"])), None);
        assert_eq!(completing.choose(true), None, "an older answer is of another text");
        completing.take(Ticket(2), Some(completion(&["KZ", "KG", "KR"])), None);
        for (forward, text) in [(true, "KZ"), (true, "KG"), (false, "KZ"), (false, "KR"), (true, "KZ")] {
            assert_eq!(completing.choose(forward), Some((8, text)));
        }
        completing.await_answer(Ticket(3));
        assert_eq!(completing.choose(true), None, "what is typed now is not known yet");
    }
}
