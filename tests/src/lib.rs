//! Harness of the client-side tests.
