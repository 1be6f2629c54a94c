-- declares: songs_pkey
--
-- The keys of songs. See artists for who keeps them.
--
-- PostgreSQL looks at the references when the run is committed, so that the transforms need not mind the order in which
-- rows come and go. The index is for artists that leave: the songs that still name one have to be found.

--@postgres ALTER TABLE songs ADD PRIMARY KEY (song_id);
--@redshift ALTER TABLE songs ADD PRIMARY KEY (song_id);

--@postgres ALTER TABLE songs
--@postgres ADD FOREIGN KEY (artist_id) REFERENCES artists (artist_id) DEFERRABLE INITIALLY DEFERRED;
--@redshift ALTER TABLE songs ADD FOREIGN KEY (artist_id) REFERENCES artists (artist_id);

--@postgres CREATE INDEX songs_artist_id ON songs (artist_id);
