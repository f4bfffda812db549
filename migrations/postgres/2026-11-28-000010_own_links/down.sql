DROP TABLE own_links;
