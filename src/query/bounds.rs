//! What surely and what perhaps satisfies a part of a query, as numbers of records, and how parts are joined.
//!
//! Which records these are, and how what is in doubt is decided, is not known here.

use roaring::RoaringBitmap;

/// The records that surely and that perhaps satisfy something; the first are among the second.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds {
    pub(super) sure: RoaringBitmap,
    pub(super) perhaps: RoaringBitmap,
}

impl Bounds {
    /// Where nothing is in doubt.
    pub(super) fn exactly(set: RoaringBitmap) -> Bounds {
        Bounds { sure: set.clone(), perhaps: set }
    }

    /// What is in both.
    pub(super) fn and(mut self, other: &Bounds) -> Bounds {
        self.sure &= &other.sure;
        self.perhaps &= &other.perhaps;
        self
    }

    /// What is in either.
    pub(super) fn or(mut self, other: &Bounds) -> Bounds {
        self.sure |= &other.sure;
        self.perhaps |= &other.perhaps;
        self
    }

    /// What of `all` is not in them.
    pub(super) fn not(self, all: &RoaringBitmap) -> Bounds {
        Bounds { sure: all - self.perhaps, perhaps: all - self.sure }
    }
}
