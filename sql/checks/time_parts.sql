-- title: the parts of time agree with its start_time
-- severity: error
-- of: time
-- scope: run
SELECT time.start_time, hour, day, week, month, year, weekday
FROM time
--@run JOIN touched_times ON touched_times.start_time = time.start_time
WHERE hour <> DATE_PART('hour', time.start_time)
   OR day <> DATE_PART('day', time.start_time)
   OR week <> DATE_PART('week', time.start_time)
   OR month <> DATE_PART('month', time.start_time)
   OR year <> DATE_PART('year', time.start_time)
   OR weekday <> DATE_PART('dow', time.start_time);
