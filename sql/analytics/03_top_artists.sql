-- title: Most played artists
-- chart: bar plays
--
-- Counts plays that were matched to a song of the catalogue.
SELECT artists.name AS artist, COUNT(*) AS plays, COUNT(DISTINCT songplays.user_id) AS listeners
FROM songplays
JOIN artists ON artists.artist_id = songplays.artist_id
GROUP BY artists.artist_id, artists.name
ORDER BY plays DESC, artists.name, artists.artist_id
LIMIT 10;
