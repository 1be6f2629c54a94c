-- title: a play has both a song_id and an artist_id or neither
-- severity: error
-- of: songplays
-- scope: run
SELECT songplays.songplay_id, song_id, artist_id
FROM songplays
--@run JOIN touched_plays ON touched_plays.songplay_id = songplays.songplay_id
WHERE (song_id IS NULL) <> (artist_id IS NULL);
