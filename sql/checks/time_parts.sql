-- title: the parts of time agree with its start_time
-- severity: error
-- of: time
-- scope: run
SELECT time.start_time, hour, day, week, month, year, weekday
FROM time
--@run JOIN touched_times ON touched_times.start_time = time.start_time
WHERE hour <> EXTRACT(hour FROM time.start_time)
   OR day <> EXTRACT(day FROM time.start_time)
   OR week <> EXTRACT(week FROM time.start_time)
   OR month <> EXTRACT(month FROM time.start_time)
   OR year <> EXTRACT(year FROM time.start_time)
   OR weekday <> EXTRACT(dow FROM time.start_time);
