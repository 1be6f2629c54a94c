-- title: as many users as user_ids in the events
-- severity: error
-- of: users
-- scope: run
SELECT users, user_ids
FROM (
    SELECT COUNT(*) AS users
    FROM users
    --@run WHERE user_id IN (SELECT user_id FROM staging_events WHERE load_id >= :first_load_id)
) AS dimension
CROSS JOIN (
    SELECT COUNT(DISTINCT user_id) AS user_ids
    FROM staging_events
    --@run WHERE load_id >= :first_load_id
) AS staged
WHERE users <> user_ids;
