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
     , EXTRACT(hour FROM start_time)
     , EXTRACT(day FROM start_time)
     , EXTRACT(week FROM start_time)
     , EXTRACT(month FROM start_time)
     , EXTRACT(year FROM start_time)
     , EXTRACT(dow FROM start_time)
FROM new_times;
