DROP TABLE public_gone;
