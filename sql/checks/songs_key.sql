-- title: songs.song_id is unique and not null
-- severity: error
-- of: songs
SELECT song_id, COUNT(*) AS row_count
FROM songs
GROUP BY song_id
HAVING COUNT(*) > 1 OR song_id IS NULL;
