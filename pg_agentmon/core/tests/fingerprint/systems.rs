//! Messages as well-known systems write them, made up for this test: those of a line's group are one event, those of
//! different lines of a system are different ones.

use super::assert_groups;

#[test]
fn hdfs() {
    assert_groups(&[
        &[
            "Receiving block blk_-1608999687919862906 src: /10.250.19.102:54106 dest: /10.250.19.102:50010",
            "Receiving block blk_7503483334202473044 src: /10.251.215.16:55695 dest: /10.251.215.16:50010",
        ],
        &[
            "Received block blk_3587508140051953248 of size 67108864 from /10.251.42.84",
            "Received block blk_-5402003568334525940 of size 3542967 from /10.251.214.112",
        ],
        &[
            "Received block blk_3587508140051953248 src: /10.251.42.84:57069 dest: /10.251.42.84:50010 of size 67108864",
            "Received block blk_-90 src: /10.251.42.8:569 dest: /10.251.4.8:50010 of size 91178",
        ],
        &[
            "PacketResponder 1 for block blk_38865049064139660 terminating",
            "PacketResponder 0 for block blk_-6952295868487656571 terminating",
        ],
        &["PacketResponder 1 for block blk_38865049064139660 Interrupted."],
        &[
            "BLOCK* NameSystem.addStoredBlock: blockMap updated: 10.251.73.220:50010 is added to blk_7128370237687728475 size 67108864",
            "BLOCK* NameSystem.addStoredBlock: blockMap updated: 10.250.11.85:50010 is added to blk_-2 size 3549",
        ],
        &[
            "BLOCK* NameSystem.allocateBlock: /user/root/rand/_temporary/_task_200811101024_0001_m_001611_0/part-01611. blk_-8213344404720111536",
            "BLOCK* NameSystem.allocateBlock: /mnt/hadoop/mapred/system/job_200811092030_0001/job.jar. blk_-1608999687919862906",
        ],
        &[
            "BLOCK* NameSystem.delete: blk_-1666954637137804537 is added to invalidSet of 10.251.43.21:50010",
            "BLOCK* NameSystem.delete: blk_33 is added to invalidSet of 10.250.10.6:50010",
        ],
        &[
            "BLOCK* ask 10.250.18.114:50010 to replicate blk_-5140072410813878235 to datanode(s) 10.251.107.19:50010",
            "BLOCK* ask 10.251.126.5:50010 to replicate blk_54 to datanode(s) 10.251.107.19:50010 10.251.106.10:50010",
        ],
        &[
            "10.251.126.22:50010:Got exception while serving blk_-3544583377289625738 to /10.250.19.102:",
            "10.250.15.198:50010:Got exception while serving blk_4292382298896622412 to /10.251.39.192:",
        ],
        &[
            "10.251.30.85:50010 Served block blk_-2918118818249673980 to /10.251.90.64",
            "10.250.7.244:50010 Served block blk_5 to /10.251.31.5",
        ],
        &[
            "10.251.71.240:50010 Starting thread to transfer block blk_-65 to 10.251.193.175:50010",
            "10.250.14.38:50010 Starting thread to transfer block blk_73 to 10.251.65.203:50010, 10.251.197.226:50010",
        ],
        &[
            "Deleting block blk_1781953582842324563 file /mnt/hadoop/dfs/data/current/subdir5/blk_1781953582842324563",
            "Deleting block blk_-47 file /mnt/hadoop/dfs/data/current/blk_-47",
        ],
        &[
            "Verification succeeded for blk_-4980916519894289629",
            "Verification succeeded for blk_6996194389878584395",
        ],
        &[
            "Exception in receiveBlock for block blk_-8484611 java.io.IOException: Connection reset by peer",
            "Exception in receiveBlock for block blk_97 java.io.IOException: Connection reset by peer",
        ],
    ]);
}

#[test]
fn spark() {
    assert_groups(&[
        &[
            "Block broadcast_9_piece0 stored as bytes in memory (estimated size 5.2 KB, free 317.5 KB)",
            "Block broadcast_12_piece0 stored as bytes in memory (estimated size 84.0 B, free 2.4 MB)",
        ],
        &[
            "Block rdd_42_20 stored as values in memory (estimated size 8.0 B, free 2.4 MB)",
            "Block broadcast_9 stored as values in memory (estimated size 7.6 KB, free 1.1 GB)",
        ],
        &["Running task 35.0 in stage 27.0 (TID 1307)", "Running task 0.0 in stage 0.0 (TID 0)"],
        &[
            "Finished task 38.0 in stage 27.0 (TID 1310). 2128 bytes result sent to driver",
            "Finished task 1.0 in stage 0.0 (TID 1). 21876 bytes result sent to driver",
        ],
        &["Got assigned task 1315", "Got assigned task 4"],
        &["Found block rdd_42_24 locally", "Found block rdd_3_1 locally"],
        &["Reading broadcast variable 9 took 160 ms", "Reading broadcast variable 11 took 1 ms"],
        &["Started reading broadcast variable 9", "Started reading broadcast variable 0"],
        &["Partition rdd_2_1 not found, computing it", "Partition rdd_14_330 not found, computing it"],
        &[
            "Input split: hdfs://10.10.34.11:9000/pjhe/logs/2kSOSP.log:21876+7292",
            "Input split: hdfs://10.10.34.11:9000/pjhe/logs/2kSOSP.log:0+7292",
        ],
        &[
            "Times: total = 41, boot = 17, init = 24, finish = 0",
            "Times: total = 37, boot = -1220, init = 1257, finish = 0",
        ],
        &["Updating epoch to 1 and clearing cache"],
        &["mapred.tip.id is deprecated. Instead, use mapreduce.task.id"],
        &["mapred.job.id is deprecated. Instead, use mapreduce.job.id"],
        &["mapred.task.is.map is deprecated. Instead, use mapreduce.task.ismap"],
        &[
            "Remoting started; listening on addresses :[akka.tcp://sparkExecutorActorSystem@mesos-slave-07:55904]",
            "Remoting started; listening on addresses :[akka.tcp://sparkExecutorActorSystem@mesos-slave-11:4]",
        ],
        &[
            "Connecting to driver: spark://CoarseGrainedScheduler@10.10.34.11:48069",
            "Connecting to driver: spark://CoarseGrainedScheduler@10.10.34.12:4",
        ],
        &[
            "Created local directory at /opt/hdfs/nodemanager/usercache/curi/appcache/application_1485248649253_0147/blockmgr-70293f72-844a-4b39-9ad6-fb0ad7e364e4",
            "Created local directory at /opt/hdfs/nodemanager/usercache/curi/appcache/application_14_0/blockmgr-70293f72-844a-4b39-9ad6-fb0ad7e364e5",
        ],
        &["MemoryStore started with capacity 17.7 GB", "MemoryStore started with capacity 512.0 MB"],
        &["Server created on 55904", "Server created on 1"],
        &[
            "Successfully started service 'sparkExecutorActorSystem' on port 55904.",
            "Successfully started service 'org.apache.spark.network.netty.NettyBlockTransferService' on port 4.",
        ],
        &[
            "attempt_201706092018_0024_m_000010_1138: Committed",
            "attempt_201706092018_0026_r_000010_8: Committed",
        ],
        &[
            "Saved output of task 'attempt_201706092018_0024_m_000010_1138' to hdfs://10.10.34.11:9000/pjhe/test/1/_temporary/0/task_201706092018_0024_m_000010",
            "Saved output of task 'attempt_2017_0_m_000011_1' to hdfs://10.10.34.11:9000/pjhe/test/2/_temporary/0/task_2",
        ],
        &["Getting 200 non-empty blocks out of 200 blocks", "Getting 3 non-empty blocks out of 4 blocks"],
        &["Started 4 remote fetches in 32 ms", "Started 0 remote fetches in 1 ms"],
    ]);
}

#[test]
fn bgl() {
    assert_groups(&[
        &["generating core.2275", "generating core.862"],
        &["instruction cache parity error corrected"],
        &["CE sym 2, at 0x0b85eee0, mask 0x05", "CE sym 20, at 0x1438f9e0, mask 0x40"],
        &[
            "total of 1 ddr error(s) detected and corrected",
            "total of 28 ddr error(s) detected and corrected",
        ],
        &[
            "1 ddr errors(s) detected and corrected on rank 0, symbol 0, bit 5",
            "4 ddr errors(s) detected and corrected on rank 0, symbol 13, bit 1",
        ],
        &["iar 003a8a48 dear 0246dd1c", "iar 00106570 dear fffffffc"],
        &["data TLB error interrupt"],
        &["data storage interrupt"],
        &[
            "ciod: failed to read message prefix on control stream (CioStream socket to 172.16.96.116:33569",
            "ciod: failed to read message prefix on control stream (CioStream socket to 172.16.96.104:4",
        ],
        &[
            "ciod: Error loading /g/g24/buber1/Yunsic/BlueGene/a.out: invalid or missing program image, No such file or directory",
            "ciod: Error loading /home/x: invalid or missing program image, No such file or directory",
        ],
        &[
            "ciod: LOGIN chdir(/p/gb1/stella/RAPTOR/2183) failed: No such file or directory",
            "ciod: LOGIN chdir(/home/bertsch2/ran) failed: No such file or directory",
        ],
        &["ciod: LOGIN chdir(/p/gb1/stella) failed: Input/output error"],
        &[
            "ciod: cpu 0 at treeaddr 531 sent unrecognized message 0xffffffff",
            "ciod: cpu 1 at treeaddr 7 sent unrecognized message 0x1",
        ],
        &["rts: kernel terminated for reason 1004", "rts: kernel terminated for reason 1001"],
        &["lr:0027cc58 cr:24904228 xer:00000002 ctr:0000b0fb", "lr:fffffffe cr:2 xer:20000002 ctr:000005b4"],
        &[
            "torus receiver x+ input pipe error(s) (dcr 0x02ec) detected and corrected over 24 seconds",
            "torus receiver z- input pipe error(s) (dcr 0x02f1) detected and corrected over 1 seconds",
        ],
        &[
            "3 L3 EDRAM error(s) (dcr 0x0157) detected and corrected over 282 seconds",
            "1 L3 EDRAM error(s) (dcr 0x0157) detected and corrected over 27 seconds",
        ],
        &[
            "9 microseconds spent in the rbs signal handler during 1 calls. 9 microseconds was the maximum time for a single instance of a correctable ddr.",
            "41 microseconds spent in the rbs signal handler during 3 calls. 17 microseconds was the maximum time for a single instance of a correctable ddr.",
        ],
        &["force load/store alignment...............0", "force load/store alignment...............1"],
        &["byte ordering exception.....................0"],
        &["problem state (0=sup,1=usr).......0", "problem state (0=sup,1=usr).......1"],
        &["exception syndrome register: 0x00800000", "exception syndrome register: 0x01000000"],
        &["machine state register: 0x00003000"],
        &[
            "MidplaneSwitchController performing bit sparing on R56-M0-L3-U18-A bit 2",
            "MidplaneSwitchController performing bit sparing on R02-M1-L0-U22-D bit 3",
        ],
        &[
            "Node card VPD check: missing U11 node, VPD ecid 0 in processor card slot J03",
            "Node card VPD check: missing U01 node, VPD ecid 000000000000000000000000 in processor card slot J17",
        ],
        &["NodeCard is not fully functional"],
        &[
            "PrepareForService shutting down NodeCard(mLctn(R63-M1-N6), mCardSernum(203231503833343000000000594c31304b34333230304d4b), mLp(FF:F2:9F:16:DD:06:00:0D:60:E9:23:6A), mIp(10.1.1.155), mType(4)) as part of Service Action 472",
            "PrepareForService shutting down NodeCard(mLctn(R01-M0-N0), mCardSernum(2032), mLp(FF:F2:9F:15:1E:45:00:0D:60:EA:E1:B2), mIp(10.0.1.90), mType(4)) as part of Service Action 47",
        ],
        &[
            "Expected 10 active FanModules, but found 9 ( Found J203 J205 J207 J209 J210 J212 J214 J216 J218 ).",
            "Expected 10 active FanModules, but found 8 ( Found J203 J205 J207 J209 J210 J214 J216 J218 ).",
        ],
    ]);
}

#[test]
fn hpc() {
    assert_groups(&[
        &["PSU status ( on off )", "PSU status ( on on )", "PSU status ( off on )"],
        &["Fan speeds ( 3552 3534 3375 4245 3515 3479 )", "Fan speeds ( 3552 3534 3375 **** 3515 3479 )"],
        &["ambient=28", "ambient=30"],
        &["Temperature (41C) exceeds warning threshold", "Temperature (39C) exceeds warning threshold"],
        &["boot (command 1903)", "boot (command 3391)"],
        &["wait (command 1972)", "wait (command 3391)"],
        &["risBoot (command 1903)"],
        &[
            "Targeting domains:node-D1 and nodes:node-[30-63] child of command 1844",
            "Targeting domains:node-D5 and nodes:node-[157-159] child of command 2190",
        ],
        &[
            "Component State Change: Component \\042alt0\\042 is in the unavailable state (HWID=3180)",
            "Component State Change: Component \\042SCSI-WWID:01000010:6005-08b4-0001-00c6-0006-3000-003d-0000\\042 is in the unavailable state (HWID=1973)",
        ],
        &[
            "Link error on broadcast tree Interconnect-0T00:00:0:0",
            "Link error on broadcast tree Interconnect-1N00:01:1",
        ],
        &["Linkerror event interval expired"],
        &["Link in reset"],
        &["Link ok"],
        &[
            "ServerFileSystem: An ServerFileSystem domain panic has occurred on storage442",
            "ServerFileSystem: An ServerFileSystem domain panic has occurred on storage7",
        ],
        &[
            "node node-235 has detected an available network connection on network 5.5.224.0 via interface alt0",
            "node node-1 has detected an available network connection on network 5.5.226.0 via interface ee0",
        ],
        &["node node-235 detected network connection failure on network 5.5.224.0"],
        &["critical"],
        &["not responding"],
        &["running"],
    ]);
}

#[test]
fn thunderbird() {
    assert_groups(&[
        &["session opened for user root by (uid=0)", "session opened for user news by (uid=9)"],
        &["session closed for user root", "session closed for user daemon"],
        &["(root) CMD (run-parts /etc/cron.hourly)"],
        &[
            "data_thread() got not answer from any [Thunderbird_A8] datasource",
            "data_thread() got not answer from any [Thunderbird_C5] datasource",
        ],
        &["synchronized to 10.100.20.250, stratum 3", "synchronized to 10.100.16.250, stratum 12"],
        &[
            "tg3: eth0: Link is up at 1000 Mbps, full duplex.",
            "tg3: eth1: Link is up at 100 Mbps, full duplex.",
        ],
        &["tg3: eth0: Link is down."],
        &["DHCPDISCOVER from 00:11:43:e3:ba:c3 via eth1", "DHCPDISCOVER from 00:11:43:d0:00:01 via eth0"],
        &["DHCPDISCOVER from 00:11:43:e3:ba:c3 via eth1: network A_net: no free leases"],
        &[
            "Bad file descriptor (9) in tm_request, job 184.tbird-admin1 not running",
            "Bad file descriptor (9) in tm_request, job 1357.tbird-admin1 not running",
        ],
        &[
            "Accepted publickey for root from ::ffff:10.100.4.251 port 33323 ssh2",
            "Accepted publickey for root from 10.100.4.7 port 5 ssh2",
        ],
        &[
            "SCSI device sda: 286749488 512-byte hdwr sectors (146816 MB)",
            "SCSI device sdb: 28674 512-byte hdwr sectors (14 GB)",
        ],
        &[
            "ACPI: LAPIC (acpi_id[0x01] lapic_id[0x00] enabled)",
            "ACPI: LAPIC (acpi_id[0x02] lapic_id[0x06] enabled)",
        ],
        &["Initializing CPU#2", "Initializing CPU#0"],
        &[
            "jA9JxXi8003217: from=root, size=2620, class=0, nrcpts=1, msgid=<200511091959.jA9JxXi8003217@tbird-admin1>, relay=root@localhost",
            "jA9K0EqW023456: from=postfix, size=4, class=0, nrcpts=12, msgid=<20.jA9K0EqW023456@an1>, relay=root@localhost",
        ],
        &[
            "jA9JxXi8003217: to=root, ctladdr=root (0/0), delay=00:00:02, xdelay=00:00:00, mailer=relay, pri=31479, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (jA9K0EqW023456 Message accepted for delivery)",
            "jA9K0EqW023456: to=nobody, ctladdr=nobody (99/99), delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=30043, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (jA9JxXi8003217 Message accepted for delivery)",
        ],
    ]);
}

#[test]
fn windows() {
    assert_groups(&[
        &[
            "Loaded Servicing Stack v6.1.7601.23505 with Core: C:\\Windows\\winsxs\\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_6.1.7601.23505_none_681aa442f6fed7f0\\cbscore.dll",
            "Loaded Servicing Stack v6.1.7601.17514 with Core: C:\\Windows\\winsxs\\amd64_none_67\\cbscore.dll",
        ],
        &["Ending TrustedInstaller initialization."],
        &["Starting TrustedInstaller initialization."],
        &[
            "SQM: Initializing online with Windows opt-in: False",
            "SQM: Initializing online with Windows opt-in: True",
        ],
        &[
            "SQM: Failed to start upload with file pattern: C:\\Windows\\servicing\\sqm\\*_std.sqm, flags: 0x2 [HRESULT = 0x80004005 - E_FAIL]",
            "SQM: Failed to start upload with file pattern: C:\\Windows\\servicing\\sqm\\*_all.sqm, flags: 0x6 [HRESULT = 0x80004005 - E_FAIL]",
        ],
        &["SQM: Failed to start standard sample upload. [HRESULT = 0x80004005 - E_FAIL]"],
        &["Failed to get next element [HRESULT = 0x800f080d - CBS_E_MANIFEST_INVALID_ITEM]"],
        &["Expecting attribute name [HRESULT = 0x800f080d - CBS_E_MANIFEST_INVALID_ITEM]"],
        &[
            "Session: 30546173_4261722401 initialized by client WindowsUpdateAgent.",
            "Session: 30546354_2345621 initialized by client WindowsUpdateAgent.",
        ],
        &[
            "Read out cached package applicability for package: Package_for_KB2928120~31bf3856ad364e35~amd64~~6.1.1.2, ApplicableState: 112, CurrentState:112",
            "Read out cached package applicability for package: Package_for_KB3006137~31bf3856ad364e35~amd64~~6.1.1.0, ApplicableState: 0, CurrentState:7",
        ],
        &[
            "00000004 Creating NT transaction (seq 2), objectname [6]\"(null)\"",
            "0000000a Creating NT transaction (seq 11), objectname [6]\"(null)\"",
        ],
        &[
            "00000004 Created NT transaction (seq 2) result 0x00000000, handle @0x214",
            "0000000b Created NT transaction (seq 1) result 0x00000000, handle @0x2b8",
        ],
        &["00000001@2016/9/27:20:30:31.455 CSI perf trace:", "0000000c@2016/9/28:04:3:1.4 CSI perf trace:"],
        &["CSIPERF:TXCOMMIT;231", "CSIPERF:TXCOMMIT;7"],
        &[
            "00000005@2016/9/27:20:40:53.744 WcpInitialize (wcp.dll version 0.0.0.6) called (stack @0x7fed806eb5d @0x7fef9fb9b6d @0x7fef9f8358f @0xff83e97c @0xff83d799 @0xff83db2f)",
            "00000007@2016/9/28:04:30:31.744 WcpInitialize (wcp.dll version 0.0.0.6) called (stack @0x7fed806eb5d @0x7fef9fb9b6d @0x7fef9f8358f @0xff83e97c)",
        ],
        &["Reboot mark refs: 0", "Reboot mark refs: 2"],
    ]);
}

#[test]
fn linux() {
    assert_groups(&[
        &[
            "authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=218.188.2.4",
            "authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=n219076184117.netvigator.com",
        ],
        &[
            "authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=220-135-151-1.hinet-ip.hinet.net  user=root",
            "authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=195.129.24.210  user=guest",
        ],
        &["check pass; user unknown"],
        &["session opened for user cyrus by (uid=0)", "session opened for user news by (uid=0)"],
        &["session closed for user cyrus", "session closed for user test"],
        &["ALERT exited abnormally with [1]", "ALERT exited abnormally with [2]"],
        &[
            "connection from 82.83.227.67 (dsl-082-083-227-067.arcor-ip.net) at Sat Jun 18 02:08:10 2005",
            "connection from 61.74.96.178 (static.rr.com) at Mon Jul 4 23:10:11 2005",
        ],
        &[
            "connection from 210.223.97.117 () at Sat Jun 18 02:08:10 2005",
            "connection from 206.47.209.10 () at Wed May 5 12:08:10 2004",
        ],
        &[
            "Authentication failed from 163.27.187.39 (163.27.187.39): Permission denied in replay cache code",
            "Authentication failed from 163.27.187.4 (163.27.187.4): Permission denied in replay cache code",
        ],
        &["Authentication failed from 163.27.187.39 (163.27.187.39): Software caused connection abort"],
        &["Kerberos authentication failed"],
        &[
            "ANONYMOUS FTP LOGIN FROM 84.102.20.2,  (anonymous)",
            "ANONYMOUS FTP LOGIN FROM 60.45.101.89,  (anonymous)",
        ],
        &["audit(1119633567.168:0): initialized", "audit(1122475266.4294965305:0): initialized"],
        &["CPU 0 irqstacks, hard=02345000 soft=02344000", "CPU 1 irqstacks, hard=c2345000 soft=c0344000"],
        &[
            "BIOS-e820: 0000000000000000 - 00000000000a0000 (usable)",
            "BIOS-e820: 0000000000100000 - 0000000007eae000 (usable)",
        ],
        &["BIOS-e820: 00000000000f0000 - 0000000000100000 (reserved)"],
        &["Out of Memory: Killed process 17141 (httpd).", "Out of Memory: Killed process 8 (httpd)."],
        &["DMA zone: 4096 pages, LIFO batch:1", "DMA zone: 1 pages, LIFO batch:16"],
        &["HighMem zone: 0 pages, LIFO batch:1"],
        &["cupsd shutdown succeeded"],
        &["cupsd startup succeeded"],
        &["restart."],
    ]);
}

#[test]
fn android() {
    assert_groups(&[
        &[
            "acquire lock=233570404, flags=0x1, tag=\"View Lock\", name=com.android.systemui, ws=null, uid=10037, pid=2227",
            "acquire lock=189667585, flags=0x1, tag=\"*launch*\", name=android, ws=WorkSource{10113}, uid=1000, pid=1702",
        ],
        &[
            "release:lock=233570404, flg=0x0, tag=\"View Lock\", name=com.android.systemui\", ws=null, uid=10037, pid=2227",
            "release:lock=1, flg=0x0, tag=\"RILJ_ACK_WL\", name=com.android.phone\", ws=null, uid=1001, pid=2626",
        ],
        &[
            "ready=true,policy=3,wakefulness=1,wksummary=0x23,uasummary=0x1,bootcompleted=true,boostinprogress=false,waitmodeenable=false,mode=false,manual=38,auto=-1,adj=0.0userId=0",
            "ready=false,policy=0,wakefulness=0,wksummary=0x0,uasummary=0x0,bootcompleted=true,boostinprogress=true,waitmodeenable=true,mode=true,manual=3,auto=7,adj=0.5userId=10",
        ],
        &[
            "Skipping AppWindowToken{df0798e token=Token{78af589 ActivityRecord{3b04890 u0 com.tencent.qt.qtl/com.tencent.video.player.activity.PlayerActivity t761}}} -- going to hide",
            "Skipping AppWindowToken{fadebce token=Token{8af589 ActivityRecord{b04890 u0 com.android.mms/.ui.Main t76}}} -- going to hide",
        ],
        &[
            "printFreezingDisplayLogsopening app wtoken = AppWindowToken{9f4ef63 token=Token{a64f992 ActivityRecord{de9231d u0 com.tencent.qt.qtl/.activity.info.NewsDetailXmlActivity t761}}}, allDrawn= false, startingDisplayed =  false, startingMoved =  false, isRelaunching =  false",
            "printFreezingDisplayLogsopening app wtoken = AppWindowToken{9f4ef6 token=Token{a64f99 ActivityRecord{de9231 u0 com.foo/.Bar t7}}}, allDrawn= true, startingDisplayed =  true, startingMoved =  false, isRelaunching =  true",
        ],
        &["HBM brightnessOut =38", "HBM brightnessOut =4"],
        &["HBM brightnessIn =38"],
        &[
            "animateCollapsePanels:flags=0, force=false, delayed=false, mExpandedVisible=false",
            "animateCollapsePanels:flags=2, force=true, delayed=true, mExpandedVisible=true",
        ],
        &[
            "setSystemUiVisibility vis=0 mask=1 oldVal=40000500 newVal=40000500 diff=0 fullscreenStackVis=0 dockedStackVis=0, fullscreenStackBounds=Rect(0, 0 - 720, 1280), dockedStackBounds=Rect(0, 0 - 0, 0)",
            "setSystemUiVisibility vis=40000500 mask=ffffffff oldVal=40000500 newVal=40000500 diff=0 fullscreenStackVis=0 dockedStackVis=0, fullscreenStackBounds=Rect(0, 0 - 1280, 720), dockedStackBounds=Rect(0, 0 - 0, 0)",
        ],
        &[
            "getRunningAppProcesses: caller 10113 does not hold REAL_GET_TASKS; limiting output",
            "getRunningAppProcesses: caller 10119 does not hold REAL_GET_TASKS; limiting output",
        ],
        &["getTasks: caller 10111 does not hold REAL_GET_TASKS; limiting output"],
        &["mVisiblity.getValue is false", "mVisiblity.getValue is true"],
        &[
            "interceptKeyTq keycode=3 interactive=false keyguardActive=true policyFlags=2000000",
            "interceptKeyTq keycode=26 interactive=true keyguardActive=false policyFlags=22000000",
        ],
        &[
            "Destroying surface Surface(name=PopupWindow:317e46) called by com.android.server.wm.WindowStateAnimator.destroySurface:2170 com.android.server.wm.WindowStateAnimator.destroySurfaceLocked:881",
            "Destroying surface Surface(name=com.tencent.mm/com.tencent.mm.ui.LauncherUI) called by com.android.server.wm.WindowStateAnimator.destroySurface:2171 com.android.server.wm.WindowStateAnimator.destroySurfaceLocked:882",
        ],
        &["startAnimation begin"],
        &["startAnimation end"],
    ]);
}

#[test]
fn health_app() {
    assert_groups(&[
        &["onStandStepChanged 3579", "onStandStepChanged 12"],
        &["onExtend:1514038530000 14 0 4", "onExtend:1514038530001 1 0 0"],
        &[
            "getTodayTotalDetailSteps = 1514038440000##6993##548365##8661##12266##27164404",
            "getTodayTotalDetailSteps = 1514038440001##7##548365##8661##12266##27164405",
        ],
        &[
            "setTodayTotalDetailSteps=1514038440000##7007##548365##8661##12361##27173954",
            "setTodayTotalDetailSteps=1514038440001##7##548365##8661##12361##2",
        ],
        &["calculateCaloriesWithCache totalCalories=126775", "calculateCaloriesWithCache totalCalories=5"],
        &["calculateAltitudeWithCache totalAltitude=240", "calculateAltitudeWithCache totalAltitude=0"],
        &["REPORT : 7007 5002 150089 240", "REPORT : 7008 5003 150111 0"],
        &["onReceive action: android.intent.action.SCREEN_ON"],
        &["onReceive action: android.intent.action.SCREEN_OFF"],
        &["flush sensor data"],
        &["Screen status unknown,think screenOn"],
        &["getAppContext() isAppContextAvailable  true", "getAppContext() isAppContextAvailable  false"],
        &[
            "saveStatisticData() time=1514038440000,stepCount=15,result=true",
            "saveStatisticData() time=1,stepCount=0,result=false",
        ],
    ]);
}

#[test]
fn apache() {
    assert_groups(&[
        &[
            "jk2_init() Found child 6725 in scoreboard slot 10",
            "jk2_init() Found child 32627 in scoreboard slot 9",
        ],
        &["jk2_init() Can't find child 1566 in scoreboard", "jk2_init() Can't find child 2 in scoreboard"],
        &["workerEnv.init() ok /etc/httpd/conf/workers2.properties"],
        &["mod_jk child workerEnv in error state 6", "mod_jk child workerEnv in error state 10"],
        &["mod_jk child init 1 -2", "mod_jk child init 1 0"],
        &[
            "[client 64.242.88.10] Directory index forbidden by rule: /home/httpd/",
            "[client 218.144.240.75] Directory index forbidden by rule: /var/www/html/",
        ],
        &[
            "[client 64.242.88.10] File does not exist: /var/www/html/scripts",
            "[client 1.242.88.10] File does not exist: /var/www/html/_vti_bin/owssvr.dll",
        ],
    ]);
}

#[test]
fn proxifier() {
    assert_groups(&[
        &[
            "proxy.cse.cuhk.edu.hk:5070 open through proxy proxy.cse.cuhk.edu.hk:5070 HTTPS",
            "1-courier.push.apple.com:5223 open through proxy proxy.cse.cuhk.edu.hk:5070 HTTPS",
        ],
        &["socks.cse.cuhk.edu.hk:5070 open through proxy socks.cse.cuhk.edu.hk:5070 SOCKS5"],
        &[
            "proxy.cse.cuhk.edu.hk:5070 close, 0 bytes sent, 0 bytes received, lifetime <1 sec",
            "get.sogou.com:80 close, 651 bytes sent, 546 bytes received, lifetime 00:03",
            "qs.a.yximgs.com:80 close, 1190 bytes (1.16 KB) sent, 1671 bytes (1.63 KB) received, lifetime 01:02:03",
            "play.google.com:443 close, 403 bytes sent, 426110 bytes (416 KB) received, lifetime 00:17",
        ],
        &[
            "play.google.com:443 error : Could not connect through proxy proxy.cse.cuhk.edu.hk:5070 - Proxy closed the connection unexpectedly.",
            "mtalk.google.com:5228 error : Could not connect through proxy proxy.cse.cuhk.edu.hk:5070 - Proxy closed the connection unexpectedly.",
        ],
        &[
            "api.github.com:443 error : Could not connect through proxy proxy.cse.cuhk.edu.hk:5070 - Proxy server cannot establish a connection with the target, status code 403",
            "a.b.com:443 error : Could not connect through proxy proxy.cse.cuhk.edu.hk:5070 - Proxy server cannot establish a connection with the target, status code 503",
        ],
        &[
            "a.b.com:443 error : Could not connect to proxy proxy.cse.cuhk.edu.hk:5070 - connection attempt failed with error 10061",
            "a.google.com:443 error : Could not connect to proxy proxy.cse.cuhk.edu.hk:5070 - connection attempt failed with error 10060",
        ],
    ]);
}

#[test]
fn open_ssh() {
    assert_groups(&[
        &[
            "Failed password for root from 112.95.230.3 port 45378 ssh2",
            "Failed password for uucp from 5.36.59.76 port 4 ssh2",
        ],
        &[
            "Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2",
            "Failed password for invalid user 0101 from 5.188.10.180 port 36279 ssh2",
        ],
        &[
            "Failed none for invalid user admin from 5.188.10.180 port 38926 ssh2",
            "Failed none for invalid user 0 from 1.2.3.4 port 1 ssh2",
        ],
        &[
            "Accepted password for fztu from 119.137.62.142 port 49116 ssh2",
            "Accepted password for curi from 1.2.3.4 port 4 ssh2",
        ],
        &[
            "Invalid user webmaster from 173.234.31.186",
            "Invalid user 0101 from 52.80.34.196",
            "Invalid user  from 52.80.34.196",
        ],
        &[
            "input_userauth_request: invalid user webmaster [preauth]",
            "input_userauth_request: invalid user test9 [preauth]",
        ],
        &[
            "reverse mapping checking getaddrinfo for ns.marryaldkfaczcz.com [173.234.31.186] failed - POSSIBLE BREAK-IN ATTEMPT!",
            "reverse mapping checking getaddrinfo for 191-210-223-172.user.vivozap.com.br [191.210.223.172] failed - POSSIBLE BREAK-IN ATTEMPT!",
        ],
        &["pam_unix(sshd:auth): check pass; user unknown"],
        &[
            "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=173.234.31.186 ",
            "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=c-1-2.cablelink.net.ph",
        ],
        &[
            "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=112.95.230.3  user=root",
        ],
        &[
            "pam_unix(sshd:session): session opened for user fztu by (uid=0)",
            "pam_unix(sshd:session): session opened for user curi by (uid=0)",
        ],
        &["pam_unix(sshd:session): session closed for user fztu"],
        &["Connection closed by 173.234.31.186 [preauth]", "Connection closed by 212.47.254.145 [preauth]"],
        &[
            "Received disconnect from 112.95.230.3: 11: Bye Bye [preauth]",
            "Received disconnect from 1.95.230.3: 11: Bye Bye [preauth]",
        ],
        &["Received disconnect from 119.4.203.64: 11: Closed due to user request. [preauth]"],
        &[
            "error: Received disconnect from 103.99.0.122: 14: No more user authentication methods available. [preauth]",
        ],
        &[
            "Disconnecting: Too many authentication failures for admin [preauth]",
            "Disconnecting: Too many authentication failures for root [preauth]",
        ],
        &[
            "PAM 5 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=112.95.230.3  user=root",
            "PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=52.80.34.196  user=ftp",
        ],
        &["PAM 1 more authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=1.2.3.4 "],
        &["PAM service(sshd) ignoring max retries; 6 > 3", "PAM service(sshd) ignoring max retries; 4 > 3"],
        &[
            "message repeated 5 times: [ Failed password for root from 183.62.140.253 port 37951 ssh2]",
            "message repeated 2 times: [ Failed password for root from 1.62.140.253 port 3 ssh2]",
        ],
        &[
            "Did not receive identification string from 195.154.37.122",
            "Did not receive identification string from 1.2.3.4",
        ],
        &["fatal: Write failed: Connection reset by peer [preauth]"],
    ]);
}

#[test]
fn mac() {
    assert_groups(&[
        &[
            "ARPT: 620701.011328: AirPort_Brcm43xx::syncPowerState: WWEN[enabled]",
            "ARPT: 6.8: AirPort_Brcm43xx::syncPowerState: WWEN[enabled]",
        ],
        &[
            "IOThunderboltSwitch<0>(0x0)::listenerCallback - Thunderbolt HPD packet for route = 0x0 port = 11 unplug = 0",
            "IOThunderboltSwitch<0>(0x0)::listenerCallback - Thunderbolt HPD packet for route = 0x0 port = 12 unplug = 1",
        ],
        &["en0: BSSID changed to 5c:50:15:4c:18:13", "en0: BSSID changed to 64:d9:89:6b:b5:33"],
        &["en0: channel changed to 1", "en0: channel changed to 132,+1"],
        &["PM response took 1999 ms (54, powerd)", "PM response took 2010 ms (1, powerd)"],
        &[
            "AirPort: Link Down on awdl0. Reason 1 (Unspecified).",
            "AirPort: Link Down on en0. Reason 8 (Unspecified).",
        ],
        &["Wake reason: RTC (Alarm)"],
        &[
            "Unexpected payload found for message 9, dataLen 0",
            "Unexpected payload found for message 8, dataLen 4",
        ],
        &["Previous sleep cause: 5"],
        &[
            "mDNS_DeregisterInterface: Frequent transitions for interface awdl0 (FE80:0000:0000:0000:D8A5:90FF:FEF5:7FFF)",
            "mDNS_DeregisterInterface: Frequent transitions for interface en0 (2607:F140:6000:0008:C6B3:01FF:FECD:467F)",
        ],
        &["mDNS_RegisterInterface: Frequent transitions for interface en0 (10.142.110.255)"],
        &[
            "AppleCamIn::systemWakeCall - messageType = 0xE0000340",
            "AppleCamIn::systemWakeCall - messageType = 0xE0000280",
        ],
        &["AppleCamIn::handleWakeEvent_gated"],
        &[
            "tcp_connection_destination_perform_socket_connect 45238 connectx to 203.205.142.158:14000@0 failed: [50] Network is down",
            "tcp_connection_destination_perform_socket_connect 4 connectx to 123.151.10.190:80@0 failed: [50] Network is down",
        ],
        &[
            "nw_nat64_post_new_ifstate successfully changed NAT64 ifstate from 0x8 to 0x8000000000000000",
            "nw_nat64_post_new_ifstate successfully changed NAT64 ifstate from 0x4 to 0x8000000000000000",
        ],
        &["FA||Url||taskID[2019353659] dealloc", "FA||Url||taskID[2] dealloc"],
        &[
            "USBMSC Identifier (non-unique): 000000000820 0x5ac 0x8406 0x820, 3",
            "USBMSC Identifier (non-unique): 000000000821 0x5ad 0x8407 0x821, 2",
        ],
        &[
            "com.apple.Addres(38449) deny(1) network-outbound /private/var/run/mDNSResponder",
            "com.apple.Addres(3) deny(1) network-outbound /private/var/run/mDNSResponder",
        ],
    ]);
}
