-- title: there are as many users as user_ids in the events
-- severity: error
SELECT users, user_ids
FROM (SELECT COUNT(*) AS users FROM users) AS dimension
CROSS JOIN (SELECT COUNT(DISTINCT user_id) AS user_ids FROM staging_events) AS staged
WHERE users <> user_ids;
