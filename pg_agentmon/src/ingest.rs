//! The write path: ids and stamps. Declared in `sql/extension/10_ingest.sql`.
use agentmon_core::stamp::{self, Installation};
use pgrx::prelude::*;
use std::cell::{Cell, RefCell};

use crate::error::{Report, raise};
use crate::memory::{
    applies_replication, database_id, is_in_transaction_block, next_transaction_id, now_micros,
    strong_random, system_identifier, table_id, top_transaction_id, watch_tables,
};

/// Random bytes are fetched this many at a time: a call to the generator costs more than an insert should.
const RANDOM_BUFFER: usize = 4096;

struct Ids {
    random: Vec<u8>,
    last: u128,
}

thread_local! {
    static IDS: RefCell<Ids> = const { RefCell::new(Ids { random: Vec::new(), last: 0 }) };
}

/// UUID version 7: milliseconds, then 12 bits of their fraction, so that ids rise within a session and index
/// pages fill up from one end.
#[pg_extern(sql = false)]
fn uuid_v7() -> pgrx::Uuid {
    // PostgreSQL counts from 2000, RFC 9562 from 1970.
    let micros = now_micros() + 946_684_800_000_000;
    let (millis, fraction) =
        (micros.div_euclid(1000) as u128, (micros.rem_euclid(1000) as u128 * 4096) / 1000);
    let id = IDS.with_borrow_mut(|ids| {
        if ids.random.len() < 8 {
            ids.random = strong_random(RANDOM_BUFFER);
        }
        let mut tail = 0_u128;
        for byte in ids.random.drain(ids.random.len() - 8..) {
            tail = tail << 8 | u128::from(byte);
        }
        let time = (millis & 0xffff_ffff_ffff) << 80 | 0x7 << 76 | fraction << 64;
        let mut id = time | 0b10 << 62 | (tail & 0x3fff_ffff_ffff_ffff);
        // Within a microsecond, or when the clock was set back, go on from the last one.
        if id <= ids.last {
            id = next(ids.last);
        }
        ids.last = id;
        id
    });
    pgrx::Uuid::from_bytes(id.to_be_bytes())
}

/// The next id, leaving version and variant as they are.
fn next(id: u128) -> u128 {
    let low = (id & 0x3fff_ffff_ffff_ffff) + 1;
    if low >> 62 == 0 {
        return id & !0x3fff_ffff_ffff_ffff | low;
    }
    let high = (id >> 64) + 1;
    let high = if high >> 12 & 0xf == 7 { high } else { high - (1 << 12) + (1 << 16) };
    high << 64 | 0b10 << 62
}

/// The tag of this installation, as long as nobody changes what it is made of.
#[derive(Clone, Copy)]
struct KnownTag {
    tag: Option<i32>,
    watches: bool,
    /// Counts what changed: a change while the tag is being made leaves it unknown.
    changes: u64,
}

thread_local! {
    static TAG: Cell<KnownTag> = const { Cell::new(KnownTag { tag: None, watches: false, changes: 0 }) };
}

fn forget_tag() {
    let known = TAG.get();
    TAG.set(KnownTag { tag: None, changes: known.changes.wrapping_add(1), ..known });
}

/// The installation in 15 bits, so that a stamp is a positive bigint.
#[pg_extern(sql = false)]
fn cluster_tag() -> i32 {
    TAG.get().tag.unwrap_or_else(new_tag)
}

#[cold]
fn new_tag() -> i32 {
    if !TAG.get().watches {
        watch_tables(forget_tag);
        TAG.set(KnownTag { watches: true, ..TAG.get() });
    }
    let before = TAG.get();
    let installation = Installation {
        system: system_identifier(),
        database: database_id(),
        cursors: table_id(c"monitoring", c"consumer_cursors"),
    };
    let tag = installation.tag();
    let now = TAG.get();
    if now.changes == before.changes {
        TAG.set(KnownTag { tag: Some(tag), ..now });
    }
    tag
}

#[pg_extern(sql = false)]
fn adopted_tag() -> i32 {
    stamp::adopted(cluster_tag())
}

fn stamp_of(transaction: u64) -> i64 {
    stamp::stamp(cluster_tag(), transaction)
}

#[pg_extern(sql = false)]
fn row_stamp() -> Option<i64> {
    top_transaction_id(true).map(stamp_of)
}

#[pg_extern(sql = false)]
fn row_stamp_if_assigned() -> Option<i64> {
    top_transaction_id(false).map(stamp_of)
}

#[pg_extern(sql = false)]
fn in_transaction_block() -> bool {
    is_in_transaction_block()
}

#[pg_extern(sql = false)]
fn clean_json(json: &str) -> String {
    agentmon_core::json_text::clean(json)
}

/// Nearly every row has the stamp of its transaction. Others were made elsewhere or before, and move or come back.
#[pg_extern(sql = false)]
fn check_stamp(stamp: i64) -> bool {
    top_transaction_id(false).map(stamp_of) == Some(stamp) || check_strange_stamp(stamp)
}

/// A subscriber stamps what it receives itself: by the stamps of the publisher nobody here could tell what is new.
/// Stamps of the future would be new at each look, until a transaction has that id.
#[cold]
fn check_strange_stamp(stamp: i64) -> bool {
    if applies_replication() {
        raise(
            Report::new(PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE, "a replicated row brings its stamp along")
                .detail("Each database stamps its rows itself; by foreign stamps nobody could tell which of them are new.")
                .hint("Leave the column stamp out of the publication: give it a list of the other columns."),
        );
    }
    if stamp::is_of_the_future(stamp, cluster_tag(), next_transaction_id()) {
        raise(
            Report::new(
                PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
                "a row brings a stamp along that no transaction of this database has made yet",
            )
            .detail("It comes from a copy of this server, or from one with the same tag.")
            .hint("Leave the column stamp out where the row is inserted: it is then stamped here, and counts as new."),
        );
    }
    true
}
