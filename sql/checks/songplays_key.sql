-- title: songplays.songplay_id is unique and not null
-- severity: error
-- of: songplays
-- scope: run
--
-- In order, equal keys are neighbours: for long tables that is cheaper than grouping by a key of its own per row.
SELECT songplay_id
FROM (
    SELECT songplays.songplay_id
         , LAG(songplays.songplay_id) OVER (ORDER BY songplays.songplay_id) AS previous_id
    FROM songplays
    --@run JOIN touched_plays ON touched_plays.songplay_id = songplays.songplay_id
) AS ordered
WHERE songplay_id = previous_id
   OR songplay_id IS NULL;
