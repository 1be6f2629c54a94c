-- declares: staging_events_load_id
--
-- The index of staging_events: finds the events of the latest loads, which lie together. A few bytes for many pages are
-- enough for that.

--@postgres CREATE INDEX staging_events_load_id ON staging_events USING brin (load_id) WITH (autosummarize = on);
