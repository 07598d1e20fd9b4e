//! What executions cost: prices, the cost that a row gets, reports, pricing anew.

use std::collections::BTreeMap;
use std::fs;

use agentmon_tests::oracle::assert_verified;
use agentmon_tests::sql::{assert_refused, refusal_code, row, rows, run, value};
use agentmon_tests::{setup_database, shared_cluster, workspace_root};
use tokio_postgres::Client;

/// Inserts an execution of a model at noon with these columns, and gives its cost.
async fn cost(client: &Client, model: &str, columns: &str, values: &str) -> String {
    row(
        client,
        &format!(
            "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, created_at, {columns})
             VALUES ('a', 'success', '{model}', '2026-03-10 12:00+00', {values}) RETURNING cost_usd"
        ),
    )
    .await
}

async fn price(client: &Client, pattern: &str, more: &str) {
    run(
        client,
        &format!(
            "INSERT INTO monitoring.model_prices (pattern, input_per_million, output_per_million {}",
            match more.split_once(" VALUES ") {
                Some((columns, values)) => format!(", {columns}) VALUES ('{pattern}', {values})"),
                None => format!(") VALUES ('{pattern}', {more})"),
            }
        ),
    )
    .await;
}

/// A request of the trace: when, and its tokens read and written.
struct Request {
    at: String,
    input: i64,
    output: i64,
}

fn trace(name: &str) -> Vec<Request> {
    let path = workspace_root().join(format!("tests/data/azure_llm_trace_{name}.csv"));
    let text = fs::read_to_string(path).expect("the trace is there");
    let request = |line: &str| {
        let fields: Vec<_> = line.trim().split(',').collect();
        let number = |n: usize| fields[n].parse().expect("a number");
        Request { at: format!("{}+00", fields[0]), input: number(1), output: number(2) }
    };
    text.lines().skip(1).map(request).collect()
}

async fn replay(client: &Client, agent: &str, model: &str, requests: &[Request]) {
    let times: Vec<_> = requests.iter().map(|request| request.at.as_str()).collect();
    let inputs: Vec<_> = requests.iter().map(|request| request.input).collect();
    let outputs: Vec<_> = requests.iter().map(|request| request.output).collect();
    let written = client
        .execute(
            "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, user_id, input_tokens, output_tokens, cache_read_tokens, created_at)
             SELECT $1, 'success', $2, 'u' || n % 7, input, output, input / 3, at::timestamptz
             FROM unnest($3::text[], $4::bigint[], $5::bigint[]) WITH ORDINALITY AS t (at, input, output, n)",
            &[&agent, &model, &times, &inputs, &outputs],
        )
        .await
        .expect("the trace is written");
    assert_eq!(written, requests.len() as u64);
}

/// Trillionths of a dollar as SQL shows them.
fn dollars(picos: i128) -> String {
    format!("{}.{:012}", picos / 1_000_000_000_000, picos % 1_000_000_000_000)
}

#[tokio::test]
async fn the_trace_of_azure_costs_what_its_tokens_come_to() {
    let client = setup_database(shared_cluster().await, "azure").await;
    // The list has gpt-4o-mini: 0.15, 0.6 and 0.075 dollars per million. The chat has a price with a tier.
    price(&client, "house-chat", "cache_read_per_million VALUES 0.37, 1.91, 0.000003").await;
    price(
        &client,
        "house-chat",
        "cache_read_per_million, above_input_tokens VALUES 0.74, 2.5, 0.000007, 2000",
    )
    .await;
    let rate = |agent: &str, input: i64| match (agent, input > 2000) {
        ("code", _) => (150_000, 600_000, 75_000),
        (_, false) => (370_000, 1_910_000, 3),
        (_, true) => (740_000, 2_500_000, 7),
    };
    let mut expected: BTreeMap<(String, &str), (i128, i128, i64)> = BTreeMap::new();
    for (agent, model, requests) in
        [("code", "gpt-4o-mini", trace("code")), ("conv", "house-chat", trace("conv"))]
    {
        for request in &requests {
            let (input, output, cached) = rate(agent, request.input);
            let read = i128::from(request.input / 3);
            let sums = expected.entry((request.at[..13].to_owned(), agent)).or_default();
            sums.0 += (i128::from(request.input) - read) * input
                + read * cached
                + i128::from(request.output) * output;
            sums.1 += i128::from(request.input + request.output);
            sums.2 += 1;
        }
        replay(&client, agent, model, &requests).await;
    }
    let expected: Vec<_> = expected
        .iter()
        .map(|((hour, agent), (cost, tokens, number))| {
            format!("{hour}|{agent}|{}|{tokens}|{number}|0", dollars(*cost))
        })
        .collect();
    assert_eq!(expected.len(), 4, "two agents in two hours");
    let ask = |by: &str| {
        format!(
            "SELECT to_char(period_start, 'YYYY-MM-DD HH24'), agent_name, sum(cost_usd), sum(total_tokens), sum(executions), sum(unpriced_executions)
             FROM monitoring.get_costs('2023-11-16 18:00:00+00', '2023-11-17', '{by}') GROUP BY 1, 2 ORDER BY 1, 2"
        )
    };
    // Not rolled up yet, from raw rows, rolled up.
    for refresh in ["SELECT 1", "SELECT monitoring.refresh_rollups('2026-01-01')"] {
        run(&client, refresh).await;
        for by in ["{hour,agent}", "{hour,agent_name,user_id}"] {
            assert_eq!(rows(&client, &ask(by)).await, expected, "{by} after {refresh}");
        }
    }
    // By day and week and month it is the same in all; so it is for a part of an hour.
    let total = "SELECT sum(cost_usd) FROM monitoring.get_costs('2023-11-01', '2023-12-01', '{}')";
    let raw = "SELECT sum(cost_usd) FROM monitoring.agent_executions";
    assert_eq!(row(&client, total).await, row(&client, raw).await);
    for by in ["day", "week", "month", "model"] {
        assert_eq!(
            row(&client, &total.replace("{}", &format!("{{{by}}}"))).await,
            row(&client, raw).await,
            "{by}"
        );
    }
    let part = ("2023-11-16 18:31:07.123+00", "2023-11-16 19:02:03+00");
    let (from, to) = part;
    assert_eq!(
        row(&client, &format!("SELECT cost_usd, executions FROM monitoring.get_costs('{from}', '{to}', '{{}}')")).await,
        row(&client, &format!("SELECT sum(cost_usd), count(*) FROM monitoring.agent_executions WHERE created_at >= '{from}' AND created_at < '{to}'")).await
    );
    assert_verified(&client).await;
}

#[tokio::test]
async fn the_price_that_fits_best_holds() {
    let client = setup_database(shared_cluster().await, "prices").await;
    for (pattern, input) in [("acme-*", "1"), ("acme-big-*", "2"), ("acme-big-2", "3"), ("acme-?mall", "4")] {
        price(&client, pattern, &format!("{input}, 0")).await;
    }
    for (model, dollars) in [
        ("acme-x", "1.000000000000"),
        ("acme-big-1", "2.000000000000"),
        ("acme-big-2", "3.000000000000"),
        (" ACME-Big-2 ", "3.000000000000"),
        ("acme-small", "4.000000000000"),
        ("acme-ssmall", "1.000000000000"),
        ("acm-x", ""),
        ("xacme-x", ""),
    ] {
        assert_eq!(cost(&client, model, "input_tokens", "1000000").await, dollars, "{model}");
    }
    // What LIKE and regular expressions read otherwise are letters.
    price(&client, r"50%_\d.", "5, 0").await;
    assert_eq!(cost(&client, r"50%_\d.", "input_tokens", "1000000").await, "5.000000000000");
    price(&client, r"60%_\d.*", "6, 0").await;
    assert_eq!(cost(&client, r"60%_\d.x", "input_tokens", "1000000").await, "6.000000000000");
    assert_eq!(cost(&client, r"60xx\d.x", "input_tokens", "1000000").await, "");
    // Newest first, from its time on.
    price(&client, "acme-big-2", "effective_from VALUES 30, 0, '2026-03-10 12:00+00'").await;
    assert_eq!(cost(&client, "acme-big-2", "input_tokens", "1000000").await, "30.000000000000");
    run(&client, "UPDATE monitoring.model_prices SET effective_from = '2026-03-10 12:00:00.000001+00' WHERE input_per_million = 30").await;
    assert_eq!(cost(&client, "acme-big-2", "input_tokens", "1000000").await, "3.000000000000");
    // Whoever writes one for a model of the list has it.
    assert_eq!(cost(&client, "gpt-4o", "input_tokens", "1000000").await, "2.500000000000");
    price(&client, "gpt-4o", "7, 0").await;
    assert_eq!(cost(&client, "gpt-4o", "input_tokens", "1000000").await, "7.000000000000");
    assert_eq!(cost(&client, "openai/gpt-4o-2024-11-20", "input_tokens", "1000000").await, "2.500000000000");
    assert_eq!(
        cost(&client, "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "input_tokens", "1000000").await,
        "3.000000000000"
    );
    // A tier is for requests that are larger.
    assert_eq!(cost(&client, "gemini-2.5-pro", "input_tokens", "200000").await, "0.250000000000");
    assert_eq!(cost(&client, "gemini-2.5-pro", "input_tokens", "200001").await, "0.500002500000");
    let stamped = "SELECT count(*) FROM monitoring.agent_executions e LEFT JOIN monitoring.model_prices p ON p.id = e.price_id
         WHERE (e.cost_usd IS NULL) <> (p.id IS NULL)";
    assert_eq!(row(&client, stamped).await, "0");
}

#[tokio::test]
async fn each_token_is_paid_for_once() {
    let client = setup_database(shared_cluster().await, "tokens").await;
    price(
        &client,
        "m",
        "cache_read_per_million, cache_write_per_million, reasoning_per_million VALUES 10, 100, 1, 12.5, 60",
    )
    .await;
    price(&client, "bare", "10, 100").await;
    price(&client, "embed", "0.02, NULL").await;
    let all = "input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens";
    for (model, columns, values, dollars) in [
        // (1000 - 600 - 100) * 10 + 600 * 1 + 100 * 12.5 + (50 - 20) * 100 + 20 * 60 millionths
        ("m", all, "1000, 600, 100, 50, 20", "0.009050000000"),
        ("bare", all, "1000, 600, 100, 50, 20", "0.015000000000"),
        ("m", "input_tokens", "3", "0.000030000000"),
        ("embed", "input_tokens", "1", "0.000000020000"),
        ("embed", "input_tokens, output_tokens", "1, 1", ""),
        ("m", "input_tokens, output_tokens", "0, 0", "0.000000000000"),
        // Nobody knows the parts, or the whole.
        ("m", "tokens_used", "1000", ""),
        ("m", "output_tokens", "1000", ""),
        ("m", "cache_read_tokens", "1000", ""),
        // What the application says holds.
        ("m", "input_tokens, cost_usd", "3, 0.1234567890123456", "0.1234567890123456"),
        ("m", "input_tokens, cost_usd", "3, 0", "0"),
        ("m", "input_tokens, output_tokens", "9223372036854775807, 0", "92233720368547.758070000000"),
        ("m", "input_tokens, output_tokens", "9223372036854775807, 9223372036854775807", ""),
    ] {
        assert_eq!(cost(&client, model, columns, values).await, dollars, "{model} {columns} {values}");
    }
    // The rule for what cannot be: it is refused, priced or not.
    for values in ["100, 60, 60, 1, 0", "-1, 0, 0, 1, 0", "100, -5, 0, 1, 0", "100, 0, 0, 1, 2"] {
        for model in ["m", "unknown"] {
            let sql = format!(
                "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, {all}) VALUES ('a', 'success', '{model}', {values})"
            );
            let code = refusal_code(&client, &sql).await;
            assert!(["23514", "22003"].contains(&code.as_str()), "{values}: {code}");
        }
    }
}

#[tokio::test]
async fn what_has_no_price_is_listed_and_costs_nothing_that_anybody_knows() {
    let client = setup_database(shared_cluster().await, "unpriced").await;
    price(&client, "half", "NULL, 5").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, input_tokens, output_tokens, tokens_used, created_at)
         SELECT 'a', 'success', model, input, output, used, '2026-03-10 12:00+00'
         FROM (VALUES ('llama-at-home', 100, 50, NULL), ('llama-at-home', 200, NULL, NULL), (NULL, 10, 5, 15),
                      ('gpt-4o', NULL, NULL, 77), ('gpt-4o', 10, 5, 15), ('half', 10, 1, 11),
                      ('failed-at-once', NULL, NULL, NULL)) AS v (model, input, output, used)",
    )
    .await;
    let list = "SELECT model_used, unpriced_executions, executions, total_tokens, reason FROM monitoring.unpriced_models(p_now => '2026-03-11')";
    let expected = [
        "llama-at-home|2|2|350|no price",
        "gpt-4o|1|2|92|some came without input_tokens, or before the price: see reprice()",
        "half|1|1|11|the price lacks input",
        "|1|1|15|no model is named",
    ];
    assert_eq!(rows(&client, list).await, expected);
    run(&client, "SELECT monitoring.refresh_rollups('2026-03-11')").await;
    assert_eq!(rows(&client, list).await, expected);
    let costs = "SELECT model_used, cost_usd, executions, unpriced_executions FROM monitoring.get_costs('2026-03-10', '2026-03-11', '{model}') ORDER BY 1";
    let expected =
        ["failed-at-once||1|0", "gpt-4o|0.000075000000|2|1", "half||1|1", "llama-at-home||2|2", "||1|1"];
    assert_eq!(rows(&client, costs).await, expected);
    assert_eq!(rows(&client, &costs.replace("{model}", "{model,operation}")).await, expected);
}

#[tokio::test]
async fn pricing_anew_changes_what_was_computed_and_mends_the_rollups() {
    let client = setup_database(shared_cluster().await, "reprice").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, input_tokens, output_tokens, cost_usd, created_at)
         SELECT 'a' || n % 3, 'success', CASE n % 4 WHEN 0 THEN 'new-model' ELSE 'gpt-4o' END, n, n % 11, CASE WHEN n % 10 = 0 THEN 1.5 END,
                timestamptz '2025-03-10 12:00+00' + n * interval '3 hours 7 minutes'
         FROM generate_series(1, 800) AS n;
         SELECT monitoring.refresh_rollups('2026-04-01')",
    )
    .await;
    // Some rows are not rolled up yet.
    run(&client, "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, input_tokens, created_at)
                  SELECT 'late', 'success', 'new-model', 1000000, timestamptz '2025-06-01 00:30+00' + n * interval '1 day' FROM generate_series(0, 9) AS n").await;
    price(&client, "new-model", "2, 20").await;
    price(&client, "gpt-4o", "effective_from VALUES 1, 1, '2025-05-01'").await;
    let truth = "SELECT sum(CASE WHEN n % 10 = 0 THEN 1.5
            WHEN n % 4 = 0 THEN n * 0.000002 + n % 11 * 0.00002
            WHEN timestamptz '2025-03-10 12:00+00' + n * interval '3 hours 7 minutes' >= '2025-05-01' THEN (n + n % 11) * 0.000001
            ELSE n * 0.0000025 + n % 11 * 0.00001 END) + 20 FROM generate_series(1, 800) AS n";
    let truth: String = row(&client, &format!("SELECT round(({truth})::numeric, 12)")).await;
    let before =
        row(&client, "SELECT sum(cost_usd) FROM monitoring.agent_executions WHERE price_id IS NOT NULL")
            .await;
    // It stops after so many rows, and the job goes on.
    let first = row(&client, "SELECT executions BETWEEN 300 AND 500, more FROM monitoring.reprice('2025-01-01', 'infinity', 400, '2026-04-02')").await;
    assert_eq!(first, "t|t");
    run(&client, "CALL monitoring.run_job('costs', '2026-04-02')").await;
    let run_of =
        "SELECT executions, finished_at IS NOT NULL, cost_after - cost_before FROM monitoring.reprice_runs";
    let after =
        row(&client, "SELECT sum(cost_usd) FROM monitoring.agent_executions WHERE price_id IS NOT NULL")
            .await;
    let difference = row(&client, &format!("SELECT {after} - {before}")).await;
    assert_eq!(row(&client, run_of).await, format!("730|t|{difference}"));
    let total = "SELECT cost_usd, executions, unpriced_executions FROM monitoring.get_costs('2025-01-01', '2027-01-01', '{}')";
    for refresh in ["SELECT 1", "SELECT monitoring.refresh_rollups('2026-04-02')"] {
        run(&client, refresh).await;
        assert_eq!(row(&client, total).await, format!("{truth}|810|0"));
        assert_verified(&client).await;
    }
    assert_eq!(
        row(&client, "SELECT count(*), min(cost_usd), max(cost_usd) FROM monitoring.agent_executions WHERE price_id IS NULL").await,
        "80|1.5|1.5"
    );
    // Once more there is nothing to do; nor where a price is gone is a cost left.
    let again =
        "SELECT executions, repriced, cost_before, more FROM monitoring.reprice('2025-01-01', '2027-01-01')";
    assert_eq!(row(&client, again).await, "730|0|0|f");
    run(&client, "DELETE FROM monitoring.model_prices WHERE pattern = 'new-model'").await;
    assert_eq!(row(&client, &again.replace("cost_before", "cost_after")).await, "730|170|0|f");
    assert_eq!(
        row(
            &client,
            "SELECT unpriced_executions FROM monitoring.get_costs('2025-01-01', '2027-01-01', '{}')"
        )
        .await,
        "170"
    );
    assert_verified(&client).await;
}

#[tokio::test]
async fn pricing_anew_and_writers_do_not_disturb_each_other() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "repricers").await;
    price(&client, "m", "1, 0").await;
    let writer = cluster.connect("repricers").await;
    let refresher = cluster.connect("repricers").await;
    let write = async {
        for _ in 0..40 {
            run(&writer, "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, input_tokens, created_at)
                SELECT 'a', 'success', 'm', 1000000, timestamptz '2026-03-08 23:00+00' + n * interval '10 minutes' FROM generate_series(1, 20) AS n").await;
        }
    };
    let refresh = async {
        for _ in 0..15 {
            run(&refresher, "SELECT monitoring.refresh_rollups('2026-03-11')").await;
        }
    };
    let reprice = async {
        for round in 2..12 {
            run(&client, &format!("UPDATE monitoring.model_prices SET input_per_million = {round} WHERE pattern = 'm'; SELECT monitoring.reprice('2026-03-01', '2026-04-01', 100)")).await;
        }
    };
    tokio::join!(write, refresh, reprice);
    run(&client, "SELECT monitoring.refresh_rollups('2026-03-11'); SELECT monitoring.reprice('2026-03-01', '2026-04-01')").await;
    assert_eq!(
        row(
            &client,
            "SELECT cost_usd, executions FROM monitoring.get_costs('2026-03-01', '2026-04-01', '{}')"
        )
        .await,
        "8800.000000000000|800",
        "each once, at the last price"
    );
    assert_verified(&client).await;
}

#[tokio::test]
async fn a_session_hears_of_prices_that_change() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "hears").await;
    let other = cluster.connect("hears").await;
    let ask = "SELECT round(monitoring.cost_at('m', '2026-03-10', 1000000), 2)";
    assert_eq!(row(&other, ask).await, "");
    price(&client, "m", "1, 0").await;
    assert_eq!(row(&other, ask).await, "1.00");
    // What is not committed is known to nobody else, and after a rollback to nobody.
    run(&client, "BEGIN; UPDATE monitoring.model_prices SET input_per_million = 2 WHERE pattern = 'm'").await;
    assert_eq!([row(&client, ask).await, row(&other, ask).await], ["2.00", "1.00"]);
    run(&client, "ROLLBACK").await;
    assert_eq!([row(&client, ask).await, row(&other, ask).await], ["1.00", "1.00"]);
    // A transaction that sees an older state leaves nothing of it to the session.
    run(&other, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM monitoring.model_prices").await;
    run(&client, "UPDATE monitoring.model_prices SET input_per_million = 3 WHERE pattern = 'm'").await;
    assert_eq!(row(&other, ask).await, "1.00");
    run(&other, "COMMIT").await;
    assert_eq!(row(&other, ask).await, "3.00");
    // Nor one that was planned before.
    run(&client, "DELETE FROM monitoring.model_prices WHERE pattern = 'm'").await;
    assert_eq!(row(&other, ask).await, "");
}

#[tokio::test]
async fn the_list_comes_again_and_leaves_alone_what_somebody_wrote() {
    let client = setup_database(shared_cluster().await, "list").await;
    let count = "SELECT count(*) FROM monitoring.model_prices WHERE source = 'builtin'";
    let listed: i64 = value(&client, count).await;
    assert!(listed > 300, "{listed} prices");
    price(&client, "gpt-4o", "99, 99").await;
    run(
        &client,
        "UPDATE monitoring.model_prices SET input_per_million = 77 WHERE pattern = 'gpt-4o-mini';
         DELETE FROM monitoring.model_prices WHERE pattern = 'o3';
         -- As after an upgrade with another list.
         UPDATE monitoring.schema_migrations SET checksum = 'older' WHERE name = 'repeatable/15_costs';
         SELECT monitoring.setup()",
    )
    .await;
    assert_eq!(value::<i64>(&client, count).await, listed);
    let mine = "SELECT pattern, source, input_per_million FROM monitoring.model_prices WHERE pattern IN ('gpt-4o', 'gpt-4o-mini', 'o3') ORDER BY 1, 2";
    assert_eq!(
        rows(&client, mine).await,
        [
            "gpt-4o|builtin|2.5",
            "gpt-4o|user|99",
            "gpt-4o-mini|builtin|0.15",
            "gpt-4o-mini|user|77",
            "o3|builtin|2"
        ]
    );
    assert_eq!(cost(&client, "gpt-4o-mini", "input_tokens", "1000000").await, "77.000000000000");
    // No two prices of the list are for the same model, and each has what it needs.
    let sound = "SELECT count(*) FROM monitoring.model_prices WHERE source = 'builtin' AND (input_per_million IS NULL OR id IS NULL)";
    assert_eq!(row(&client, sound).await, "0");
}

#[tokio::test]
async fn what_is_wrong_with_prices_is_told() {
    let client = setup_database(shared_cluster().await, "problems").await;
    price(&client, "ab*", "1, 1").await;
    price(&client, "a*b", "2, 2").await;
    price(&client, "tiered", "above_input_tokens VALUES 2, 2, 1000").await;
    price(&client, "cached", "3, 3").await;
    run(
        &client,
        "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, input_tokens, cache_read_tokens, created_at)
         VALUES ('a', 'success', 'abb', 10, 0, '2026-03-10 12:00+00'), ('a', 'success', 'cached', 10, 4, '2026-03-10 12:00+00')",
    )
    .await;
    assert_eq!(
        rows(
            &client,
            "SELECT problem, model_used, pattern FROM monitoring.price_problems('2026-03-11') ORDER BY 1"
        )
        .await,
        ["missing class|cached|cached", "overlap|abb|a*b", "tier without base||tiered"]
    );
    run(&client, "CALL monitoring.run_job('costs', '2026-03-11')").await;
    assert_eq!(
        row(&client, "SELECT last_error IS NULL FROM monitoring.job_status WHERE name = 'costs'").await,
        "t"
    );
    let health = "SELECT count(*) FROM monitoring.step_failures WHERE step = 'price list'";
    assert_eq!(row(&client, health).await, "3");
    let told = "SELECT monitoring.get_system_health('2026-03-11')::text LIKE '%cache_read%'";
    assert_eq!(row(&client, told).await, "t");
    run(&client, "DELETE FROM monitoring.model_prices WHERE source = 'user'").await;
    run(&client, "CALL monitoring.run_job('costs', '2026-03-11 00:01+00')").await;
    assert_eq!(row(&client, health).await, "0");
}

#[tokio::test]
async fn bad_input_is_refused_with_what_is_allowed() {
    let client = setup_database(shared_cluster().await, "hostile").await;
    let costs = |rest: &str| format!("SELECT * FROM monitoring.get_costs({rest})");
    let error = assert_refused(&client, &costs("'2026-01-01', '2026-02-01', '{weather}'"), "22023").await;
    assert!(error.detail().is_some_and(|detail| detail.contains("model_used")), "{error:?}");
    for (rest, code) in [
        ("'2026-01-01', '2026-02-01', '{day,hour}'", "22023"),
        ("'2026-01-01', '2026-02-01', '{NULL}'", "22004"),
        ("'2026-01-01', '2026-02-01', '{\"agent_name; DROP TABLE monitoring.alerts\"}'", "22023"),
        ("'2026-02-01', '2026-01-01', '{day}'", "22023"),
        ("NULL, '2026-01-01', '{day}'", "22023"),
    ] {
        assert_refused(&client, &costs(rest), code).await;
    }
    assert_eq!(rows(&client, &costs("'-infinity', 'infinity', '{week,user}'")).await, [""; 0]);
    assert_eq!(rows(&client, &costs("'-infinity', 'infinity', '{month}'")).await, [""; 0]);
    for (columns, values, code) in [
        ("pattern, input_per_million", "'x', -1", "22003"),
        ("pattern, input_per_million", "'x', 'NaN'", "22003"),
        ("pattern, input_per_million", "'x', 'Infinity'", "22003"),
        ("pattern, input_per_million", "'x', 0.0000001", "22003"),
        ("pattern, input_per_million", "'  ', 1", "22023"),
        ("pattern, input_per_million", "NULL, 1", "22023"),
        ("pattern, above_input_tokens", "'x', -1", "22003"),
        ("pattern, effective_from", "'x', 'infinity'", "22023"),
        ("pattern, input_per_million", "repeat('x', 1001), 1", "22001"),
    ] {
        let sql = format!("INSERT INTO monitoring.model_prices ({columns}) VALUES ({values})");
        assert_refused(&client, &sql, code).await;
    }
    for call in ["NULL, now()", "now(), now() - interval '1 day'", "now() - interval '1 day', now(), 0"] {
        assert_refused(&client, &format!("SELECT monitoring.reprice({call})"), "22023").await;
    }
    // A pattern that takes long to match elsewhere, and names of any kind.
    price(&client, &format!("{}c", "*a?".repeat(200)), "1, 1").await;
    for model in [&"a".repeat(900), &"x".repeat(100_000), "'; --", "%", "*", "\u{feff}\u{200b}"] {
        let model = model.replace('\'', "''");
        assert_eq!(cost(&client, &model, "input_tokens", "1").await, "");
    }
    // Without the list, rows come all the same.
    run(&client, "TRUNCATE monitoring.model_prices").await;
    assert_eq!(cost(&client, "gpt-4o", "input_tokens", "1").await, "");
}

#[tokio::test]
async fn who_may_see_and_set_what() {
    let cluster = shared_cluster().await;
    let client = setup_database(cluster, "cost_roles").await;
    let as_role = async |role: &str| cluster.connect_as("cost_roles", role).await;
    let writer = as_role("agentmon_writer").await;
    run(
        &writer,
        "INSERT INTO monitoring.agent_executions (agent_name, status, model_used, user_id, input_tokens, created_at)
         VALUES ('a', 'success', 'gpt-4o', 'u1', 1000000, '2026-03-10 12:00+00'), ('a', 'success', 'gpt-4o', 'u2', 2000000, '2026-03-10 12:00+00')",
    )
    .await;
    run(&client, "SELECT monitoring.refresh_rollups('2026-03-11')").await;
    let costs =
        "SELECT cost_usd, executions FROM monitoring.get_costs('2026-03-01', '2026-04-01', '{day,model}')";
    let user = as_role("agentmon_user").await;
    assert_eq!(rows(&user, costs).await, [""; 0], "no claim, no rows");
    for (claims, seen) in [(r#"{"sub": "u1"}"#, "2.500000000000|1"), (r#"{"sub": "u2"}"#, "5.000000000000|1")]
    {
        run(&user, &format!("SET request.jwt.claims = '{claims}'")).await;
        assert_eq!(rows(&user, costs).await, [seen]);
        assert_eq!(rows(&user, &costs.replace("day,model", "user")).await, [seen]);
    }
    assert_refused(&user, &costs.replace("day,model", "weather"), "22023").await;
    let reader = as_role("agentmon_reader").await;
    let admin = as_role("agentmon_admin").await;
    for client in [&reader, &admin] {
        assert_eq!(rows(client, costs).await, ["7.500000000000|2"]);
        run(client, "TABLE monitoring.model_prices; TABLE monitoring.budgets; SELECT monitoring.unpriced_models(), monitoring.price_problems(); SELECT monitoring.budget_status()").await;
    }
    let change = "INSERT INTO monitoring.model_prices (pattern, input_per_million) VALUES ('x', 1)";
    let reprice = "SELECT repriced FROM monitoring.reprice('2026-03-01', '2026-04-01')";
    for client in [&writer, &reader, &user] {
        for sql in [
            change,
            reprice,
            "DELETE FROM monitoring.model_prices",
            "INSERT INTO monitoring.budgets (name, limit_usd) VALUES ('b', 1)",
        ] {
            assert_eq!(refusal_code(client, sql).await, "42501", "{sql}");
        }
    }
    for sql in ["TABLE monitoring.budgets", "SELECT monitoring.budget_status()"] {
        assert_eq!(refusal_code(&user, sql).await, "42501", "{sql}");
    }
    // A writer cannot say by which price a cost was computed.
    let forged = "INSERT INTO monitoring.agent_executions (agent_name, status, cost_usd, price_id) VALUES ('a', 'success', 1, monitoring.uuid_v7())";
    assert_eq!(refusal_code(&writer, forged).await, "42501");
    run(&admin, change).await;
    run(&admin, "UPDATE monitoring.model_prices SET input_per_million = 3 WHERE pattern = 'gpt-4o'; INSERT INTO monitoring.budgets (name, limit_usd) VALUES ('b', 1)").await;
    assert_eq!(rows(&admin, reprice).await, ["2"]);
    assert_eq!(rows(&reader, costs).await, ["9.000000000000|2"]);
}
