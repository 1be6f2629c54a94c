-- needs: new events
--
-- Brings users up to the latest event of each user, whatever its page.
--
-- The latest event is the greatest by ts, then session_id, then item_in_session, then the remaining
-- columns in their order. Only events at or after a user's latest one in this load can be it, so older
-- history is not read (ts is what the staging table is ordered by), and late files change nothing.

CREATE TEMP TABLE latest_times AS
SELECT user_id, MAX(ts) AS ts
FROM :loaded_events AS event
WHERE user_id IS NOT NULL
GROUP BY user_id;
--@postgres ANALYZE latest_times;

CREATE TEMP TABLE loaded_users AS
SELECT user_id, first_name, last_name, gender, level
FROM (
    SELECT event.user_id, event.first_name, event.last_name, event.gender, event.level
         , ROW_NUMBER() OVER (
               PARTITION BY event.user_id
               ORDER BY event.ts DESC
                      , event.session_id DESC NULLS LAST
                      , event.item_in_session DESC NULLS LAST
                      , event.artist DESC NULLS LAST
                      --@redshift , LENGTH(event.artist) DESC NULLS LAST
                      , event.auth DESC NULLS LAST
                      --@redshift , LENGTH(event.auth) DESC NULLS LAST
                      , event.first_name DESC NULLS LAST
                      --@redshift , LENGTH(event.first_name) DESC NULLS LAST
                      , event.gender DESC NULLS LAST
                      --@redshift , LENGTH(event.gender) DESC NULLS LAST
                      , event.last_name DESC NULLS LAST
                      --@redshift , LENGTH(event.last_name) DESC NULLS LAST
                      , event.length DESC NULLS LAST
                      , event.level DESC NULLS LAST
                      --@redshift , LENGTH(event.level) DESC NULLS LAST
                      , event.location DESC NULLS LAST
                      --@redshift , LENGTH(event.location) DESC NULLS LAST
                      , event.method DESC NULLS LAST
                      --@redshift , LENGTH(event.method) DESC NULLS LAST
                      , event.page DESC NULLS LAST
                      --@redshift , LENGTH(event.page) DESC NULLS LAST
                      , event.registration DESC NULLS LAST
                      , event.song DESC NULLS LAST
                      --@redshift , LENGTH(event.song) DESC NULLS LAST
                      , event.status DESC NULLS LAST
                      , event.user_agent DESC NULLS LAST
                      --@redshift , LENGTH(event.user_agent) DESC NULLS LAST
           ) AS choice
    FROM (
        SELECT * FROM :loaded_events AS loaded
        UNION ALL
        SELECT *
        FROM staging_events
        WHERE load_id < :first_load_id
          AND ts >= (SELECT MIN(ts) FROM latest_times)
    ) AS event
    JOIN latest_times ON latest_times.user_id = event.user_id
    WHERE event.ts >= latest_times.ts
) AS ranked
WHERE choice = 1;

MERGE INTO users
USING loaded_users
ON users.user_id = loaded_users.user_id
WHEN MATCHED THEN UPDATE SET
      first_name = loaded_users.first_name
    , last_name = loaded_users.last_name
    , gender = loaded_users.gender
    , level = loaded_users.level
WHEN NOT MATCHED THEN INSERT (user_id, first_name, last_name, gender, level)
VALUES (loaded_users.user_id, loaded_users.first_name, loaded_users.last_name, loaded_users.gender
      , loaded_users.level);

DROP TABLE latest_times;
DROP TABLE loaded_users;
