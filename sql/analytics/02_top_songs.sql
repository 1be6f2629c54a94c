-- title: Most played songs
-- chart: bar plays
--
-- Counts plays that were matched to a song of the catalogue.
SELECT songs.title, artists.name AS artist, COUNT(*) AS plays
FROM songplays
JOIN songs ON songs.song_id = songplays.song_id
JOIN artists ON artists.artist_id = songplays.artist_id
GROUP BY songs.song_id, songs.title, artists.name
ORDER BY plays DESC, songs.title, songs.song_id
LIMIT 10;
