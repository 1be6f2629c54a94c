-- declares: time_pkey
--
-- The key of time. See artists for who keeps it.

--@postgres ALTER TABLE time ADD PRIMARY KEY (start_time);
--@redshift ALTER TABLE time ADD PRIMARY KEY (start_time);
