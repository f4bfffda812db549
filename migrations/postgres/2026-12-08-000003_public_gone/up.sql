-- What was public and is no more: whoever kept its address is told so, and search engines let go of it.
CREATE TABLE public_gone (code TEXT NOT NULL PRIMARY KEY);
