-- title: users.user_id is unique and not null
-- severity: error
-- of: users
SELECT user_id, COUNT(*) AS row_count
FROM users
GROUP BY user_id
HAVING COUNT(*) > 1 OR user_id IS NULL;
