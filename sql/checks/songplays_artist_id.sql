-- title: every songplays.artist_id is in artists
-- severity: error
-- of: songplays
-- scope: run
SELECT songplays.songplay_id, songplays.artist_id
FROM songplays
--@run JOIN touched_plays ON touched_plays.songplay_id = songplays.songplay_id
LEFT JOIN artists ON artists.artist_id = songplays.artist_id
WHERE songplays.artist_id IS NOT NULL
  AND artists.artist_id IS NULL;
