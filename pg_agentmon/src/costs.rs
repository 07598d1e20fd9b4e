//! What executions cost. The prices of a model are looked up once and remembered by the session until any price is
//! changed: looking them up takes longer than the insert of a row. Declared in `sql/extension/47_prices.sql`.
use std::cell::RefCell;
use std::collections::HashMap;

use agentmon_core::price::{Price, Tokens, dollars, pick};
use pgrx::datum::{TimestampWithTimeZone, TryFromDatumError};
use pgrx::prelude::*;
use pgrx::{AnyNumeric, Uuid, spi};

use crate::error::{Report, raise};
use crate::memory::{forget_relation, keeps_one_snapshot, table_id, transaction_start, watch_relations};

/// So many models are remembered; with more, it begins anew.
const MOST_MODELS: usize = 1000;

#[derive(Default)]
struct Known {
    models: HashMap<String, Vec<Price>>,
    /// The table of prices; a change of another one is none of ours.
    table: u32,
    watches: bool,
    /// Counts what changed: what is looked up meanwhile is not kept.
    changes: u64,
    /// The transaction by whose one snapshot it was looked up, which may be older than a change.
    within: Option<i64>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Called when a relation has changed; 0 stands for any.
fn forget(relation: u32) {
    KNOWN.with_borrow_mut(|known| {
        if relation == 0 || relation == known.table {
            known.models.clear();
            known.changes = known.changes.wrapping_add(1);
        }
    });
}

/// Trigger of model_prices, for each statement: tells all sessions, when it commits.
#[pg_trigger(sql = false)]
fn forget_prices<'a>(
    trigger: &'a PgTrigger<'a>,
) -> Result<Option<PgHeapTuple<'a, impl WhoAllocated>>, PgTriggerError> {
    forget_relation(trigger.relation()?.oid().to_u32());
    Ok(trigger.new())
}

/// Trigger of agent_executions, for each row that comes without a cost: gives it the one that its tokens have by
/// model_prices at its time, and the id of the price. It does not raise: no row is lost for its price. In Rust, since
/// plpgsql and a pinned search_path take longer than all else that is done with the row.
#[pg_trigger(sql = false)]
fn price_execution<'a>(
    trigger: &'a PgTrigger<'a>,
) -> Result<Option<PgHeapTuple<'a, impl WhoAllocated>>, TryFromDatumError> {
    let Some(row) = trigger.new() else { return Ok(None) };
    let mut row = row.into_owned();
    let at: Option<TimestampWithTimeZone> = row.get_by_name("created_at")?;
    let tokens = |name: &str| row.get_by_name::<i64>(name);
    let input = tokens("input_tokens")?;
    let tokens = tokens_of(
        input,
        tokens("output_tokens")?,
        tokens("cache_read_tokens")?,
        tokens("cache_write_tokens")?,
        tokens("reasoning_tokens")?,
    );
    let model: Option<&str> = row.get_by_name("model_used")?;
    let priced = model.zip(at).zip(tokens).and_then(|((model, at), tokens)| {
        with_prices(model, |prices| {
            let price = pick(prices, tokens.input, at.into_inner())?;
            Some((price.cost(tokens)?, price.id))
        })
    });
    let cost = priced.and_then(|(cost, id)| Some((numeric(cost)?, id)));
    if let Some((cost, id)) = cost {
        row.set_by_name("cost_usd", cost)?;
        row.set_by_name("price_id", Uuid::from_bytes(id))?;
    }
    Ok(Some(row))
}

/// Without the input nobody knows the cost. No output is none.
fn tokens_of(
    input: Option<i64>,
    output: Option<i64>,
    cache_read: Option<i64>,
    cache_write: Option<i64>,
    reasoning: Option<i64>,
) -> Option<Tokens> {
    let or_none = |number: Option<i64>| number.unwrap_or(0);
    Some(Tokens {
        input: input?,
        output: or_none(output),
        cache_read: or_none(cache_read),
        cache_write: or_none(cache_write),
        reasoning: or_none(reasoning),
    })
}

/// Asks what is known of a model's prices, best first.
fn with_prices<T>(model: &str, ask: impl Fn(&[Price]) -> T) -> T {
    let answer = KNOWN.with_borrow_mut(|known| {
        if known.within.is_some_and(|within| within != transaction_start()) {
            known.models.clear();
            known.within = None;
        }
        known.models.get(model).map(|prices| ask(prices))
    });
    answer.unwrap_or_else(|| ask(&look_up(model)))
}

#[cold]
fn look_up(model: &str) -> Vec<Price> {
    let table = table_id(c"monitoring", c"model_prices");
    let changes = KNOWN.with_borrow_mut(|known| {
        if !std::mem::replace(&mut known.watches, true) {
            watch_relations(forget);
        }
        known.table = table;
        known.changes
    });
    let prices = read(model).unwrap_or_else(|error| {
        raise(Report::new(PgSqlErrorCode::ERRCODE_INTERNAL_ERROR, format!("prices cannot be read: {error}")))
    });
    KNOWN.with_borrow_mut(|known| {
        if known.changes == changes {
            if known.models.len() >= MOST_MODELS {
                known.models.clear();
            }
            if keeps_one_snapshot() {
                known.within = Some(transaction_start());
            }
            known.models.insert(model.to_owned(), prices.clone());
        }
    });
    prices
}

/// By a function that sees what has been committed by now, whatever the statement sees that asks.
fn read(model: &str) -> Result<Vec<Price>, spi::Error> {
    const QUERY: &str = "SELECT p.price_id, p.holds_from, p.above, p.input, p.output, p.cache_read, p.cache_write, p.reasoning
        FROM agentmon.prices_of_model($1) AS p";
    Spi::connect(|client| {
        let rows = client.select(QUERY, None, &[model.into()])?;
        let mut prices = Vec::with_capacity(rows.len());
        for row in rows {
            let mut rates = [None; 5];
            for (rate, column) in rates.iter_mut().zip(4..) {
                *rate = row.get::<i64>(column)?;
            }
            let (Some(id), Some(from), Some(above)) = (row.get::<Uuid>(1)?, row.get(2)?, row.get(3)?) else {
                continue;
            };
            prices.push(Price { id: *id.as_bytes(), from, above, rates });
        }
        Ok(prices)
    })
}

#[pg_extern(sql = false)]
fn price_at(
    model: Option<&str>,
    input_tokens: Option<i64>,
    at: Option<TimestampWithTimeZone>,
) -> Option<Uuid> {
    let (model, at) = (model?, at?.into_inner());
    with_prices(model, |prices| {
        pick(prices, input_tokens.unwrap_or(0), at).map(|price| Uuid::from_bytes(price.id))
    })
}

#[pg_extern(sql = false)]
fn cost_at(
    model: Option<&str>,
    at: Option<TimestampWithTimeZone>,
    input: Option<i64>,
    output: Option<i64>,
    cache_read: Option<i64>,
    cache_write: Option<i64>,
    reasoning: Option<i64>,
) -> Option<AnyNumeric> {
    let (model, at) = (model?, at?.into_inner());
    let tokens = tokens_of(input, output, cache_read, cache_write, reasoning)?;
    numeric(with_prices(model, |prices| pick(prices, tokens.input, at)?.cost(tokens))?)
}

fn numeric(cost: i128) -> Option<AnyNumeric> {
    AnyNumeric::try_from(dollars(cost).as_str()).ok()
}
