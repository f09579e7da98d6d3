-- The search index lies in a file of its own (Search/SearchIndex.cs). This number is PostgreSQL's.
SELECT 1;
