DROP TABLE people_follow;
