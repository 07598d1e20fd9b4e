//! What this host is doing: CPU, memory, disks, network. A value that cannot be had is left out.

use std::collections::HashSet;
use std::time::Instant;

use serde_json::{Map, Value, json};
use sysinfo::{
    CpuRefreshKind, DiskRefreshKind, Disks, MINIMUM_CPU_UPDATE_INTERVAL, MemoryRefreshKind, Networks,
    RefreshKind, System,
};

/// Disks that are told of; a host of containers may have thousands of mounts.
const MOST_DISKS: usize = 50;

/// The host as it was measured last.
pub struct Host {
    system: System,
    networks: Networks,
    measured_at: Option<Instant>,
    samples: Vec<Value>,
}

impl Host {
    /// A host that has not been measured yet.
    pub fn new() -> Self {
        Self { system: System::new(), networks: Networks::new(), measured_at: None, samples: Vec::new() }
    }

    /// The name under which it is written down.
    pub fn name() -> String {
        let name = hostname::get().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.is_empty() { "unknown".to_owned() } else { name }
    }

    /// What was measured last, as the database takes it; what grows is counted from the measurement before.
    pub fn samples(&self) -> &[Value] {
        &self.samples
    }

    /// Measures it.
    pub fn measure(&mut self) {
        let now = Instant::now();
        let elapsed = self.measured_at.replace(now).map(|before| now - before);
        let usage = CpuRefreshKind::nothing().with_cpu_usage();
        self.system.refresh_specifics(
            RefreshKind::nothing().with_cpu(usage).with_memory(MemoryRefreshKind::everything()),
        );
        self.networks.refresh(true);
        let mut samples = Samples::default();
        // The first look, or one right after another, says nothing of CPU and network.
        if let Some(elapsed) = elapsed.filter(|elapsed| *elapsed >= MINIMUM_CPU_UPDATE_INTERVAL) {
            if !self.system.cpus().is_empty() {
                samples.add("system.cpu_usage", f64::from(self.system.global_cpu_usage()));
            }
            self.add_network(&mut samples, elapsed.as_secs_f64());
        }
        self.add_memory(&mut samples);
        let load = System::load_average();
        // Where it is not known, all three are zero.
        if load.one + load.five + load.fifteen > 0.0 {
            samples.add("system.load_average", load.one);
        }
        add_disks(&mut samples);
        self.samples = samples.0;
    }

    fn add_memory(&self, samples: &mut Samples) {
        let total = self.system.total_memory();
        if total == 0 {
            return;
        }
        // In a container with a limit of its own, that is what counts; without the pages of files, which give way.
        let limits = self.system.cgroup_limits().filter(|limits| limits.total_memory < total);
        let used = limits.map_or_else(
            || percent(total.saturating_sub(self.system.available_memory()), total),
            |limits| percent(limits.rss, limits.total_memory),
        );
        samples.add_known("system.memory_usage", used);
        samples.add_known("system.swap_usage", percent(self.system.used_swap(), self.system.total_swap()));
    }

    fn add_network(&self, samples: &mut Samples, seconds: f64) {
        let (mut received, mut sent, mut errors, mut known) = (0, 0, 0, false);
        for (name, data) in &self.networks {
            // What a host says to itself goes over no network.
            if name != "lo" && name != "lo0" {
                known = true;
                received += data.received();
                sent += data.transmitted();
                errors += data.errors_on_received() + data.errors_on_transmitted();
            }
        }
        if known {
            samples.add("system.network.received_per_second", as_float(received) / seconds);
            samples.add("system.network.sent_per_second", as_float(sent) / seconds);
            samples.add("system.network.errors_per_second", as_float(errors) / seconds);
        }
    }
}

/// Each file system once, however often it is mounted.
fn add_disks(samples: &mut Samples) {
    let mut seen = HashSet::new();
    let disks = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing().with_storage());
    for disk in disks.list() {
        if seen.len() < MOST_DISKS && seen.insert(disk.name().to_os_string()) {
            let total = disk.total_space();
            if let Some(used) = percent(total.saturating_sub(disk.available_space()), total) {
                let mount = disk.mount_point().to_string_lossy();
                samples.add_tagged("system.disk_usage", used, json!({ "mount": mount }));
            }
        }
    }
}

/// A part in percent of the whole; None of nothing.
fn percent(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| as_float(part) / as_float(whole) * 100.0)
}

/// Exact up to 2^53, and close enough beyond.
fn as_float(number: u64) -> f64 {
    number as f64
}

/// Measurements as the database takes them.
#[derive(Debug, Default)]
struct Samples(Vec<Value>);

impl Samples {
    fn add(&mut self, name: &str, value: f64) {
        self.add_tagged(name, value, Value::Object(Map::new()));
    }

    fn add_known(&mut self, name: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    #[allow(clippy::needless_pass_by_value)]
    fn add_tagged(&mut self, name: &str, value: f64, tags: Value) {
        if value.is_finite() {
            self.0.push(json!({ "name": name, "value": value, "tags": tags }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(host: &Host) -> Vec<&str> {
        host.samples().iter().filter_map(|sample| sample["name"].as_str()).collect()
    }

    #[test]
    fn cpu_and_network_are_measured_from_one_look_to_the_next() {
        let mut host = Host::new();
        host.measure();
        assert!(!names(&host).contains(&"system.cpu_usage"), "{:?}", host.samples());
        // A look back in time, instead of a wait.
        host.measured_at = host.measured_at.and_then(|at| at.checked_sub(MINIMUM_CPU_UPDATE_INTERVAL * 2));
        host.measure();
        let found = names(&host);
        for name in ["system.cpu_usage", "system.memory_usage"] {
            assert!(found.contains(&name), "{:?}", host.samples());
        }
        for sample in host.samples() {
            let value = sample["value"].as_f64().unwrap();
            assert!(value >= 0.0, "{sample}");
            if sample["name"].as_str().unwrap().ends_with("_usage") {
                assert!(value <= 100.0, "{sample}");
            }
        }
    }

    #[test]
    fn nothing_is_known_of_nothing() {
        assert_eq!(percent(1, 4), Some(25.0));
        assert_eq!(percent(0, 0), None);
        let mut samples = Samples::default();
        samples.add("a", f64::NAN);
        samples.add("b", f64::INFINITY);
        samples.add_known("c", None);
        assert!(samples.0.is_empty());
    }
}
