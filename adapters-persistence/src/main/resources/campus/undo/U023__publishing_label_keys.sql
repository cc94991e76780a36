-- The keys stay: they are as unique as those before, and few differ from them.
SELECT 1;
