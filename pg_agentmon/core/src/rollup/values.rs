//! What a result and a segment say of values alike.

/// What is known of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// The sum.
    pub sum: f64,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// The bytes of the sketch.
    pub sketch: Vec<u8>,
}
