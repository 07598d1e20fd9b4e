-- Slips of the pen: what somebody may have meant.

CREATE FUNCTION agentmon.spelling_distance(p_one text, p_other text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one constant text := lower(left(p_one, 40));
    other constant text := lower(left(p_other, 40));
    before integer[] := ARRAY(SELECT generate_series(0, length(other)));
    here integer[];
BEGIN
    FOR i IN 1 .. length(one) LOOP
        here := ARRAY[i];
        FOR j IN 1 .. length(other) LOOP
            here := here || least(
                here[j] + 1,
                before[j + 1] + 1,
                before[j] + CASE WHEN substr(one, i, 1) = substr(other, j, 1) THEN 0 ELSE 1 END);
        END LOOP;
        before := here;
    END LOOP;
    RETURN before[length(other) + 1];
END
$$;
COMMENT ON FUNCTION agentmon.spelling_distance(text, text) IS
'How many letters have to be changed, put in or left out to make one word of the other, in any case of '
'letters; of long ones the first 40 letters count.';

CREATE FUNCTION agentmon.nearest_spelling(p_word text, p_words text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT likely.word
    FROM (
        SELECT known.word, known.n, (length(known.word) + 1) / 3 AS most
        FROM unnest(p_words) WITH ORDINALITY AS known (word, n)
        -- A third of a word may be wrong; with more it is another one.
        WHERE (abs(length(p_word) - length(known.word)) <= (length(known.word) + 1) / 3
               OR length(p_word) > 2 AND starts_with(lower(known.word), lower(p_word)))
          -- Of many words only those are looked at that begin or end alike.
          AND (cardinality(p_words) <= 100
               OR lower(left(known.word, 2)) = lower(left(p_word, 2))
               OR lower(right(known.word, 3)) = lower(right(p_word, 3)))
        ORDER BY abs(length(p_word) - length(known.word)), known.n
        LIMIT 100
    ) AS likely
    CROSS JOIN LATERAL (
        SELECT agentmon.spelling_distance(p_word, likely.word) AS letters
    ) AS slip
    WHERE slip.letters <= likely.most
       OR length(p_word) > 2 AND starts_with(lower(likely.word), lower(p_word))
    ORDER BY slip.letters, likely.n
    LIMIT 1
$$;
COMMENT ON FUNCTION agentmon.nearest_spelling(text, text[]) IS
'The one of some words that is spelt most like p_word; NULL where none is spelt nearly so.';

GRANT EXECUTE ON FUNCTION
    agentmon.spelling_distance(text, text),
    agentmon.nearest_spelling(text, text[])
    TO agentmon_reader, agentmon_notifier, agentmon_admin;
