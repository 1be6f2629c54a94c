-- title: songplays.songplay_id is unique and not null
-- severity: error
--
-- In order, equal keys are neighbours: for long tables that is cheaper than grouping by a key of its own per row.
SELECT songplay_id
FROM (
    SELECT songplay_id, LAG(songplay_id) OVER (ORDER BY songplay_id) AS previous_id
    FROM songplays
) AS ordered
WHERE songplay_id = previous_id
   OR songplay_id IS NULL;
