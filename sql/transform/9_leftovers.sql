-- after: checks
--
-- Drops what the transforms handed to each other and to the checks.

DROP TABLE song_matches;
DROP TABLE current_songs;
DROP TABLE departed_artists;
DROP TABLE matched_plays;

--@run DROP TABLE touched_plays;
--@run DROP TABLE touched_times;
