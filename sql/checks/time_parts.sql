-- title: the parts of time agree with its start_time
-- severity: error
SELECT start_time, hour, day, week, month, year, weekday
FROM time
WHERE hour <> EXTRACT(hour FROM start_time)
   OR day <> EXTRACT(day FROM start_time)
   OR week <> EXTRACT(week FROM start_time)
   OR month <> EXTRACT(month FROM start_time)
   OR year <> EXTRACT(year FROM start_time)
   OR weekday <> EXTRACT(dow FROM start_time);
