-- title: every songs.artist_id is in artists
-- severity: error
-- of: songs
SELECT songs.song_id, songs.artist_id
FROM songs
LEFT JOIN artists ON artists.artist_id = songs.artist_id
WHERE songs.artist_id IS NOT NULL
  AND artists.artist_id IS NULL;
