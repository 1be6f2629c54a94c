-- Drops what the transforms handed to each other.

DROP TABLE song_matches;
DROP TABLE current_songs;
