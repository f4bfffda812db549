DELETE FROM rewrites WHERE rule = 'agency';
