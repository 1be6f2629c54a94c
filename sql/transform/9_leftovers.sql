-- after: checks
--
-- Drops what the transforms handed to each other and to the checks. Those that need events may not have been run.

DROP TABLE current_songs;
DROP TABLE loaded_songs;
DROP TABLE replaced_songs;
DROP TABLE departed_artists;
DROP TABLE IF EXISTS song_matches;
DROP TABLE IF EXISTS matched_plays;

--@run DROP TABLE touched_plays;
--@run DROP TABLE touched_times;
