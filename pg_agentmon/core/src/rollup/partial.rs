//! A partial result on its way between parallel workers: an accumulator, or the bytes of one. Bytes are merged as they
//! are; making an accumulator of them first would cost more than the merge.
use std::borrow::Cow;

use allocator_api2::alloc::Allocator;
use allocator_api2::boxed::Box as ABox;
use allocator_api2::vec::Vec as AVec;

use super::{Plan, Rollup, RollupError};
use crate::bytes::Malformed;

/// An accumulator, or the bytes of one.
#[derive(Debug)]
pub enum Partial<A: Allocator + Clone> {
    /// One that takes rows and others in.
    Rollup(ABox<Rollup<A>, A>),
    /// What another worker has sent.
    Encoded(AVec<u8, A>),
}

impl<A: Allocator + Clone> Partial<A> {
    /// An empty accumulator.
    #[must_use]
    pub fn new_in(plan: &Plan, alloc: A) -> Self {
        Self::Rollup(ABox::new_in(Rollup::new_in(plan, alloc.clone()), alloc))
    }

    /// The bytes of an accumulator.
    pub fn encoded(bytes: &[u8], alloc: A) -> Self {
        let mut copy = AVec::with_capacity_in(bytes.len(), alloc);
        copy.extend_from_slice(bytes);
        Self::Encoded(copy)
    }

    /// An empty accumulator that follows the same plan.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] for bytes that are none.
    pub fn like(&self, alloc: A) -> Result<Self, RollupError> {
        let rollup = match self {
            Self::Rollup(rollup) => Rollup::like(rollup, alloc.clone()),
            Self::Encoded(bytes) => Rollup::like_encoded(bytes, alloc.clone())?,
        };
        Ok(Self::Rollup(ABox::new_in(rollup, alloc)))
    }

    /// The accumulator.
    ///
    /// # Errors
    /// [`RollupError::Malformed`] where it is bytes: those take nothing in.
    #[inline]
    pub fn rollup(&mut self) -> Result<&mut Rollup<A>, RollupError> {
        match self {
            Self::Rollup(rollup) => Ok(rollup),
            Self::Encoded(_) => Err(Malformed("bytes take in no rows").into()),
        }
    }

    /// Adds what this holds to an accumulator.
    ///
    /// # Errors
    /// As [`Rollup::merge`] and [`Rollup::merge_encoded`].
    pub fn merge_into<B: Allocator + Clone>(&self, sum: &mut Rollup<B>) -> Result<(), RollupError> {
        match self {
            Self::Rollup(rollup) => sum.merge(rollup),
            Self::Encoded(bytes) => sum.merge_encoded(bytes),
        }
    }

    /// The bytes.
    #[must_use]
    pub fn encode(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Rollup(rollup) => rollup.encode().into(),
            Self::Encoded(bytes) => bytes.as_slice().into(),
        }
    }

    /// The result, if there were any rows.
    ///
    /// # Errors
    /// As [`Rollup::roll_up`].
    pub fn roll_up(&self) -> Result<Option<Vec<u8>>, RollupError> {
        match self {
            Self::Rollup(rollup) if rollup.rows() == 0 => Ok(None),
            Self::Rollup(rollup) => rollup.roll_up().map(Some),
            Self::Encoded(bytes) => Rollup::decode(bytes)?.roll_up().map(Some),
        }
    }
}
