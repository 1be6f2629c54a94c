-- Leaves behind, for the checks of an increment, which plays and which times it touched: touched_plays (the plays that it
-- added, and those of earlier loads that it matched anew) and touched_times (theirs, and those of all its plays).

--@run CREATE TEMP TABLE touched_plays AS
--@run SELECT songplay_id
--@run FROM songplays
--@run WHERE songplay_id > :last_songplay_id
--@run UNION
--@run SELECT songplay_id
--@run FROM matched_plays;

--@run CREATE TEMP TABLE touched_times AS
--@run SELECT start_time
--@run FROM songplays
--@run JOIN touched_plays ON touched_plays.songplay_id = songplays.songplay_id
--@run UNION
--@run SELECT ts AS start_time
--@run FROM :loaded_events AS event
--@run WHERE page = 'NextSong';
