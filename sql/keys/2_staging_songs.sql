-- declares: staging_songs_load_id
--
-- The index of staging_songs: as that of staging_events.

--@postgres CREATE INDEX staging_songs_load_id ON staging_songs USING brin (load_id) WITH (autosummarize = on);
