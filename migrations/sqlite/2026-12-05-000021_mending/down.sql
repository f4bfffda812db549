DELETE FROM settings WHERE name = 'city.terms.mend_words';
