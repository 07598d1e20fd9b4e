//! Errors as agents, their libraries and the languages they are written in report them.

use super::assert_groups;

#[test]
fn models_and_tools() {
    assert_groups(&[
        &[
            "Rate limit reached for gpt-4o in organization org-AbC123xyz on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 1.2s. Visit https://platform.openai.com/account/rate-limits to learn more.",
            "Rate limit reached for gpt-4-turbo in organization org-Q9 on tokens per min (TPM): Limit 10000, Used 9000, Requested 200. Please try again in 600ms. Visit https://platform.openai.com/account/rate-limits?a=b to learn more.",
        ],
        &[
            "Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o on requests per day', 'type': 'requests', 'param': None, 'code': 'rate_limit_exceeded'}}",
            "Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o-mini on requests per day', 'type': 'requests', 'param': 'x', 'code': 'rate_limit_exceeded'}}",
        ],
        &[
            "Error code: 400 - {'error': {'message': \"This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.\", 'type': 'invalid_request_error', 'param': 'messages', 'code': 'context_length_exceeded'}}",
            "Error code: 400 - {'error': {'message': \"This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 tokens.\", 'type': 'invalid_request_error', 'param': 'messages', 'code': 'context_length_exceeded'}}",
        ],
        &[
            "litellm.RateLimitError: AnthropicException - {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"This request would exceed the rate limit of 40000 input tokens per minute\"}}",
            "litellm.RateLimitError: AnthropicException - {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"This request would exceed the rate limit of 80000 input tokens per minute\"},\"request_id\":\"req_011CSHoEeqs5C35K2UUqR7Fy\"}",
        ],
        &[
            "litellm.APIError: AnthropicException - {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}",
        ],
        &["user 42 not found", "user 43 not found"],
        &[
            "Tool 'search' failed: timeout after 30s",
            "Tool 'browse' failed: timeout after 5 s",
            "Tool \"get weather\" failed: timeout after 1 minute",
        ],
        &["Tool 'search' failed: permission denied"],
        &[
            "order 7f9c2ba4-1b1e-4b1a-9f57-2f1c6b8f0a11 failed",
            "order 00000000-1b1e-4b1a-9f57-2f1c6b8f0a12 failed",
        ],
        &["payment declined"],
        &["payment timed out"],
        &[
            "Agent run run_abc123XYZ exceeded max iterations (25)",
            "Agent run run_99 exceeded max iterations (5)",
        ],
        &["failed after 1 attempt", "failed after 3 attempts"],
        &[
            "Failed to process order {\"id\": 17, \"items\": [{\"sku\": 1}]}",
            "Failed to process order {\"id\": 99, \"items\": []}",
        ],
        &[
            "Failed to parse JSON response: Expecting value: line 1 column 1 (char 0)",
            "Failed to parse JSON response: Expecting value: line 12 column 5 (char 331)",
        ],
        &[
            "Invalid tool call arguments for call_Yq81: missing required fields: ['city', 'unit']",
            "Invalid tool call arguments for call_9zZZ: missing required fields: ['city']",
        ],
        &["cost limit of $5.00 exceeded: $5.12", "cost limit of $20 exceeded: $20.1"],
        &[
            "embedding failed for document https://example.com/a/b?page=1&x=(2), retrying",
            "embedding failed for document http://foo.de/, retrying",
        ],
    ]);
}

#[test]
fn http_clients_and_databases() {
    assert_groups(&[
        &[
            "connect ECONNREFUSED 127.0.0.1:5432",
            "connect ECONNREFUSED 10.0.0.7:6432",
            "connect ECONNREFUSED ::1:5432",
        ],
        &["connect ETIMEDOUT 10.0.0.7:6432"],
        &["getaddrinfo ENOTFOUND api.example.com", "getaddrinfo ENOTFOUND db-1.internal"],
        &["Request failed with status code 500", "Request failed with status code 503"],
        &[
            "HTTPSConnectionPool(host='api.openai.com', port=443): Max retries exceeded with url: /v1/chat (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f1>: Failed to establish a new connection'))",
            "HTTPSConnectionPool(host='x.org', port=8443): Max retries exceeded with url: /v2/x?y=z (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x8f1>: Failed to establish a new connection'))",
        ],
        &[
            "HTTPSConnectionPool(host='api.openai.com', port=443): Read timed out. (read timeout=30)",
            "HTTPSConnectionPool(host='x.com', port=443): Read timed out. (read timeout=600)",
        ],
        &[
            "Get \"https://api.example.com/v1/x\": dial tcp 10.1.1.1:443: connect: connection refused",
            "Get \"http://localhost:80/\": dial tcp [::1]:80: connect: connection refused",
        ],
        &["Get \"https://api.example.com/v1/x\": context deadline exceeded"],
        &[
            "10.0.0.1 - - \"GET /v1/users/42?x=y HTTP/1.1\" 500 12",
            "10.0.0.2 - - \"GET /healthz HTTP/1.0\" 502 1234",
        ],
        &["10.0.0.1 - - \"POST /v1/users/42?x=y HTTP/1.1\" 500 12"],
        &[
            "duplicate key value violates unique constraint \"users_email_key\"\nDETAIL:  Key (email)=(bob@example.com) already exists.",
            "duplicate key value violates unique constraint \"users_email_key\"\nDETAIL:  Key (email)=(alice) already exists.",
        ],
        &["relation \"orders\" does not exist", "relation \"monitoring.x\" does not exist"],
        &["column \"price\" does not exist"],
        &["null value in column \"x\" of relation \"y\" violates not-null constraint"],
        &[
            "deadlock detected\nDETAIL:  Process 17 waits for ShareLock on transaction 5; blocked by process 4.",
            "deadlock detected\nDETAIL:  Process 1 waits for ShareLock on transaction 543; blocked by process 22.",
        ],
        &["psycopg2.errors.UniqueViolation: duplicate key"],
        &["psycopg2.errors.ForeignKeyViolation: duplicate key"],
        &[
            "FATAL: password authentication failed for user \"app\"",
            "FATAL: password authentication failed for user \"web\"",
        ],
        &["FATAL: sorry, too many clients already"],
        &[
            "E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: \"a@b.c\" }",
            "E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: \"zoe@x.org\" }",
        ],
        &[
            "level=error msg=\"connection refused\" component=api attempt=3",
            "level=error msg=\"connection refused\" component=worker attempt=4",
        ],
        &["level=error msg=\"disk quota exceeded\" component=api attempt=3"],
        &[
            "{\"level\":\"error\",\"msg\":\"cannot reach 10.1.1.1\",\"ts\":1700000000.1,\"user\":{\"id\":1}}",
            "{\"level\":\"error\",\"msg\":\"cannot reach 10.2.1.1\",\"ts\":1800000000.1,\"user\":{\"id\":2,\"name\":\"x\"}}",
        ],
        &["{\"level\":\"error\",\"msg\":\"cannot parse answer\",\"ts\":1700000000.1,\"user\":{\"id\":1}}"],
        &["Http2Error: stream closed"],
        &["OAuth2Error: stream closed"],
    ]);
}

const PYTHON: &str = "Traceback (most recent call last):
  File \"/srv/app/main.py\", line 10, in main
    run()
  File \"/srv/app/agent.py\", line 77, in run
    return self.tools[name](**args)
           ~~~~~~~~~~^^^^^^
KeyError: 'search'";

const PYTHON_ELSEWHERE: &str = "Traceback (most recent call last):
  File \"/tmp/x7/main.py\", line 12, in main
    run(1)
  File \"/tmp/x7/main.py\", line 12, in again
    run(2)
  File \"/tmp/x7/agent.py\", line 79, in run
    return self.tools[name](**args)
KeyError: 'browse'";

const JAVASCRIPT: &str = "TypeError: Cannot read properties of undefined (reading 'id')
    at Agent.step (/app/dist/agent.js:120:15)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
    at async main (/app/dist/index.js:10:3)";

const JAVA: &str = "java.lang.IllegalStateException: queue 7 is full
\tat com.shop.Queue.put(Queue.java:42)
\tat com.shop.Worker.lambda$run$0(Worker.java:17)
\tat java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.util.concurrent.TimeoutException: waited 5 s
\tat com.shop.Store.get(Store.java:9)
\t... 12 more";

const GO: &str = "panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
main.(*Agent).step(0xc000012345, 0x5)
\t/tmp/build-1/agent.go:8 +0x1d
main.main()
\t/tmp/build-1/main.go:5 +0x20
exit status 2";

const RUST: &str = "thread 'main' panicked at src/main.rs:10:5:
called `Option::unwrap()` on a `None` value
stack backtrace:
   0: rust_begin_unwind
             at /rustc/9fc6b43126469e3858e2fe86cafb4f0fd5068869/library/std/src/panicking.rs:665:5";

#[test]
fn stack_traces() {
    let python_other = PYTHON.replace("KeyError: 'search'", "ValueError: 'search'");
    let python_place = PYTHON.replace("in run", "in plan");
    let javascript = JAVASCRIPT
        .replace("120:15", "9:1")
        .replace("/app", "/tmp/y1")
        .replace("    at async main", "    at async start");
    let javascript_other = JAVASCRIPT.replace("Cannot read properties of undefined", "Failed to fetch");
    let java = JAVA
        .replace("42", "43")
        .replace("queue 7", "queue 12")
        .replace("... 12", "... 5")
        .replace("$0", "$17");
    let java_other = JAVA.replace("TimeoutException", "CancellationException");
    let go =
        GO.replace("[5]", "[9]").replace("0xc000012345", "0xc000099999").replace("agent.go:8", "agent.go:11");
    let go_other = GO
        .replace("index out of range [5] with length 3", "invalid memory address or nil pointer dereference");
    let rust = RUST.replace("10:5", "11:9").replace("0: rust", "1: rust");
    assert_groups(&[
        &[PYTHON, PYTHON_ELSEWHERE],
        &[&python_other],
        &[&python_place],
        &[JAVASCRIPT, &javascript],
        &[&javascript_other],
        &[JAVA, &java],
        &[&java_other],
        &[GO, &go],
        &[&go_other],
        &[RUST, &rust],
    ]);
}

/// The last line of a traceback says what happened; it counts however long the traceback is.
#[test]
fn long_tracebacks() {
    let long = |depth: usize, error: &str| {
        let frames = "  File \"/srv/app/main.py\", line 10, in again\n    again(1)\n".repeat(depth);
        format!("Traceback (most recent call last):\n{frames}{error}")
    };
    assert_groups(&[
        &[&long(100, "KeyError: 'a'"), &long(101, "KeyError: 'b'"), &long(999, "KeyError: 'c'")],
        &[&long(100, "ValueError: no plan")],
    ]);
}
