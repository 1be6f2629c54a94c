-- needs: events
--
-- Decides which song a title, artist name and duration stand for.
--
-- Plays match a current song when title, artist name and duration are all equal; among several such songs
-- the smallest song_id wins: song_matches, which is left behind for the transforms after this one.

CREATE TEMP TABLE song_matches AS
SELECT title, artist_name, duration, song_id, artist_id
FROM (
    SELECT title, artist_name, duration, song_id, artist_id
         , ROW_NUMBER() OVER (
               PARTITION BY title, artist_name, duration
                            --@redshift , LENGTH(title), LENGTH(artist_name)
               ORDER BY song_id
           ) AS choice
    FROM current_songs
    WHERE title IS NOT NULL
      AND artist_name IS NOT NULL
      AND duration IS NOT NULL
) AS ranked
WHERE choice = 1;
--@postgres ANALYZE song_matches;
