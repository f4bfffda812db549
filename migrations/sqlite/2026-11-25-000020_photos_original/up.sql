-- Asked whenever a file is to leave the shelf: does any photo still name it?
CREATE INDEX photos_original ON photos (original);
