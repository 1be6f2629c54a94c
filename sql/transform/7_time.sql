-- per: slice
-- needs: new events
--
-- Adds the start times of the slice's plays that time does not hold yet, taken apart in UTC.
--
-- A time at which this slice has plays has plays in songplays, be they new or known. DuckDB stores what it has
-- materialised with all its threads.

INSERT INTO time (start_time, hour, day, week, month, year, weekday)
WITH new_times AS  --@duckdb MATERIALIZED
(
    SELECT play_times.start_time
    FROM play_times
    LEFT JOIN (
        SELECT start_time
        FROM time
        WHERE start_time >= (SELECT MIN(start_time) FROM play_times)
          AND start_time <= (SELECT MAX(start_time) FROM play_times)
    ) AS known_times
      ON known_times.start_time = play_times.start_time
    WHERE known_times.start_time IS NULL
)
SELECT start_time
     , DATE_PART('hour', start_time)
     , DATE_PART('day', start_time)
     , DATE_PART('week', start_time)
     , DATE_PART('month', start_time)
     , DATE_PART('year', start_time)
     , DATE_PART('dow', start_time)
FROM new_times;
