//! Laws of the way to OpenTelemetry and back.
use agentmon_core::sketch::{MAX_SPAN, OtelError};
use serde_json::{Value, json};

use super::*;

fn read(point: &Value) -> Result<Sketch, OtelError> {
    Sketch::from_otel(&point.to_string())
}

/// A data point as libraries write it, with numbers as numbers.
fn point() -> Value {
    json!({
        "attributes": [{"key": "queue", "value": {"stringValue": "mail"}}],
        "startTimeUnixNano": "1700000000000000000", "timeUnixNano": "1700000060000000000",
        "scale": 3, "count": 12, "sum": 31.5, "min": 0.0, "max": 9.5, "zeroCount": 2, "zeroThreshold": 0,
        "positive": {"offset": 0, "bucketCounts": [1, 0, 3, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]},
        "flags": 0, "exemplars": []
    })
}

/// JSON has no numbers for NaN and the infinities.
fn double(x: f64) -> Value {
    if x.is_finite() { json!(x) } else { json!(x.to_string()) }
}

proptest! {
    #[test]
    fn there_and_back(sketch in any_sketch()) {
        let point = sketch.to_otel();
        let back = read(&point).expect("its own point");
        let mut same = sketch.clone();
        same.downscale_to(back.scale());
        prop_assert_eq!(&back, &same);
        prop_assert_eq!(back.to_otel(), point);
        // Only the finest scales have more buckets than one writes.
        prop_assert!(back.scale() == sketch.scale() || back.scale() >= 5);
        prop_assert_eq!(Sketch::decode(&back.encode()), Ok(back));
    }

    #[test]
    fn what_is_left_out_is_within_the_error(
        values in any_values(), scale in -3..=12_i8, with in prop::collection::vec(any::<bool>(), 4),
    ) {
        let mut exact = sketch_of(&values);
        exact.downscale_to(scale);
        let mut point = exact.to_otel();
        for (name, keep) in ["min", "max", "sum", "count"].iter().zip(&with) {
            if !keep {
                point.as_object_mut().expect("an object").remove(*name);
            }
        }
        let sketch = read(&point).expect("a point");
        prop_assert_eq!((sketch.count(), sketch.scale()), (exact.count(), exact.scale()));
        prop_assert!(sketch.positive().eq(exact.positive()) && sketch.negative().eq(exact.negative()));
        let near = |found: Option<f64>, value: Option<f64>| {
            let (found, value) = (found.expect("not empty"), value.expect("not empty"));
            (found - value).abs() <= exact.error() * value.abs() * (1.0 + 1e-9) + 1e-322
        };
        prop_assert!(near(sketch.min(), exact.min()) && near(sketch.max(), exact.max()));
        let magnitude = exact.magnitude() * 1.000_001 + 1e-300;
        prop_assert!((sketch.sum() / 2.0 - exact.sum() / 2.0).abs() <= sketch.error() * magnitude / 2.0 || exact.sum().abs() == f64::MAX);
        for q in [0.0, 0.1, 0.5, 0.99, 1.0] {
            let (found, value) = (sketch.quantile(q).expect("in range"), exact.quantile(q).expect("in range"));
            // Each is within the error of the truth, as far as they are alike.
            let bound = 2.0 * exact.error() * value.unwrap_or(0.0).abs().max(found.unwrap_or(0.0).abs()) * 1.01 + 1e-321;
            let spread = exact.max().zip(exact.min()).is_some_and(|(max, min)| min < 0.0 && max > 0.0);
            prop_assert!(spread || (found.unwrap_or(0.0) - value.unwrap_or(0.0)).abs() <= bound, "{q}: {found:?} {value:?}");
        }
        prop_assert_eq!(Sketch::decode(&sketch.encode()), Ok(sketch));
    }

    #[test]
    fn any_point_fails_or_makes_sense(
        scale in prop_oneof![-12..=25_i32, any::<i32>()],
        offsets in (prop_oneof![-60..60_i32, any::<i32>()], prop_oneof![-60..60_i32, any::<i32>()]),
        positive in prop::collection::vec(prop_oneof![3 => 0..5_u64, 1 => any::<u64>()], 0..6),
        negative in prop::collection::vec(0..3_u64, 0..4),
        zeros in 0..3_u64,
        threshold in prop_oneof![Just(0.0), Just(1e-40), any::<f64>()],
        stated in prop::collection::vec(prop::option::of(prop_oneof![-3.0..3.0, any::<f64>()]), 3),
    ) {
        let mut point = json!({
            "scale": scale, "zero_count": zeros.to_string(),
            "positive": {"offset": offsets.0, "bucket_counts": positive},
            "negative": {"offset": offsets.1, "bucketCounts": negative},
        });
        point["zero_threshold"] = double(threshold);
        for (name, value) in ["min", "max", "sum"].iter().zip(stated) {
            point[*name] = value.map_or(Value::Null, double);
        }
        if let Ok(sketch) = read(&point) {
            assert_sane(&sketch.encode());
            prop_assert_eq!(Sketch::decode(&sketch.encode()), Ok(sketch));
        }
    }

    #[test]
    fn noise_never_panics(text in "[ \\[\\]{}:,\"a-z0-9.eE+-]{0,60}") {
        let _ = Sketch::from_otel(&text);
        let _ = Sketch::from_otel(&format!("{{\"positive\":{{\"bucketCounts\":[{text}]}}}}"));
    }
}

#[test]
fn a_library_s_point_is_read() {
    let sketch = read(&point()).expect("a point");
    assert_eq!((sketch.scale(), sketch.count(), sketch.zeros(), sketch.sum()), (3, 12, 2, 31.5));
    assert_eq!((sketch.min(), sketch.max()), (Some(0.0), Some(9.5)));
    assert_eq!(sketch.positive().collect::<Vec<_>>(), [(0, 1), (2, 3), (8, 4), (25, 2)]);
    let snake = point()
        .to_string()
        .replace("zeroC", "zero_c")
        .replace("zeroT", "zero_t")
        .replace("bucketC", "bucket_c");
    assert_eq!(Sketch::from_otel(&snake).as_ref(), Ok(&sketch));
    let strings = json!({"scale": "3", "count": "12", "sum": "31.5", "min": 0, "max": 9.5, "zeroCount": "2.0",
        "positive": {"offset": -0.0, "bucketCounts": point()["positive"]["bucketCounts"]}, "negative": null});
    assert_eq!(read(&strings), Ok(sketch));
    for empty in
        [json!({"scale": 0}), json!({"count": "0"}), json!({"zeroCount": 0}), json!({"positive": {}})]
    {
        assert_eq!(read(&empty), Ok(Sketch::with_scale(0)), "{empty}");
    }
    assert_eq!(Sketch::new().to_otel(), json!({"scale": 5, "count": "0", "sum": 0.0, "zeroCount": "0"}));
    assert_eq!(read(&Sketch::new().to_otel()), Ok(Sketch::new()));
}

#[test]
fn a_point_at_odds_with_itself_is_refused() {
    let with = |name: &str, value: Value| {
        let mut point = point();
        point[name] = value;
        read(&point)
    };
    assert_eq!(with("count", json!(13)), Err(OtelError::Count { stated: 13, found: 12 }));
    assert_eq!(with("scale", json!(-11)), Err(OtelError::TooCoarse(-11)));
    assert_eq!(with("min", json!(1.0)), Err(OtelError::Extreme("min", 1.0)));
    assert_eq!(with("min", json!(-1.0)), Err(OtelError::Extreme("min", -1.0)));
    assert_eq!(with("max", json!(20.0)), Err(OtelError::Extreme("max", 20.0)));
    assert_eq!(with("sum", json!(500.0)), Err(OtelError::Sum(500.0)));
    assert_eq!(with("zeroThreshold", json!(0.5)), Err(OtelError::ZeroThreshold(0.5)));
    assert_eq!(with("zeroThreshold", json!(-1.0)), Err(OtelError::ZeroThreshold(-1.0)));
    for bad in ["NaN", "Infinity", "-Infinity", "1e999"] {
        assert_eq!(with("sum", json!(bad)), Err(OtelError::NotFinite("sum")));
        assert_eq!(with("max", json!(bad)), Err(OtelError::NotFinite("max")));
    }
    let positive =
        |offset: i64, counts: Value| with("positive", json!({"offset": offset, "bucketCounts": counts}));
    assert_eq!(positive(i32::MAX.into(), json!([1])), Err(OtelError::Count { stated: 12, found: 3 }));
    assert!(matches!(
        positive(0, json!(["18446744073709551615", 1])),
        Err(OtelError::Sketch(SketchError::TooManyValues))
    ));
    for bad in [
        json!([-1]),
        json!([1.5]),
        json!(["x"]),
        json!([null]),
        json!([[1]]),
        json!({}),
        json!("1"),
        json!(["-0.5"]),
    ] {
        assert!(matches!(positive(0, bad.clone()), Err(OtelError::Malformed(_))), "{bad}");
    }
    assert!(matches!(positive(1 << 31, json!([1])), Err(OtelError::Malformed(_))));
    for bad in ["", "null", "[]", "5", "{", "{}{}", "[3, 12]"] {
        assert!(matches!(Sketch::from_otel(bad), Err(OtelError::Malformed(_))), "{bad}");
    }
    let metric = json!({"dataPoints": [point()], "aggregationTemporality": 2});
    for bad in [
        json!({}),
        json!({"scale": null, "count": null}),
        json!({"timeUnixNano": "1", "attributes": []}),
        json!({"sum": 1, "min": 1, "max": 1}),
        metric.clone(),
        json!({"name": "m", "unit": "ms", "exponentialHistogram": metric}),
        json!({"name": "m", "exponential_histogram": metric}),
        json!({"name": "m", "sum": {"dataPoints": []}}),
        json!({"name": "m", "gauge": {"dataPoints": []}, "count": 0}),
        json!({"resourceMetrics": [{"scopeMetrics": [{"metrics": []}]}]}),
        json!({"count": "0", "sum": 0, "bucketCounts": [], "explicitBounds": []}),
        json!({"count": "0", "quantileValues": []}),
        json!({"scale": 0, "asDouble": 1.5}),
    ] {
        assert!(matches!(read(&bad), Err(OtelError::Malformed(_))), "{bad}");
    }
    let deep = format!("{{\"scale\": 0, \"attributes\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(Sketch::from_otel(&deep), Ok(Sketch::with_scale(0)), "skipped without recursion");
}

#[test]
fn sizes_are_bounded() {
    let point = |scale: i32, offset: i32, counts: Vec<u64>| {
        read(&json!({"scale": scale, "positive": {"offset": offset, "bucketCounts": counts}}))
    };
    assert!(
        matches!(point(5, 0, vec![0; MAX_SPAN + 1]), Err(OtelError::Malformed(text)) if text.contains("131072"))
    );
    assert_eq!(point(0, 1024, vec![1]), Err(OtelError::OutOfRange(1024, 0)));
    assert_eq!(point(20, i32::MIN, vec![1]), Err(OtelError::OutOfRange(i32::MIN.into(), 20)));
    // More buckets than a sketch has: coarser, and it says so.
    let many = point(12, 0, vec![1; 10_000]).expect("a point");
    assert!(many.buckets() <= MAX_BUCKETS && many.count() == 10_000 && many.scale() == 9);
    // A finer scale than a sketch has.
    let fine = point(23, 80, vec![1, 1, 2]).expect("a point");
    assert_eq!((fine.scale(), fine.positive().collect::<Vec<_>>()), (20, vec![(10, 4)]));
    assert_eq!(point(i32::MAX, i32::MAX, vec![1]).map(|sketch| sketch.scale()), Ok(20));
    // A bucket between two subnormal numbers holds none.
    assert_eq!(point(5, -1074 * 32, vec![1]), Err(OtelError::OutOfRange(-1074 * 32, 5)));
    // Two values that are two thousand million buckets apart.
    let mut far = Sketch::with_scale(20);
    for value in [1e-300, 1e300] {
        far.add(value).expect("finite");
    }
    let back = read(&far.to_otel()).expect("its own point");
    assert_eq!((back.scale(), back.min(), back.max(), back.sum()), (6, far.min(), far.max(), far.sum()));
}

#[test]
fn a_value_beside_its_bucket_is_moved() {
    // Libraries that take a logarithm put 8 into either bucket.
    let point = |sum: f64| json!({"scale": 0, "count": 2, "sum": sum, "min": 8.0, "max": 8.0, "positive": {"offset": 3, "bucketCounts": [2]}});
    let sketch = read(&point(16.0)).expect("a point");
    assert_eq!(
        (sketch.min(), sketch.max(), sketch.count()),
        (Some(8.0_f64.next_up()), Some(8.0_f64.next_up()), 2)
    );
    assert!((sketch.sum() - 16.0).abs() < 1e-14);
    assert_eq!(read(&point(32.0)), Err(OtelError::Sum(32.0)));
}
