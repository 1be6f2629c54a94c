-- What became of every event, as somebody would count it by hand behind postgres_star.sql: what the transforms count for the
-- account of a run.

SET jit = off;
SET work_mem = '64MB';

SELECT CASE
           WHEN page IS DISTINCT FROM 'NextSong' THEN 'no play'
           WHEN songs.song_id IS NOT NULL THEN 'matched'
           WHEN titles.title IS NULL THEN 'no such title'
           WHEN artist_titles.title IS NULL THEN 'title by another artist only'
           ELSE 'title and artist, but another duration'
       END AS outcome
     , COUNT(*)
FROM staging_events AS event
LEFT JOIN (
    SELECT DISTINCT ON (title, artist_name, duration) title, artist_name, duration, song_id
    FROM staging_songs
) AS songs ON songs.title = song AND songs.artist_name = artist AND songs.duration = length
LEFT JOIN (SELECT DISTINCT title FROM staging_songs) AS titles ON titles.title = song
LEFT JOIN (
    SELECT DISTINCT title, artist_name FROM staging_songs
) AS artist_titles ON artist_titles.title = song AND artist_titles.artist_name = artist
GROUP BY 1;
