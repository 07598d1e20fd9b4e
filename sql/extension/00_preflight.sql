-- Texts of any language come in, and the library reads UTF-8 alone.
DO $encoding$
DECLARE
    encoding text := pg_catalog.getdatabaseencoding();
BEGIN
    IF encoding OPERATOR(pg_catalog.<>) 'UTF8' THEN
        RAISE EXCEPTION 'pg_agentmon needs a database with encoding UTF8, and this one has %', encoding
            USING ERRCODE = 'character_not_in_repertoire',
                  DETAIL = 'An encoding is chosen when a database is made, and cannot be changed; nothing was touched.',
                  HINT = 'Make one by CREATE DATABASE name TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8'', and move your data there by pg_dump and pg_restore.';
    END IF;
END
$encoding$;

-- The library must be there, and made for this PostgreSQL; what PostgreSQL says of it does not say what to do.
DO $library$
DECLARE
    major int := pg_catalog.current_setting('server_version_num')::int OPERATOR(pg_catalog./) 10000;
    problem text;
    details text;
    code text;
BEGIN
    LOAD 'MODULE_PATHNAME';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT, details = PG_EXCEPTION_DETAIL, code = RETURNED_SQLSTATE;
    RAISE EXCEPTION 'the library of pg_agentmon cannot be loaded by this PostgreSQL %: %', major, problem
        USING ERRCODE = code,
              DETAIL = pg_catalog.concat_ws(' ', nullif(details, ''), 'Nothing was touched.'),
              HINT = pg_catalog.format(
                  'Install the build for PostgreSQL %s on this server: the package postgresql-%s-pg-agentmon, or make install PG=%s.',
                  major, major, major);
END
$library$;

-- Before anything is made: the names that the extension needs must be free. All that are taken are listed
-- at once, and nothing is touched. tests/tests/objects.rs holds this list against what the extension makes.
DO $preflight$
DECLARE
    taken text;
BEGIN
    SELECT string_agg(name, ', ' ORDER BY name) INTO taken
    FROM (
        SELECT DISTINCT format('%s.%s()', s.nspname, p.proname) AS name
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace s ON s.oid = p.pronamespace
        WHERE (p.pronamespace = 'monitoring'::regnamespace AND p.proname = ANY ('{
            acknowledge_alert, activity_failures, activity_kept, activity_merge, activity_rows, admit_series,
            adopt_rows, adopt_schema, adopted_tag, adoption, agent_facts, agents_at, aggregate_daily_metrics,
            aggregate_hourly_metrics, aggregate_weekly_metrics, alert_facts, alert_json, alert_key,
            alert_kind, alert_lines, alert_name, alert_step, alert_steps, alert_text, alert_title,
            alert_words, api_metrics_at, applied_files, apply_retention, apply_rule_results,
            approx_percentile, approx_percentile_array, approx_percentile_rank, begin_anew, blockers,
            call_failed, can_remember, canonical_log_level, canonical_period, canonical_row,
            canonical_severity, canonical_source, canonical_value, catch_up_rules, ceil_to, channel_delays,
            channel_kinds, channel_limit, check_alert_rule, check_applied_tables, check_asked, check_channel,
            check_channel_names, check_escalation_step, check_expression, check_inhibition, check_job,
            check_job_name, check_matcher_texts, check_matchers, check_metric_definition, check_month_days,
            check_mute_time, check_name, check_number_list, check_p_now, check_pattern, check_range,
            check_retention_days, check_retention_policy, check_route, check_rule_labels, check_rule_name,
            check_rule_texts, check_rule_time, check_setting, check_silence, check_stamp,
            check_stored_matchers, check_template, check_texts, check_times, check_timezone, claim_apart,
            claim_notifications, claim_some, clean_json, close_catalogue, close_cursor, close_partition,
            cluster_tag, complete_notification, compose, composed_debts, consumers, counted,
            created_relations, cron_command, cron_failure, cron_is_here, cron_registrations, crowded_metrics,
            cut_texts, database_facts, day_partition, defer_notification, delays_in_words, delete_expired,
            dimensions_match, document_entries, document_rule, document_rules, doubtful_installation,
            draw_conclusions, drop_partition, drop_said, due_escalations, due_for, due_notifications,
            due_within_limit, end_failure, end_failures_but, end_of_attempts, end_orphans, end_other_failures,
            end_quiet, end_raised, ended_note, enter_notifier, error, error_fingerprint, escalate_groups,
            escalate_these, evaluate_alert_rules, evaluate_due_rules, evaluate_expression, expand_series,
            expire_silence, expires_before, explain_notification, expose_in_public, exposed_comment,
            fail_member, fail_notification, failure_facts, failure_member, fall_back, fall_back_from,
            fall_back_of_dead, fall_back_these, fate_in_words, flush_groups, folded, follow_names,
            forget_blockers, forget_cron_runs, forget_cursors, forget_late_rows, forget_past_failures,
            forget_series, found_tables, free_places, free_relation_name, fresh_errors, full_metrics, gauge,
            get_system_health, give_up_channel, give_up_route, gone_notifiers, graver_first, group_entries,
            group_labels, groups_of, half_applied, has_partition, heal_clocks, health_facts, heartbeat,
            held_back, held_rule_alerts, histogram, hold_members, holds, holds_in_words, increment,
            insert_agent_metric, insert_execution, insert_log, insert_message, insert_system_event,
            installed_at, is_at_limit, is_far, is_finite, is_in_transaction_block, is_local_tag, is_segment,
            is_spoken_for, issue_facts, job_failures, job_is_enabled, job_names, job_next_due, job_patience,
            job_served_at, job_step, jobs_at, judge_health, jwt_sub, keep_lost_errors, keep_row, keep_seals,
            keep_word, kind_is_served, known_channels, known_log_level, labels_in_words, labels_match,
            lease_composed, leave_channel, leave_groups, leave_notifier, leave_route, library_age,
            library_version, lift_statement_timeout, limit_of, live_metrics, live_rollups, live_window,
            live_window_of, load_alert_rules, lock_cursors, lock_groups, lock_notification, lock_open_alert,
            log_agent_activity, log_agent_execution, log_event, log_worker_issue, longest_hold,
            longest_interval, longest_name, look_for_held, maintain_partitions, make_due_partitions,
            make_partition, matcher_doubts, matchers_work, matching_routes, max_val, may_sum_up, mean,
            measures_agree, measures_merge, member_fails, mend_catch_all, mend_catch_alls, merge_rollups,
            merge_segments, merged_measures, merged_segments, merged_sum, messages_about, min_val,
            minutes_due_from, minutes_from, minutes_of, missing_channels, most_listed, move_channel, move_end,
            move_route, must_wait, mute_ends, muted_until, names_in_the_way, newest_id, newest_id_final,
            newest_id_sfunc, newest_unread, newest_value, newest_value_final, newest_value_sfunc,
            next_notification_at, next_repeat, next_rule_at, no_data_note, nonblank, note_alert,
            note_blockers, note_failure, note_late_row, note_over, note_progress, note_refresh_failure,
            note_rule_failures, note_unescalated, note_untold, notification_text, num_vals, number_in_words,
            one_by_one, only_comparison, others_ahead, overdue_jobs, owed_channels, own_stamp,
            parse_alert_expression, partition_due, partition_due_of, partition_gap, partitioned_tables,
            partitions, partitions_job_step, partitions_of, pass_over_unsound_matchers, percentile_agg,
            percentile_agg_trans, period_end, period_seconds, period_unit, pgmq_queues, place_at, plan_time,
            play_rules, preview_lines, preview_notification, preview_steps, process_alerts, progress_in_words,
            prometheus_expression, prometheus_rule, public_names, purge_old_monitoring_events, put_debts,
            put_off_claim, put_seal, put_these, queue_facts, queue_metrics_at, queues_at, quotient,
            raise_alert, raise_errors, raise_lost_errors, raw_is_gone, reach_again, reach_late,
            reach_late_row, reach_untold, reachable_channels, read_rows, reading_parts, reads_ours,
            rebuild_activity, rebuild_hours, rebuild_period, rebuild_rollups, receivers_in_words,
            recent_errors, recent_executions, recheck_groups, recheck_groups_now, recheck_held, recheck_these,
            record_circuit, record_job_run, record_metric, record_metric_of_kind, record_rule_run,
            refresh_cursor, refresh_fully, refresh_job_step, refresh_rollups, refresh_source,
            refresh_step_rows, refuse, refuse_agent, refuse_common, refuse_event, refuse_execution,
            refuse_held, refuse_issue, refuse_log, refuse_long_interval, refuse_long_name, refuse_message,
            refuse_metric, refuse_older_library, refuse_other_versions, refuse_queue, refuse_task,
            refuse_threshold, register_notifier, remember_late, remember_maybe, remember_told, removed_before,
            render_annotations, render_template, replay_alert_rule, replay_notifications, report_queue,
            resolve_alert, resolve_ended, resolve_quiet_errors, resolve_worker_issue, retention_job_step,
            retention_step, retention_targets, retry_delay, roll_up_raw, rolled_up, rolled_up_agents,
            rolled_up_extent, rolled_up_longer, rolled_up_segments, rolled_up_series, rolled_up_slices,
            rollup, rollup_chunks, rollup_combine, rollup_deserial, rollup_executions,
            rollup_executions_sfunc, rollup_final, rollup_logs, rollup_logs_sfunc, rollup_plan, rollup_rows,
            rollup_rows_sfunc, rollup_serial, rollup_sources, rollup_unread, route_alerts, route_these,
            row_stamp, row_stamp_if_assigned, rows_ahead, rule_document, rule_in_words, rule_results,
            rule_series, rule_step, rule_threshold, rule_transitions, rules_behind, rules_of, run_alert_rules,
            run_job, says, says_nothing, schedule_jobs, schema_files, seal_partition, seals_due,
            seconds_in_words, seed_statements, segment_rows, self_facts, series_limit, served_fallback,
            set_log_context, setting_boolean, setting_bounds, setting_interval, settle_notification,
            settle_unknown, setup, severity_of, severity_rank, short_texts, shortfall_in_words,
            silence_alerts, silenced_now, sketch_agg_combine, sketch_agg_deserialize, sketch_agg_final,
            sketch_agg_serialize, sketch_cmp, sketch_eq, sketch_from_bytea, sketch_from_otel, sketch_ge,
            sketch_gt, sketch_hash, sketch_hash_extended, sketch_in, sketch_le, sketch_lt, sketch_merge,
            sketch_ne, sketch_or_null, sketch_out, sketch_recv, sketch_rollup_trans, sketch_send,
            sketch_to_otel, sketches_agree, slow_down, snapshot_to_store, snooze_alert, sound_rules,
            split_summary, stamps_to_read, stand_in_words, stated_number, stay_awake, stored_sketch,
            strange_rows, strange_stamps, sum_merge, sum_up, sum_up_hours, sum_val, summarize_pages,
            summarize_stamps, summed_hours, summed_until, table_facts, take_error_rows, take_errors_of,
            take_put_off, take_rule_results, take_turns, takes_all, tell_groups, tell_in_hand,
            tell_of_matchers, tell_of_route_before, tell_of_silence, tell_rule_errors, test_alert_rules,
            test_samples, text_by_template, thresholds, time_in_words, time_of_rule, times_to_read, to_double,
            touch_row, try_alert_rules, try_step, units_of, unknown_notifications, unread_between,
            unread_condition, unread_errors, unread_rows, unread_states, unschedule_jobs, unsealed_times,
            unseen_metrics, unseen_rule_facts, unseen_rules, untaken_errors, use_lock_timeout, uuid_v7,
            value_in_words, values_of, verdict_by_messages, verdict_without_messages, verify_activity,
            verify_part, verify_plan, verify_rollups, view_comments, wait_in_words, wake_on_error,
            what_is_absent, what_is_wrong, white_space, whole_number, with_sound_matchers, within_times,
            write_activity, write_minutes, write_rollups
            }'::text[]))
           OR (p.pronamespace = 'public'::regnamespace AND p.proname IN ('get_system_health', 'purge_old_monitoring_events'))
        UNION
        SELECT format('type monitoring.%s', t.typname) FROM pg_catalog.pg_type t
        WHERE t.typnamespace = 'monitoring'::regnamespace AND t.typname = 'sketch'
    ) AS n;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'objects that pg_agentmon needs exist already: %', taken
            USING ERRCODE = 'duplicate_object',
                  DETAIL = 'They do not belong to this extension; nothing was touched.',
                  HINT = 'Rename or drop them (ALTER FUNCTION ... RENAME TO ...), then run CREATE EXTENSION pg_agentmon again.';
    END IF;
END
$preflight$;

-- Roles belong to the cluster: made where missing, kept by DROP EXTENSION, and there before a restore grants.
DO $roles$
DECLARE
    r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['agentmon_writer', 'agentmon_reader', 'agentmon_notifier', 'agentmon_admin', 'agentmon_user'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = r) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', r);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Made at the same time from another database.
            END;
        END IF;
    END LOOP;
END
$roles$;
