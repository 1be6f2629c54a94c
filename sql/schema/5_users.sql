-- One row per user_id that occurs in the events, as the user's latest event shows the user.
--
-- Redshift: small, and joined with every play, so every node keeps a copy.
CREATE TABLE users (
      user_id           BIGINT NOT NULL
    , first_name        VARCHAR(256)            --@postgres COLLATE "C"
    , last_name         VARCHAR(256)            --@postgres COLLATE "C"
    , gender            VARCHAR(16)             --@postgres COLLATE "C"
    , level             VARCHAR(16)             --@postgres COLLATE "C"
)
--@redshift DISTSTYLE ALL SORTKEY(user_id)
;
