-- declares: users_pkey
--
-- The key of users. See artists for who keeps it.

--@postgres ALTER TABLE users ADD PRIMARY KEY (user_id);
--@redshift ALTER TABLE users ADD PRIMARY KEY (user_id);
