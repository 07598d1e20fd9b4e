//! Adding up sketches.

use allocator_api2::alloc::Allocator;

use super::reader::{Head, Reader};
use super::{Sketch, SketchError, saturating_sum};

impl<A: Allocator + Clone> Sketch<A> {
    /// Adds everything that `other` holds. The result is at the coarser of the two scales, or coarser still
    /// where the buckets need it; an empty sketch changes nothing.
    ///
    /// # Errors
    /// [`SketchError::TooManyValues`]; the sketch stays as it was.
    pub fn merge<B: Allocator + Clone>(&mut self, other: &Sketch<B>) -> Result<(), SketchError> {
        self.count_with(other.count)?;
        if other.count == 0 {
            if self.count == 0 {
                self.scale = self.scale.min(other.scale);
            }
            return Ok(());
        }
        if self.count == 0 {
            *self = other.clone_in(self.allocator().clone());
            return Ok(());
        }
        let &Sketch { scale, count, sum, min, max, zeros, .. } = other;
        let by = self.coarsen_for(scale);
        self.positive.merge(&other.positive, by);
        if let Some(theirs) = &other.negative {
            self.negative_store().merge(theirs, by);
        }
        self.take_in(&Head { scale, count, sum, min, max, zeros });
        Ok(())
    }

    /// Adds everything that the encoded sketch holds, as [`Sketch::merge`] after [`Sketch::decode`] would, but
    /// without making a sketch of it.
    ///
    /// # Errors
    /// Those of both. What is wrong may show only when some of the bytes have been added; so after an error the
    /// sketch is as it was, or empty.
    pub fn merge_encoded(&mut self, bytes: &[u8]) -> Result<(), SketchError> {
        let reader = Reader::new(bytes)?;
        let head = reader.head;
        if self.count == 0 && !(self.positive.has_window() && self.scale == head.scale) {
            let sketch = Self::decode_in(bytes, self.allocator().clone())?;
            if sketch.count == 0 {
                self.scale = self.scale.min(sketch.scale);
            } else {
                *self = sketch;
            }
            return Ok(());
        }
        // The counters add up to no more than this if the bytes are right, and are dropped if they are not.
        self.count_with(head.count)?;
        if head.count == 0 {
            return reader.buckets(|_, _| {}).map(drop);
        }
        let by = self.coarsen_for(head.scale);
        let read = reader.buckets(|negative, buckets| {
            let store = if negative { self.negative_store() } else { &mut self.positive };
            store.add_all(buckets, by);
        });
        if let Err(error) = read {
            *self = Self::new_in(self.allocator().clone());
            return Err(error);
        }
        self.take_in(&head);
        Ok(())
    }

    /// Forgets all values. Where there were many the room for them stays, for those that are likely to be alike.
    pub fn clear(&mut self) {
        let mut cleared = Self::new_in(self.allocator().clone());
        if self.scale == cleared.scale && self.positive.clear() {
            std::mem::swap(&mut cleared.positive, &mut self.positive);
        }
        *self = cleared;
    }

    /// Lets the scale fall to that of the buckets that are to be added; the result is by how much theirs must.
    fn coarsen_for(&mut self, scale: i8) -> u32 {
        self.downscale_to(scale);
        (scale - self.scale) as u32
    }

    /// Adds the rest when the buckets have been.
    fn take_in(&mut self, head: &Head) {
        self.count += head.count;
        self.zeros += head.zeros;
        self.sum = saturating_sum(self.sum, head.sum);
        self.min = self.min.min(head.min);
        self.max = self.max.max(head.max);
        self.collapse();
    }
}
