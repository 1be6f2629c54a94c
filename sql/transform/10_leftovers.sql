-- after: checks
--
-- Drops what the transforms handed to each other and to the checks.

DROP TABLE current_songs;
DROP TABLE loaded_songs;
DROP TABLE replaced_songs;
DROP TABLE departed_artists;

--@run DROP TABLE touched_plays;
--@run DROP TABLE touched_times;
