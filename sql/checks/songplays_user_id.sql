-- title: every songplays.user_id is in users
-- severity: error
-- of: songplays
-- scope: run
SELECT songplays.songplay_id, songplays.user_id
FROM songplays
--@run JOIN touched_plays ON touched_plays.songplay_id = songplays.songplay_id
LEFT JOIN users ON users.user_id = songplays.user_id
WHERE songplays.user_id IS NOT NULL
  AND users.user_id IS NULL;
