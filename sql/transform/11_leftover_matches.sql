-- after: checks
-- needs: events
--
-- Drops what the transforms of plays handed to each other.

DROP TABLE song_matches;

--@run DROP TABLE matched_plays;
