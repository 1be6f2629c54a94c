-- Makes the table in which the transforms count what became of the events of this load, for the account of the run:
-- no play, a play that was known already, or a play that was added, by what came of matching it.

CREATE TEMP TABLE event_outcomes (
      outcome           VARCHAR(64)         --@postgres COLLATE "C"
    , events            BIGINT
);
