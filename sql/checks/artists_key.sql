-- title: artists.artist_id is unique and not null
-- severity: error
-- of: artists
SELECT artist_id, COUNT(*) AS row_count
FROM artists
GROUP BY artist_id
HAVING COUNT(*) > 1 OR artist_id IS NULL;
