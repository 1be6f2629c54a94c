-- title: songplays.level is free or paid
-- severity: error
-- of: songplays
-- scope: run
--
-- A play without a level is let pass: the source did not say.
SELECT songplays.songplay_id, level
FROM songplays
--@run JOIN touched_plays ON touched_plays.songplay_id = songplays.songplay_id
WHERE level NOT IN ('free', 'paid');
