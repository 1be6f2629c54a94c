-- Adds the start times of the new plays that time does not hold yet, taken apart in UTC.

INSERT INTO time (start_time, hour, day, week, month, year, weekday)
SELECT start_time
     , EXTRACT(hour FROM start_time)
     , EXTRACT(day FROM start_time)
     , EXTRACT(week FROM start_time)
     , EXTRACT(month FROM start_time)
     , EXTRACT(year FROM start_time)
     , EXTRACT(dow FROM start_time)
FROM (
    SELECT DISTINCT play.start_time
    FROM new_plays AS play
    LEFT JOIN time ON time.start_time = play.start_time
    WHERE time.start_time IS NULL
) AS new_times;
