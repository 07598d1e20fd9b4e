//! The values of a cell. In a fleet most minutes of a series have one row, and need no sketch for it; of logs none has
//! any.
use allocator_api2::alloc::Allocator;
use allocator_api2::boxed::Box;

use crate::sketch::{DEFAULT_SCALE, Sketch, SketchError};

/// The values of a cell, as small as they can be held.
#[derive(Debug)]
pub enum Held<A: Allocator + Clone> {
    /// No value.
    Nothing,
    /// One value: finite, and not minus zero.
    One(f64),
    /// A sketch of any number of values.
    Sketch(Box<Sketch<A>, A>),
}

/// Fewer values than that grow at little cost, and the next cell may have one or none.
const MANY: u64 = 8;

/// What precedes the value in the bytes of a sketch that has one.
pub(super) const ONE_VALUE: [u8; 3] = [1, 1, DEFAULT_SCALE as u8];

impl<A: Allocator + Clone> Held<A> {
    /// Adds a value; `alloc` is where a sketch takes its memory from, likewise below.
    ///
    /// # Errors
    /// As [`Sketch::add`].
    #[inline(always)]
    pub fn add(&mut self, value: f64, alloc: &A) -> Result<(), SketchError> {
        match self {
            Self::Sketch(sketch) => sketch.add(value),
            _ => self.add_to_few(value, alloc),
        }
    }

    #[inline(never)]
    fn add_to_few(&mut self, value: f64, alloc: &A) -> Result<(), SketchError> {
        match self {
            Self::Nothing if value.is_finite() => *self = Self::One(value + 0.0), // minus zero becomes zero
            _ => self.in_sketch(alloc, |sketch| sketch.add(value))?,
        }
        Ok(())
    }

    /// Has a sketch of what is held take in more, and holds it from then on; where it refuses, all stays as it was.
    fn in_sketch(
        &mut self,
        alloc: &A,
        take_in: impl FnOnce(&mut Sketch<A>) -> Result<(), SketchError>,
    ) -> Result<(), SketchError> {
        if let Self::Sketch(sketch) = self {
            return take_in(sketch);
        }
        let mut sketch = Sketch::new_in(alloc.clone());
        if let Self::One(value) = self {
            sketch.add(*value)?;
        }
        take_in(&mut sketch)?;
        *self = Self::Sketch(Box::new_in(sketch, alloc.clone()));
        Ok(())
    }

    /// An empty one that has room for what this one holds, where that is not little; see [`Sketch::with_room_alike`].
    pub fn with_room_alike(&self) -> Self {
        match self {
            Self::Sketch(sketch) if sketch.count() >= MANY => {
                Self::Sketch(Box::new_in(sketch.with_room_alike(), sketch.allocator().clone()))
            }
            _ => Self::Nothing,
        }
    }

    /// Takes in what another one holds.
    ///
    /// # Errors
    /// As [`Sketch::merge`].
    pub fn merge<B: Allocator + Clone>(&mut self, other: &Held<B>, alloc: &A) -> Result<(), SketchError> {
        match other {
            Held::Nothing => Ok(()),
            Held::One(value) => self.add(*value, alloc),
            Held::Sketch(sketch) if sketch.count() == 0 => Ok(()),
            Held::Sketch(other) => self.in_sketch(alloc, |sketch| sketch.merge(other)),
        }
    }

    /// Takes in what [`Held::encode_into`] wrote.
    ///
    /// # Errors
    /// As [`Sketch::merge_encoded`].
    pub fn merge_encoded(&mut self, bytes: &[u8], alloc: &A) -> Result<(), SketchError> {
        if bytes.is_empty() {
            return Ok(());
        }
        match (one_value(bytes), &self) {
            (Some(value), Self::Nothing) => self.add(value, alloc),
            _ => self.in_sketch(alloc, |sketch| sketch.merge_encoded(bytes)),
        }
    }

    /// Appends the bytes of the sketch; none where there is no value.
    pub fn encode_into(&self, out: &mut Vec<u8>) {
        match self {
            Self::Nothing => {}
            Self::One(value) => {
                out.extend(ONE_VALUE);
                out.extend(value.to_le_bytes());
            }
            Self::Sketch(sketch) if sketch.count() == 0 => {}
            Self::Sketch(sketch) => sketch.encode_into(out),
        }
    }

    /// Sum, minimum and maximum, if there is a value.
    pub fn ends(&self) -> Option<(f64, f64, f64)> {
        match self {
            Self::Nothing => None,
            Self::One(value) => Some((*value, *value, *value)),
            Self::Sketch(sketch) => Some((sketch.sum(), sketch.min()?, sketch.max()?)),
        }
    }

    /// Bytes on the heap.
    pub fn heap_size(&self) -> usize {
        match self {
            Self::Sketch(sketch) => sketch.memory_size(),
            _ => 0,
        }
    }
}

/// The value of a sketch that has one, of the usual scale, from its bytes.
pub(super) fn one_value(sketch: &[u8]) -> Option<f64> {
    let value = sketch.strip_prefix(&ONE_VALUE)?;
    let value = f64::from_le_bytes(value.try_into().ok()?);
    // Others no sketch has; whoever reads the bytes as one will say so.
    (value.is_finite() && (value != 0.0 || value.is_sign_positive())).then_some(value)
}

#[cfg(test)]
mod tests {
    use allocator_api2::alloc::Global;
    use proptest::prelude::*;

    use super::*;

    fn held(values: &[f64]) -> Held<Global> {
        let mut held = Held::Nothing;
        values.iter().for_each(|value| held.add(*value, &Global).unwrap());
        held
    }

    fn sketch(values: &[f64]) -> Sketch {
        let mut sketch = Sketch::new();
        values.iter().for_each(|value| sketch.add(*value).unwrap());
        sketch
    }

    fn bytes(held: &Held<Global>) -> Vec<u8> {
        let mut out = Vec::new();
        held.encode_into(&mut out);
        out
    }

    fn values() -> impl Strategy<Value = Vec<f64>> {
        let value = prop_oneof![Just(0.0), Just(-0.0), Just(f64::MAX), Just(5e-324), -1e9..1e9_f64];
        prop::collection::vec(value, 0..5)
    }

    proptest! {
        #[test]
        fn it_holds_what_a_sketch_of_the_values_does(a in values(), b in values()) {
            let all = [a.clone(), b.clone()].concat();
            let mut merged = held(&a);
            merged.merge(&held(&b), &Global).unwrap();
            let mut read = held(&a);
            read.merge_encoded(&bytes(&held(&b)), &Global).unwrap();
            let mut whole = sketch(&a);
            whole.merge(&sketch(&b)).unwrap();
            for of in [&merged, &read] {
                if all.is_empty() {
                    prop_assert_eq!(of.ends(), None);
                    prop_assert_eq!(bytes(of), Vec::<u8>::new());
                } else {
                    prop_assert_eq!(Sketch::decode(&bytes(of)).unwrap().buckets(), whole.buckets());
                    let (sum, min, max) = of.ends().unwrap();
                    prop_assert_eq!((Some(min), Some(max)), (whole.min(), whole.max()));
                    prop_assert_eq!(sum, whole.sum());
                }
            }
            if let [value] = all[..] {
                prop_assert_eq!(bytes(&merged), sketch(&[value]).encode());
            }
        }
    }

    #[test]
    fn what_is_not_finite_is_refused_and_changes_nothing() {
        for values in [&[][..], &[1.0], &[1.0, 2.0]] {
            let mut of = held(values);
            for value in [f64::NAN, f64::INFINITY] {
                assert!(matches!(of.add(value, &Global), Err(SketchError::NotFinite(_))));
            }
            assert_eq!(bytes(&of), bytes(&held(values)));
        }
    }
}
