using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Parley.Events.Followers;
using Parley.Storage;
using Parley.Storage.Sqlite;
using SQLitePCL;

namespace Parley.Search;

/// <summary>What the index proposes.</summary>
/// <param name="Rows">The newest first; fewer than were wanted when there are no more, or not so near.</param>
/// <param name="Segments">In how many segments was looked.</param>
/// <param name="GoOnBefore">Where to go on from if as many as were allowed were not enough; null at the end.</param>
internal sealed record FoundRows(IReadOnlyList<long> Rows, int Segments, long? GoOnBefore = null);

/// <summary>
/// Which messages hold which words and who may read them: for each term and each segment of 16,384 messages the set of its rows.
/// Made from the log alone, so it can be thrown away; on SQLite a file of its own, so that indexing takes no turn from sending.
/// </summary>
public sealed class SearchIndex : IAsyncDisposable
{
    // A term's segments are read in pieces that grow: of common words the first piece is enough.
    private const int FirstPiece = 4;
    private const int MaxPiece = 64;

    // Up to so many segments a term's are counted before it is decided with which term a search begins.
    private const int Few = 16;

    private readonly Database _log;
    private readonly Database _index;
    private readonly Installation _installation;

    public SearchIndex(Database log, Installation installation, IOptions<StorageOptions> options)
    {
        _log = log;
        _index = log.OnPostgres ? log : OpenFile(options.Value.DataFolder);
        _installation = installation;
    }

    private static SqliteDatabase OpenFile(string folder)
    {
        const string name = "search.db";
        var path = Path.Combine(folder, name);
        try
        {
            return new SqliteDatabase(path, isExpendable: true);
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            // What is in it can be made again, so nobody needs to be asked.
            foreach (var file in Directory.GetFiles(folder, $"{name}*"))
                File.Delete(file);

            return new SqliteDatabase(path, isExpendable: true);
        }
    }

    /// <summary>Makes the tables where a migration does not, and empties an index that was made by other rules or of another log.</summary>
    public async Task Prepare(CancellationToken cancellationToken)
    {
        if (!_index.OnPostgres)
            await _index.Write(work => work.Execute(Tables), cancellationToken);
        var lastRow = await _log.Read(LogPage.Head, cancellationToken);
        await _index.Write(
            async work =>
            {
                var place = await ReadPlace(work);
                if (
                    place is null
                    || place.Version != Words.Version
                    || place.Epoch != _installation.Epoch
                    || place.LastRow > lastRow
                )
                    await Clear(work);
            },
            cancellationToken
        );
    }

    /// <summary>Empties it; it is made anew from the first message on.</summary>
    public Task Rebuild(CancellationToken cancellationToken) => _index.Write(Clear, cancellationToken);

    /// <summary>How far the log is indexed.</summary>
    internal Task<Place> Place(CancellationToken cancellationToken) =>
        _index.Read(
            async work => await ReadPlace(work) is { } place ? new Place(place.LastStamp, place.LastRow) : default,
            cancellationToken
        );

    /// <summary>Adds what was read up to a place, and the place, in one transaction.</summary>
    /// <param name="from">Where reading began; if the index was emptied since, nothing is added.</param>
    /// <param name="fence">Throws where another node writes the index now; asked where there can be another.</param>
    internal Task Add(Postings postings, Place from, Place to, Func<Work, Task> fence) =>
        _index.Write(async work =>
        {
            var moved = await work.Execute(
                """
                UPDATE search_place SET last_stamp = @toStamp, last_row = @toRow
                WHERE last_stamp = @fromStamp AND last_row = @fromRow
                """,
                new
                {
                    fromStamp = from.Stamp,
                    fromRow = from.Row,
                    toStamp = to.Stamp,
                    toRow = to.Row,
                }
            );
            if (moved == 0)
                return;

            await postings.Write(work);
            if (work.OnPostgres)
                await fence(work);
        });

    /// <summary>Rows that have all the terms, between two rows that are left out, the newest first.</summary>
    /// <param name="count">How many at least, if there are so many.</param>
    /// <param name="maxSegments">
    /// At most so many segments in which every term stands are looked through; then it ends with a place to go on from.
    /// </param>
    internal Task<FoundRows> Find(
        IReadOnlyList<string> terms,
        long after,
        long before,
        int count,
        int maxSegments,
        CancellationToken cancellationToken
    ) => _index.Read(work => Find(work, terms, after, before, count, maxSegments), cancellationToken);

    private static async Task<FoundRows> Find(
        Work work,
        IReadOnlyList<string> terms,
        long after,
        long before,
        int count,
        int maxSegments
    )
    {
        var found = new List<long>();
        var sql = SqlOf(terms.Count);
        var (first, last) = (RowSet.SegmentOf(after), RowSet.SegmentOf(before));
        var parameters = Parameters(await FewestFirst(work, terms, first, last), first, last);
        var left = maxSegments;
        for (var size = FirstPiece; found.Count < count; size = Math.Min(size * 2, MaxPiece))
        {
            if (left == 0)
                return new FoundRows(found, maxSegments, GoOnBefore: RowSet.FirstRowOf(last + 1));
            var piece = Math.Min(size, left);
            parameters.Add("last", last);
            parameters.Add("piece", piece);
            var read = 0;
            await using var reader = await work.Connection.ExecuteReaderAsync(sql, parameters);
            while (await reader.ReadAsync())
            {
                read++;
                last = reader.GetInt64(0) - 1;
                var rows = new RowSet((byte[])reader.GetValue(1));
                for (var i = 1; i < terms.Count; i++)
                    rows.And(new RowSet((byte[])reader.GetValue(i + 1)));
                found.AddRange(rows.Descending(last + 1).Where(row => row > after && row < before));
            }

            left -= read;
            if (read < piece)
                break;
        }

        return new FoundRows(found, maxSegments - left);
    }

    /// <summary>
    /// The terms, those that stand in few segments first: the search walks the segments of the first, and asks of each for the
    /// others.
    /// </summary>
    private static async Task<IReadOnlyList<string>> FewestFirst(
        Work work,
        IReadOnlyList<string> terms,
        long first,
        long last
    )
    {
        var counts = await work.Query<(string Term, long Segments)>(
            string.Join(
                " UNION ALL ",
                terms.Select(
                    (_, i) =>
                        $"""
                            SELECT @term{i} AS term, count(*) AS segments FROM (SELECT 1 FROM search_block
                                WHERE term = @term{i} AND segment BETWEEN @first AND @last LIMIT {Few}) AS few{i}
                            """
                )
            ),
            Parameters(terms, first, last)
        );
        var segments = counts.ToDictionary(count => count.Term, count => count.Segments);

        return [.. terms.OrderBy(term => segments[term])];
    }

    private static DynamicParameters Parameters(IReadOnlyList<string> terms, long first, long last)
    {
        var parameters = new DynamicParameters(new { first, last });
        foreach (var (i, term) in terms.Index())
            parameters.Add($"term{i}", term);

        return parameters;
    }

    private static string SqlOf(int terms)
    {
        var columns = string.Join(", ", Enumerable.Range(0, terms).Select(i => $"b{i}.rows"));
        var joins = string.Concat(
            Enumerable
                .Range(1, terms - 1)
                .Select(i => $" JOIN search_block b{i} ON b{i}.term = @term{i} AND b{i}.segment = b0.segment")
        );

        return $"""
            SELECT b0.segment, {columns} FROM search_block b0{joins}
            WHERE b0.term = @term0 AND b0.segment BETWEEN @first AND @last
            ORDER BY b0.segment DESC LIMIT @piece
            """;
    }

    private async Task Clear(Work work)
    {
        await work.Execute("DELETE FROM search_block");
        await work.Execute("DELETE FROM search_place");
        await work.Execute(
            "INSERT INTO search_place (version, epoch, last_stamp, last_row) VALUES (@Version, @Epoch, 0, 0)",
            new { Words.Version, _installation.Epoch }
        );
    }

    private static Task<PlaceRow?> ReadPlace(Work work) =>
        work.One<PlaceRow>("SELECT version, epoch, last_stamp, last_row FROM search_place");

    public ValueTask DisposeAsync() => _index == _log ? ValueTask.CompletedTask : _index.DisposeAsync();

    // On PostgreSQL they are a migration, for its users may have to be given rights.
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS search_block (
            term TEXT NOT NULL,
            segment INTEGER NOT NULL,
            rows BLOB NOT NULL,
            PRIMARY KEY (term, segment)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS search_place (
            version INTEGER NOT NULL,
            epoch TEXT NOT NULL,
            last_stamp INTEGER NOT NULL,
            last_row INTEGER NOT NULL
        );
        """;

    private sealed class PlaceRow
    {
        public int Version { get; init; }
        public string Epoch { get; init; } = "";
        public long LastStamp { get; init; }
        public long LastRow { get; init; }
    }
}
