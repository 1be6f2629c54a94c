-- declares: songplays_pkey
--
-- The keys of songplays. See artists for who keeps them, and songs for when references are looked at.
--
-- The first index finds the plays of a range of time, in whose order they were added: a few bytes for many pages are
-- enough for that. The second finds the plays of an artist who leaves; most plays have none.

--@postgres ALTER TABLE songplays ADD PRIMARY KEY (songplay_id);
--@redshift ALTER TABLE songplays ADD PRIMARY KEY (songplay_id);

--@postgres ALTER TABLE songplays
--@postgres   ADD FOREIGN KEY (start_time) REFERENCES time (start_time) DEFERRABLE INITIALLY DEFERRED
--@postgres , ADD FOREIGN KEY (user_id) REFERENCES users (user_id) DEFERRABLE INITIALLY DEFERRED
--@postgres , ADD FOREIGN KEY (song_id) REFERENCES songs (song_id) DEFERRABLE INITIALLY DEFERRED
--@postgres , ADD FOREIGN KEY (artist_id) REFERENCES artists (artist_id) DEFERRABLE INITIALLY DEFERRED;
--@redshift ALTER TABLE songplays ADD FOREIGN KEY (start_time) REFERENCES time (start_time);
--@redshift ALTER TABLE songplays ADD FOREIGN KEY (user_id) REFERENCES users (user_id);
--@redshift ALTER TABLE songplays ADD FOREIGN KEY (song_id) REFERENCES songs (song_id);
--@redshift ALTER TABLE songplays ADD FOREIGN KEY (artist_id) REFERENCES artists (artist_id);

--@postgres CREATE INDEX songplays_start_time ON songplays USING brin (start_time);
--@postgres CREATE INDEX songplays_artist_id ON songplays (artist_id) WHERE artist_id IS NOT NULL;
