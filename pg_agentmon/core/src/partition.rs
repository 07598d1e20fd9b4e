//! The bounds of a partition by ranges of time, out of what the catalogue has of it.
//!
//! PostgreSQL writes them down as a tree of nodes in text, of which this reads what it needs. To have them put into SQL,
//! and that taken apart again, takes twenty times as long, and a refresh asks for those of each partition several times.

/// A time in microseconds since 2000; the first and the last one that there are stand for no bound.
pub type Bound = i64;

/// Lower and upper bound of `FOR VALUES FROM … TO …` over one column of type timestamptz; `None` for the default
/// partition, and for what is something else.
#[must_use]
pub fn bounds(tree: &str) -> Option<(Bound, Bound)> {
    let (_, rest) = tree.split_once(":lowerdatums (")?;
    let (lower, upper) = rest.split_once(":upperdatums (")?;
    Some((bound(lower)?, bound(upper)?))
}

/// The OID of timestamptz.
const TIMESTAMPTZ: &str = "1184";

fn bound(datum: &str) -> Option<Bound> {
    match field(datum, ":kind ")? {
        "-1" => return Some(i64::MIN),
        "1" => return Some(i64::MAX),
        "0" if field(datum, ":consttype ")? == TIMESTAMPTZ => {}
        _ => return None,
    }
    // The bytes of the value in memory, as signed numbers.
    let (_, rest) = datum.split_once(":constvalue 8 [ ")?;
    let (numbers, rest) = rest.split_once(" ]")?;
    if rest.contains(":constvalue ") {
        // Of several columns.
        return None;
    }
    let mut bytes = [0; 8];
    let mut numbers = numbers.split(' ');
    for byte in &mut bytes {
        *byte = numbers.next()?.parse::<i8>().ok()? as u8;
    }
    numbers.next().is_none().then_some(i64::from_ne_bytes(bytes))
}

fn field<'a>(datum: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = datum.split_once(name)?;
    rest.split([' ', '}', ')']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = "{PARTITIONRANGEDATUM :kind 0 :value {CONST :consttype 1184 :consttypmod -1 :constcollid 0 \
        :constlen 8 :constbyval true :constisnull false :location 100 :constvalue 8 [ NUMBERS ]} :location 100}";

    fn tree(lower: &str, upper: &str) -> String {
        format!(
            "{{PARTITIONBOUNDSPEC :strategy r :is_default false :modulus 0 :remainder 0 :listdatums <> \
             :lowerdatums ({lower}) :upperdatums ({upper}) :location 94}}"
        )
    }

    #[test]
    fn bounds_are_read() {
        let value = |numbers| VALUE.replace("NUMBERS", numbers);
        let (from, to) = (value("0 -128 97 -96 73 4 3 0"), value("0 -32 56 -66 93 4 3 0"));
        // 2026-11-28 and 2026-11-29, on a machine that has the lowest byte first.
        if cfg!(target_endian = "little") {
            assert_eq!(bounds(&tree(&from, &to)), Some((849_139_200_000_000, 849_225_600_000_000)));
        }
        let open = |kind| format!("{{PARTITIONRANGEDATUM :kind {kind} :value <> :location 111}}");
        assert_eq!(bounds(&tree(&open("-1"), &open("1"))), Some((i64::MIN, i64::MAX)));
    }

    #[test]
    fn what_is_something_else_has_none() {
        let default = "{PARTITIONBOUNDSPEC :strategy r :is_default true :modulus 0 :remainder 0 :listdatums <> \
            :lowerdatums <> :upperdatums <> :location 1090}";
        let value = VALUE.replace("NUMBERS", "0 0 0 0 0 0 0 0");
        for tree in [
            default.to_owned(),
            String::new(),
            tree(&value.replace("1184", "23"), &value),
            tree(&format!("{value} {value}"), &value),
            tree(&value.replace("[ 0", "[ 300"), &value),
            tree(&value.replace("[ 0", "[ 0 0"), &value),
        ] {
            assert_eq!(bounds(&tree), None, "{tree}");
        }
    }
}
