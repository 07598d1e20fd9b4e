//! When groups of alerts are told and looked at: hands the times to the core. Declared in
//! `sql/extension/55_groups.sql`.
use agentmon_core::group::{Heard, Look, Time};
use pgrx::prelude::*;

fn micros(time: Option<TimestampWithTimeZone>) -> Option<Time> {
    time.map(TimestampWithTimeZone::into_inner)
}

fn time(micros: Option<Time>) -> Option<TimestampWithTimeZone> {
    TimestampWithTimeZone::try_from(micros?).ok()
}

#[allow(clippy::too_many_arguments)]
#[pg_extern(sql = false)]
fn judge_turn(
    now: TimestampWithTimeZone,
    told_at: Option<TimestampWithTimeZone>,
    is_woken: Option<bool>,
    group_told_at: Option<TimestampWithTimeZone>,
    interval_before: Option<TimestampWithTimeZone>,
    interval_after: Option<TimestampWithTimeZone>,
    group_interval_after: Option<TimestampWithTimeZone>,
    repeat_at: Option<TimestampWithTimeZone>,
) -> TableIterator<'static, (name!(is_repeat, bool), name!(early_until, Option<TimestampWithTimeZone>))> {
    let heard = Heard {
        now: now.into_inner(),
        told_at: micros(told_at),
        is_woken: is_woken.unwrap_or(false),
        group_told_at: micros(group_told_at),
        interval_before: micros(interval_before),
        interval_after: micros(interval_after),
        group_interval_after: micros(group_interval_after),
        repeat_at: micros(repeat_at),
    };
    let turn = heard.turn();
    TableIterator::once((turn.is_repeat, time(turn.early_until)))
}

#[allow(clippy::too_many_arguments, clippy::type_complexity, clippy::fn_params_excessive_bools)]
#[pg_extern(sql = false)]
fn judge_group(
    now: TimestampWithTimeZone,
    told_at: Option<TimestampWithTimeZone>,
    is_told: bool,
    has_news: bool,
    goes_on: bool,
    early_until: Option<TimestampWithTimeZone>,
    repeat_at: Option<TimestampWithTimeZone>,
    repeat_from_now: Option<TimestampWithTimeZone>,
    escalate_at: Option<TimestampWithTimeZone>,
    is_waiting: bool,
    has_step: bool,
    first_step_at: Option<TimestampWithTimeZone>,
) -> TableIterator<
    'static,
    (
        name!(last_notified_at, Option<TimestampWithTimeZone>),
        name!(flush_at, Option<TimestampWithTimeZone>),
        name!(escalation_begins, bool),
        name!(escalation_is_owed, bool),
        name!(escalate_at, Option<TimestampWithTimeZone>),
    ),
> {
    let look = Look {
        now: now.into_inner(),
        told_at: micros(told_at),
        is_told,
        has_news,
        goes_on,
        early_until: micros(early_until),
        repeat_at: micros(repeat_at),
        repeat_from_now: micros(repeat_from_now),
        escalate_at: micros(escalate_at),
        is_waiting,
        has_step,
        first_step_at: micros(first_step_at),
    };
    let verdict = look.verdict();
    TableIterator::once((
        time(verdict.told_at),
        time(verdict.look_at),
        verdict.escalation_begins,
        verdict.escalation_is_owed,
        time(verdict.escalate_at),
    ))
}
