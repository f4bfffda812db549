DROP INDEX photos_original;
