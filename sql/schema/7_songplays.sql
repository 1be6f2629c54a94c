-- The fact table: one row per play, that is per event with page NextSong, matched to a song or not.
-- The same (user_id, session_id, start_time) is the same play; user_id and session_id may be NULL.
--
-- Redshift: spread by user, as the events are. song_id would be a bad key: nearly all real plays have
-- none, so one slice would hold nearly everything. Sorted by time, which most questions filter by.
CREATE TABLE songplays (
      songplay_id       BIGINT NOT NULL
    , start_time        TIMESTAMP NOT NULL
    , user_id           BIGINT
    , level             VARCHAR(16)             --@postgres COLLATE "C"
    , song_id           VARCHAR(64)             --@postgres COLLATE "C"
    , artist_id         VARCHAR(64)             --@postgres COLLATE "C"
    , session_id        BIGINT
    , location          VARCHAR(1024)           --@postgres COLLATE "C"
    , user_agent        VARCHAR(1024)           --@postgres COLLATE "C"
)
--@redshift DISTKEY(user_id) SORTKEY(start_time)
;
