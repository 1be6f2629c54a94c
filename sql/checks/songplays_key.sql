-- title: songplays.songplay_id is unique and not null
-- severity: error
SELECT songplay_id, COUNT(*) AS row_count
FROM songplays
GROUP BY songplay_id
HAVING COUNT(*) > 1 OR songplay_id IS NULL;
