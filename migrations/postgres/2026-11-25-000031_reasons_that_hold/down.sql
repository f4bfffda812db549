-- The words from before promised too much; these stay.
SELECT 1;
