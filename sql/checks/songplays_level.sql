-- title: songplays.level is free or paid
-- severity: error
--
-- A play without a level is let pass: the source did not say.
SELECT songplay_id, level
FROM songplays
WHERE level NOT IN ('free', 'paid');
