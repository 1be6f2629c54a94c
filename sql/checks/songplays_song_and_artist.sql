-- title: a play has both a song_id and an artist_id or neither
-- severity: error
SELECT songplay_id, song_id, artist_id
FROM songplays
WHERE (song_id IS NULL) <> (artist_id IS NULL);
