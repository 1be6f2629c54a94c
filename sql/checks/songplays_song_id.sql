-- title: every songplays.song_id is in songs
-- severity: error
-- of: songplays
-- scope: run
SELECT songplays.songplay_id, songplays.song_id
FROM songplays
--@run JOIN touched_plays ON touched_plays.songplay_id = songplays.songplay_id
LEFT JOIN songs ON songs.song_id = songplays.song_id
WHERE songplays.song_id IS NOT NULL
  AND songs.song_id IS NULL;
