use proptest::prelude::*;

use super::*;

const HOUR: Time = 3_600 * SECOND;
const START: Time = 1_000 * HOUR;

/// The intervals of a route; none is of months.
#[derive(Debug, Clone, Copy)]
struct Route {
    group_interval: Time,
    repeat_interval: Time,
}

impl Route {
    fn repeat(self) -> Time {
        self.repeat_interval.max(self.group_interval)
    }

    fn heard(self, now: Time, told_at: Option<Time>, group_told_at: Option<Time>, is_woken: bool) -> Heard {
        Heard {
            now,
            told_at,
            is_woken,
            group_told_at,
            interval_before: Some(now - self.group_interval),
            interval_after: told_at.map(|at| at + self.group_interval),
            group_interval_after: group_told_at.map(|at| at + self.group_interval),
            repeat_at: group_told_at.map(|at| at + self.repeat()),
        }
    }

    fn look(self, now: Time, told_at: Option<Time>) -> Look {
        Look {
            now,
            told_at,
            is_told: false,
            has_news: false,
            goes_on: true,
            early_until: None,
            repeat_at: told_at.map(|at| at + self.repeat()),
            repeat_from_now: Some(now + self.repeat()),
            escalate_at: None,
            is_waiting: false,
            has_step: false,
            first_step_at: None,
        }
    }
}

fn route() -> impl Strategy<Value = Route> {
    (2 * SECOND..2 * HOUR, 2 * SECOND..9 * HOUR)
        .prop_map(|(group_interval, repeat_interval)| Route { group_interval, repeat_interval })
}

/// A time around `START`, of a clock that may have been ahead, and at the edges of what counts.
fn some_time() -> impl Strategy<Value = Time> {
    prop_oneof![START - 12 * HOUR..START + 12 * HOUR, START - 40 * SECOND..START + 40 * SECOND, Just(START),]
}

fn heard() -> impl Strategy<Value = (Route, Heard)> {
    let facts = (proptest::option::of(some_time()), proptest::option::of(some_time()), any::<bool>());
    (route(), facts).prop_map(|(route, (told_at, group_told_at, is_woken))| {
        (route, route.heard(START, told_at, group_told_at, is_woken))
    })
}

prop_compose! {
    fn look()(
        route in route(),
        told_at in proptest::option::of(some_time()),
        flags in any::<[bool; 5]>(),
        early in proptest::option::of(1..2 * HOUR),
        escalate_at in proptest::option::of(some_time()),
        first_step in proptest::option::of(1..9 * HOUR),
    ) -> (Route, Look) {
        let [is_told, has_news, goes_on, is_waiting, has_step] = flags;
        let look = Look {
            is_told,
            has_news,
            goes_on,
            early_until: early.map(|after| START + after),
            escalate_at,
            is_waiting,
            has_step,
            first_step_at: first_step.map(|after| START + after),
            ..route.look(START, told_at)
        };
        (route, look)
    }
}

#[test]
fn what_a_channel_hears_when() {
    let route = Route { group_interval: HOUR, repeat_interval: 4 * HOUR };
    let turn = |told_ago: Time, group_told_ago: Time, is_woken| {
        route.heard(START, Some(START - told_ago), Some(START - group_told_ago), is_woken).turn()
    };
    let nothing = Turn { is_repeat: false, early_until: None };
    // Between the interval and the repeat it hears what is new, and nothing else.
    assert_eq!(turn(2 * HOUR, 2 * HOUR, false), nothing);
    assert_eq!(turn(4 * HOUR, 4 * HOUR, false), Turn { is_repeat: true, ..nothing });
    // A message is a moment later than the step that made it.
    assert_eq!(turn(4 * HOUR - 29 * SECOND, 4 * HOUR, false), Turn { is_repeat: true, ..nothing });
    assert_eq!(turn(HOUR - SECOND, HOUR, false), nothing);
    let early = |told_ago| Turn { early_until: Some(START - told_ago + HOUR), ..nothing };
    assert_eq!(turn(HOUR - SECOND - 1, HOUR, false), early(HOUR - SECOND - 1));
    // Told after an outage of hours.
    assert_eq!(turn(HOUR / 2, 4 * HOUR, false), early(HOUR / 2));
    assert_eq!(turn(0, HOUR, false), early(0));
    // Late, and an interval ago: it hears the next repeat with the others.
    assert_eq!(turn(HOUR, 4 * HOUR, false), Turn { is_repeat: true, ..nothing });
    // The end of a snooze, of which the channel heard a moment ago.
    assert_eq!(turn(SECOND, 2 * HOUR, true), Turn { is_repeat: true, ..nothing });
    assert_eq!(turn(SECOND, HOUR, true), Turn { is_repeat: true, ..nothing });
    assert_eq!(turn(SECOND, HOUR / 2, true), Turn { is_repeat: true, ..early(SECOND) });
}

#[test]
fn without_a_route_there_is_no_interval_and_no_repeat() {
    let heard = Heard {
        interval_before: None,
        interval_after: None,
        group_interval_after: None,
        repeat_at: None,
        ..Route { group_interval: HOUR, repeat_interval: HOUR }.heard(START, Some(START), Some(0), false)
    };
    assert_eq!(heard.turn(), Turn { is_repeat: false, early_until: None });
    let look = Route { group_interval: HOUR, repeat_interval: HOUR }.look(START, Some(0));
    let look = Look { is_told: true, repeat_at: None, repeat_from_now: None, ..look };
    assert_eq!(look.verdict().look_at, None);
}

proptest! {
    #[test]
    fn it_is_early_for_the_rest_of_an_interval_and_no_longer((route, heard) in heard()) {
        if let Some(until) = heard.turn().early_until {
            prop_assert!(until > START && until <= START + route.group_interval);
            let later = route.heard(until, heard.told_at, heard.group_told_at, heard.is_woken);
            prop_assert_eq!(later.turn().early_until, None);
        }
    }

    #[test]
    fn a_clock_that_was_ahead_makes_nobody_wait((route, heard) in heard(), ahead in 1..99 * HOUR) {
        let heard = route.heard(START, Some(START + ahead), heard.group_told_at, heard.is_woken);
        prop_assert_eq!(heard.turn().early_until, None);
    }

    #[test]
    fn who_was_never_told_does_not_wait((route, heard) in heard()) {
        prop_assert_eq!(route.heard(START, None, heard.group_told_at, heard.is_woken).turn().early_until, None);
    }

    #[test]
    fn a_repeat_has_its_interval_behind_it((route, heard) in heard()) {
        if heard.turn().is_repeat && !heard.is_woken {
            let told_at = heard.group_told_at.expect("what is repeated was told");
            prop_assert!(told_at + route.repeat_interval <= START);
            prop_assert!(told_at + route.group_interval <= START);
        }
    }

    #[test]
    fn the_end_of_a_snooze_is_told_as_soon_as_the_group_may_be((route, heard) in heard()) {
        let woken = Heard { is_woken: true, ..heard }.turn();
        prop_assert!(woken.is_repeat);
        if heard.group_told_at.is_none_or(|at| at + route.group_interval <= START) {
            prop_assert_eq!(woken.early_until, None);
        }
    }

    #[test]
    fn a_group_that_goes_on_has_a_next_look_which_is_to_come((_, look) in look()) {
        let next = look.verdict().look_at;
        prop_assert!(next.is_none_or(|at| at > START));
        prop_assert_eq!(next.is_some(), look.goes_on || look.early_until.is_some());
    }

    #[test]
    fn what_goes_on_is_looked_at_for_its_repeat((route, look) in look()) {
        let verdict = Look { goes_on: true, early_until: None, ..look }.verdict();
        let next = verdict.look_at.expect("a next look");
        // Of a clock that was ahead: from then, and no later.
        let told_at = verdict.told_at.unwrap_or(START).max(START);
        prop_assert!(next <= told_at + route.repeat());
        if look.is_told {
            prop_assert_eq!(next, START + route.repeat());
        }
    }

    #[test]
    fn the_first_of_those_who_wait_has_the_next_look((_, look) in look()) {
        prop_assert!(look.early_until.is_none() || look.verdict().look_at == look.early_until);
    }

    #[test]
    fn a_look_that_tells_nobody_leaves_the_last_time((_, look) in look()) {
        let expected = if look.is_told { Some(START) } else { look.told_at };
        prop_assert_eq!(look.verdict().told_at, expected);
    }

    #[test]
    fn an_escalation_begins_with_news_alone_and_leaves_out_no_step((_, look) in look()) {
        let verdict = look.verdict();
        let is_under_way = look.escalate_at.is_some() && look.is_waiting && look.has_step;
        prop_assert_eq!(verdict.escalation_begins, look.has_news && !is_under_way);
        if !verdict.escalation_begins && look.goes_on {
            prop_assert_eq!(verdict.escalate_at, look.escalate_at);
            prop_assert!(verdict.escalation_is_owed);
        }
        if verdict.escalation_begins {
            prop_assert!(!verdict.escalation_is_owed, "who was owed a step of before is asked anew");
            prop_assert_eq!(verdict.escalate_at, look.first_step_at.filter(|_| look.goes_on));
        }
    }

    #[test]
    fn nobody_is_called_for_what_is_over((_, look) in look()) {
        let verdict = Look { goes_on: false, ..look }.verdict();
        prop_assert_eq!(verdict.escalate_at, None);
        prop_assert!(!verdict.escalation_is_owed);
    }
}

/// What befalls a group with one channel between two looks: how late the step comes, how long the message is under way,
/// and whether something new calls for a look of its own.
#[derive(Debug, Clone, Copy)]
struct Event {
    late: Time,
    under_way: Time,
    news_after: Option<Time>,
}

fn event() -> impl Strategy<Value = Event> {
    let late = prop_oneof![Just(0), 0..SECOND, 0..120 * SECOND];
    let under_way = prop_oneof![Just(0), 0..SECOND, 0..5 * HOUR];
    (late, under_way, proptest::option::of(0..3 * HOUR)).prop_map(|(late, under_way, news_after)| Event {
        late,
        under_way,
        news_after,
    })
}

proptest! {
    /// A story of looks at the times that the verdicts give, and of news between them.
    #[test]
    fn nobody_is_told_twice_within_an_interval_and_nobody_is_forgotten(
        route in route(), events in proptest::collection::vec(event(), 1..40),
    ) {
        let mut now = START;
        let mut group_told_at = None;
        let mut told: Vec<Time> = Vec::new();
        // The message that is still under way, and what is new says too.
        let mut waiting: Option<Time> = None;
        let mut has_news = true;
        for event in events {
            if let Some(at) = waiting.take_if(|at| *at <= now) {
                told.push(at);
            }
            let turn = route.heard(now, told.last().copied(), group_told_at, false).turn();
            let has_words = has_news || turn.is_repeat;
            let is_told = has_words && turn.early_until.is_none();
            if is_told {
                waiting = waiting.or(Some(now + event.under_way));
                has_news = false;
            }
            let early_until = turn.early_until.filter(|_| has_words);
            let verdict = Look { is_told, early_until, ..route.look(now, group_told_at) }.verdict();
            group_told_at = verdict.told_at;
            let next = verdict.look_at.expect("what goes on is looked at again");
            prop_assert!(next > now);
            prop_assert!(next <= now + route.repeat());
            // News are told at the next interval of the group.
            let news_at = event.news_after.map(|after| {
                has_news = true;
                (now + after).max(group_told_at.map_or(now, |at| at + route.group_interval))
            });
            now = news_at.map_or(next, |at| at.min(next).max(now + 1)) + event.late;
        }
        for pair in told.windows(2) {
            // But for the second that a message may be later than its step.
            prop_assert!(pair[1] - pair[0] >= route.group_interval - SECOND, "{told:?}");
        }
    }

    /// Where messages arrive at once and steps come in time, what goes on is told at each repeat.
    #[test]
    fn what_goes_on_is_told_at_each_repeat(
        route in route(), moments in proptest::collection::vec(0..SECOND, 2..20),
    ) {
        let (mut now, mut told_at, mut group_told_at) = (START, None, None);
        for moment in moments {
            let turn = route.heard(now, told_at, group_told_at, false).turn();
            prop_assert!(turn.is_repeat || group_told_at.is_none());
            prop_assert_eq!(turn.early_until, None);
            told_at = Some(now + moment);
            let verdict = Look { is_told: true, ..route.look(now, group_told_at) }.verdict();
            group_told_at = verdict.told_at;
            prop_assert_eq!(verdict.look_at, Some(now + route.repeat()));
            now += route.repeat();
        }
    }
}
