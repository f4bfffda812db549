DROP TABLE letters_off;
DROP TABLE letter_topics;
