using Parley.Storage;
using Parley.Storage.Sqlite;

namespace Parley.Search;

/// <summary>Which rows have which terms, collected before they are written to the index together.</summary>
internal sealed class Postings
{
    private readonly Dictionary<(string Term, long Segment), List<long>> _rows = [];

    public void Add(string term, long row)
    {
        var key = (term, RowSet.SegmentOf(row));
        if (!_rows.TryGetValue(key, out var rows))
            _rows.Add(key, rows = []);
        rows.Add(row);
    }

    /// <summary>Writes all that was added; what is there already stays, so adding twice adds once.</summary>
    public Task Write(Work work)
    {
        if (work is not SqliteWork sqlite)
            return WriteAll(work);

        Write(sqlite);

        return Task.CompletedTask;
    }

    private void Write(SqliteWork work)
    {
        using var read = new Statement(work.Handle, "SELECT rows FROM search_block WHERE term = ? AND segment = ?");
        using var write = new Statement(
            work.Handle,
            """
            INSERT INTO search_block (term, segment, rows) VALUES (?, ?, ?)
            ON CONFLICT (term, segment) DO UPDATE SET rows = excluded.rows
            """
        );
        // In the order of the key: neighbours stand on one page.
        foreach (var (key, rows) in _rows.OrderBy(pair => pair.Key.Term, StringComparer.Ordinal))
        {
            var stored = Array.Empty<byte>();
            read.Bind(1, key.Term).Bind(2, key.Segment);
            while (read.Step())
                stored = read.Bytes(0);
            write.Bind(1, key.Term).Bind(2, key.Segment).Bind(3, Merged(stored, rows)).Run();
        }
    }

    private async Task WriteAll(Work work)
    {
        // One order for all writers; else two could lock each other out.
        var keys = _rows.Keys.OrderBy(key => key.Term, StringComparer.Ordinal).ThenBy(key => key.Segment).ToArray();
        var terms = keys.Select(key => key.Term).ToArray();
        var segments = keys.Select(key => key.Segment).ToArray();
        var stored = await work.Query<(string Term, long Segment, byte[] Rows)>(
            """
            SELECT block.term, block.segment, block.rows FROM search_block block
            JOIN unnest(@terms, @segments) AS sought (term, segment)
                ON sought.term = block.term AND sought.segment = block.segment
            """,
            new { terms, segments }
        );
        var known = stored.ToDictionary(block => (block.Term, block.Segment), block => block.Rows);
        var rows = keys.Select(key => Merged(known.GetValueOrDefault(key) ?? [], _rows[key])).ToArray();
        await work.Execute(
            """
            INSERT INTO search_block (term, segment, rows) SELECT * FROM unnest(@terms, @segments, @rows)
            ON CONFLICT (term, segment) DO UPDATE SET rows = excluded.rows
            """,
            new
            {
                terms,
                segments,
                rows,
            }
        );
    }

    private static byte[] Merged(byte[] stored, List<long> rows)
    {
        var set = new RowSet(stored);
        foreach (var row in rows)
            set.Add(row);

        return set.ToBytes();
    }
}
