-- One row per distinct start_time in songplays, taken apart in UTC. Weeks are ISO weeks; a weekday is
-- 0 (Sunday) to 6 (Saturday).
--
-- Redshift: nearly as long as songplays, so it is spread and sorted by the key that joins the two.
CREATE TABLE time (
      start_time        TIMESTAMP NOT NULL
    , hour              INTEGER NOT NULL
    , day               INTEGER NOT NULL
    , week              INTEGER NOT NULL
    , month             INTEGER NOT NULL
    , year              INTEGER NOT NULL
    , weekday           INTEGER NOT NULL
)
--@redshift DISTKEY(start_time) SORTKEY(start_time)
;
