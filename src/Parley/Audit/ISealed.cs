using System.Data.Common;
using Dapper;
using Parley.Events.Followers;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>A table that only grows and whose rows the chain covers.</summary>
public interface ISealed
{
    /// <summary>One row of it, as a word; it stands in the seals.</summary>
    string Name { get; }

    /// <summary>Rows behind one place and up to another, in their order, <paramref name="limit"/> at most.</summary>
    /// <param name="isVerifying">Also look whether what a row holds is what it was made of.</param>
    Task<IReadOnlyList<SealedRow>> Read(Work work, SealedRange range, int limit, bool isVerifying);
}

/// <param name="Id">The row's public id.</param>
/// <param name="Hash">SHA-256 of everything in the row that never changes.</param>
/// <param name="Fault">What is wrong with it in itself, as the end of a sentence.</param>
public sealed record SealedRow(Place Place, Guid Id, byte[] Hash, string? Fault = null)
{
    /// <summary>Of the row that the reader is at, whose first columns are row_id, stamp and id.</summary>
    /// <param name="columns">How many of its columns never change.</param>
    public static SealedRow Of(DbDataReader reader, int columns, RowHash hash)
    {
        hash.Add(reader, columns);
        var id = reader.GetValue(2) switch
        {
            Guid uuid => uuid,
            byte[] { Length: 16 } bytes => new Guid(bytes, bigEndian: true),
            _ => Guid.Empty,
        };

        return new SealedRow(new Place(reader.GetInt64(1), reader.GetInt64(0)), id, hash.Take());
    }
}

/// <summary>
/// Rows after <paramref name="From"/> up to <paramref name="To"/>. On SQLite rows are committed in their own order and have no
/// stamp; on PostgreSQL in the order of stamps, where all up to the horizon are there.
/// </summary>
public readonly record struct SealedRange(Place From, Place To)
{
    /// <summary>Before every row, also one with a number that no server takes.</summary>
    public static readonly Place Start = new(long.MinValue, long.MinValue);

    /// <summary>After every row.</summary>
    public static readonly Place Last = new(long.MaxValue, long.MaxValue);

    /// <summary>The places that a seal may pass now: what comes later may still get something before it.</summary>
    public static async Task<Place> End(Work work) => new(await work.Horizon(), long.MaxValue);

    /// <summary>Opens a reader of the rows in the range.</summary>
    /// <param name="columns">Those that never change first, beginning with row_id, stamp and id.</param>
    public Task<DbDataReader> Open(Work work, string columns, string table, int limit) =>
        work.Connection.ExecuteReaderAsync(
            $"SELECT {columns} FROM {table} {Sql(work)}",
            new
            {
                fromStamp = From.Stamp,
                fromRow = From.Row,
                toStamp = To.Stamp,
                toRow = To.Row,
                limit,
            }
        );

    private static string Sql(Work work) =>
        work.OnPostgres
            ? """
                WHERE (stamp, row_id) > (@fromStamp, @fromRow) AND (stamp, row_id) <= (@toStamp, @toRow)
                ORDER BY stamp, row_id LIMIT @limit
                """
            : "WHERE row_id > @fromRow AND row_id <= @toRow ORDER BY row_id LIMIT @limit";
}
