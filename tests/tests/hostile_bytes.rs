//! Bytes that claim to be a sketch, by every way in: an error of the right kind or a sketch that reads as itself, and
//! the backend lives on.

use agentmon_tests::sql::{backend_pid, refusal_code, row, rows, run};
use agentmon_tests::{setup_database, shared_cluster, workspace_root};
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use tokio_postgres::Client;
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut};

/// The golden sketches that are short enough for each of their bytes to be tried.
fn golden() -> Vec<Vec<u8>> {
    let dir = workspace_root().join("pg_agentmon/core/tests/golden");
    let files = std::fs::read_dir(dir).expect("the golden files").flatten();
    let sketches = files.filter(|file| file.file_name().to_string_lossy().starts_with("sketch-"));
    let mut sketches: Vec<Vec<u8>> =
        sketches.map(|file| std::fs::read(file.path()).expect("a golden file")).collect();
    sketches.retain(|bytes| bytes.len() <= 400);
    sketches.sort();
    assert!(sketches.len() >= 5);
    sketches
}

/// Each beginning, each byte with all bits or one of them turned, more bytes at the end, and none at all.
fn mutants() -> Vec<Vec<u8>> {
    let mut mutants =
        vec![vec![], vec![0], vec![1], vec![0xff; 100], vec![1, 28, 5, 0xff, 0xff, 0xff, 0xff, 0xff]];
    for bytes in golden() {
        mutants.extend((0..bytes.len()).map(|length| bytes[..length].to_vec()));
        mutants.push([&bytes[..], &[0]].concat());
        mutants.push([&bytes[..], &bytes[..]].concat());
        for at in 0..bytes.len() {
            let bit = 1 << (at % 8);
            for bits in [0xff, 0x80, 0x01, bit] {
                let mut mutant = bytes.clone();
                mutant[at] ^= bits;
                mutants.push(mutant);
            }
        }
    }
    mutants.sort();
    mutants.dedup();
    mutants
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold("\\x".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

/// Tries what `attempt` makes of each row of the table `mutants`, in the server, and leaves the SQLSTATE or what came out.
async fn attempts(client: &Client, attempt: &str) -> Vec<String> {
    let sql = format!(
        "CREATE OR REPLACE FUNCTION pg_temp.attempt(b bytea) RETURNS text LANGUAGE plpgsql AS $$
         DECLARE s monitoring.sketch; asked text;
         BEGIN
             s := {attempt};
             -- What came in must answer everything, and come out as it came in.
             asked := concat(monitoring.num_vals(s), monitoring.mean(s), monitoring.sum_val(s), monitoring.min_val(s), monitoring.max_val(s),
                 monitoring.error(s), monitoring.approx_percentile_array('{{0,0.001,0.5,0.999,1}}', s), monitoring.approx_percentile_rank(0, s));
             PERFORM monitoring.rollup(t) FROM (VALUES (s), (s)) AS v (t);
             IF s::text::monitoring.sketch::bytea = b THEN RETURN 'sketch'; END IF;
             RETURN 'other: ' || s::text;
         EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE;
         END $$;
         SELECT pg_temp.attempt(b) AS came, count(*) FROM mutants GROUP BY 1 ORDER BY 1"
    );
    rows(client, &sql).await
}

#[tokio::test]
async fn text_and_casts_refuse_or_give_a_sketch_that_reads_as_itself() {
    let client = setup_database(shared_cluster().await, "hostile text").await;
    let pid = backend_pid(&client).await;
    let all = mutants();
    let values: Vec<_> = all.iter().map(|bytes| format!("('{}')", hex(bytes))).collect();
    run(
        &client,
        &format!("CREATE TEMP TABLE mutants (b bytea); INSERT INTO mutants VALUES {}", values.join(",")),
    )
    .await;
    for (attempt, refused) in [
        ("b::text::monitoring.sketch", "22P02"),
        ("b::monitoring.sketch", "22P03"),
        ("agentmon.sketch_merge(b, NULL)::monitoring.sketch", "22P03"),
        ("agentmon.sketch_merge(NULL, b)::monitoring.sketch", "22P03"),
    ] {
        let came = attempts(&client, attempt).await;
        let kinds: Vec<_> = came.iter().filter_map(|line| line.split('|').next()).collect();
        assert_eq!(kinds, [refused, "sketch"], "{attempt}: {came:?}");
    }
    for bytes in golden() {
        let back = format!("SELECT ('{0}'::monitoring.sketch)::text = '{0}'", hex(&bytes));
        assert_eq!(row(&client, &back).await, "t");
    }
    assert_eq!(backend_pid(&client).await, pid);
}

#[tokio::test]
async fn text_that_is_no_hexadecimal_is_refused() {
    let client = setup_database(shared_cluster().await, "hostile digits").await;
    let long = "f".repeat(1_000_000);
    for text in [
        "",
        " ",
        "\\",
        "\\x",
        "\\x0",
        "\\x1c05zz",
        "x0100",
        "0100",
        "\\X0100",
        "\\x 0100",
        "\\x01 00",
        "\\x0100 ",
        "\\x０１００",
        "{1,2}",
        "NaN",
        "\\001\\000\\005",
        &format!("\\x{long}"),
        &long,
    ] {
        assert_eq!(
            refusal_code(&client, &format!("SELECT '{text}'::monitoring.sketch")).await,
            "22P02",
            "{text:.40}"
        );
    }
    assert_eq!(row(&client, "SELECT 1").await, "1");
}

/// Any bytes, sent as the binary form of whatever type the server asks for.
#[derive(Debug)]
struct Binary<'a>(&'a [u8]);

impl ToSql for Binary<'_> {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.extend_from_slice(self.0);
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

#[tokio::test]
async fn binary_parameters_refuse_or_give_the_same_bytes() {
    let client = setup_database(shared_cluster().await, "hostile parameters").await;
    let pid = backend_pid(&client).await;
    let echo = client.prepare("SELECT ($1::monitoring.sketch)::bytea").await.expect("a statement");
    let (mut taken, mut refused) = (0, 0);
    for bytes in mutants() {
        match client.query_one(&echo, &[&Binary(&bytes)]).await {
            Ok(row) => {
                assert_eq!(row.get::<_, Vec<u8>>(0), bytes);
                taken += 1;
            }
            Err(error) => {
                let code = error.code().map(|code| code.code());
                assert_eq!(code, Some("22P03"), "{}: {error:?}", hex(&bytes));
                refused += 1;
            }
        }
    }
    assert!(taken > 10 && refused > 100, "{taken} taken, {refused} refused");
    assert_eq!(backend_pid(&client).await, pid);
}

/// A binary COPY of one column.
fn binary_copy(values: &[&[u8]]) -> Vec<u8> {
    let mut out = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0".to_vec();
    for value in values {
        out.extend(1_i16.to_be_bytes());
        out.extend(i32::try_from(value.len()).expect("short").to_be_bytes());
        out.extend(*value);
    }
    out.extend((-1_i16).to_be_bytes());
    out
}

/// COPY FROM STDIN in binary, by psql; `Err` is the SQLSTATE.
async fn copy_in(database: &str, data: &[u8]) -> Result<(), String> {
    let url = shared_cluster().await.url(database);
    let mut psql = Command::new(agentmon_tests::cluster::bin_dir().join("psql"))
        .args(["-X", "-q", "-v", "VERBOSITY=sqlstate", "-v", "ON_ERROR_STOP=1", "-d", &url])
        .args(["-c", "COPY public.sketches FROM STDIN (FORMAT binary)"])
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("psql can be started");
    let mut input = psql.stdin.take().expect("a pipe");
    // A server that refuses early closes it.
    let _ = input.write_all(data).await;
    drop(input);
    let output = psql.wait_with_output().await.expect("psql ends");
    let text = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() { Ok(()) } else { Err(text.rsplit(' ').next().unwrap_or_default().to_owned()) }
}

#[tokio::test]
async fn binary_copies_refuse_or_keep_the_same_bytes() {
    let database = "hostile_copies";
    let client = setup_database(shared_cluster().await, database).await;
    run(&client, "CREATE TABLE public.sketches (s monitoring.sketch)").await;
    let golden = golden();
    let valid: Vec<&[u8]> = golden.iter().map(Vec::as_slice).collect();
    assert_eq!(copy_in(database, &binary_copy(&valid)).await, Ok(()));
    let mut kept = rows(&client, "SELECT s FROM public.sketches").await;
    kept.sort();
    assert_eq!(kept, golden.iter().map(|bytes| hex(bytes)).collect::<Vec<_>>());
    let longest = valid.iter().max_by_key(|bytes| bytes.len()).expect("some");
    let flipped: Vec<u8> =
        longest.iter().enumerate().map(|(at, &byte)| if at == 3 { !byte } else { byte }).collect();
    for broken in [&[][..], &longest[..longest.len() - 1], &longest[..2], &flipped, &[0xff; 64]] {
        let data = binary_copy(&[longest, broken]);
        assert_eq!(copy_in(database, &data).await, Err("22P03".to_owned()), "{}", hex(broken));
    }
    assert_eq!(rows(&client, "SELECT s FROM public.sketches").await.len(), golden.len(), "all or nothing");
}
