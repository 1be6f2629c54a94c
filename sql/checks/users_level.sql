-- title: users.level is free or paid
-- severity: error
-- of: users
--
-- A user without a level is let pass: the source did not say.
SELECT user_id, level
FROM users
WHERE level NOT IN ('free', 'paid');
