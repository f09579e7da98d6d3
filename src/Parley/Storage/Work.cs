using System.Data.Common;
using Dapper;

namespace Parley.Storage;

/// <summary>One transaction. SQL is written once for both databases where they agree; <see cref="OnPostgres"/> tells where not.</summary>
public abstract class Work(DbConnection connection)
{
    private Action? _afterCommit;
    private long? _stamp;

    public abstract bool OnPostgres { get; }

    /// <summary>The connection under it, for the message log's own statements.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>All rows, read to the end: SQLite reports some errors only with the last row.</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(sql, parameters)).AsList();

    /// <summary>The one row, or null when there is none. More than one is a bug and throws.</summary>
    public async Task<T?> One<T>(string sql, object? parameters = null)
    {
        var rows = await Query<T>(sql, parameters);

        return rows.Count switch
        {
            0 => default,
            1 => rows[0],
            _ => throw new InvalidOperationException($"Expected one row, found {rows.Count}: {sql}"),
        };
    }

    /// <summary>
    /// The condition that a value is one of an array's, as in <c>row_id {work.In("@rows")}</c>: PostgreSQL takes an array as one
    /// parameter, on SQLite Dapper writes a parameter for each element.
    /// </summary>
    public string In(string parameter) => OnPostgres ? $"= ANY({parameter})" : $"IN {parameter}";

    /// <summary>Runs a statement that answers no rows.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public Task<int> Execute(string sql, object? parameters = null) => Connection.ExecuteAsync(sql, parameters);

    /// <summary>Has something done once this transaction is committed, if it is: quick, and no failure of it may matter.</summary>
    public void AfterCommit(Action action) => _afterCommit += action;

    internal void Committed() => _afterCommit?.Invoke();

    /// <summary>
    /// The stamp of this transaction, greater than that of every transaction whose effects a reader has seen in the feed: a
    /// commit counter on SQLite, the transaction id on PostgreSQL. Reading it on SQLite writes, so only ask inside a write.
    /// </summary>
    public async Task<long> Stamp() => _stamp ??= await TakeStamp();

    protected abstract Task<long> TakeStamp();

    /// <summary>The highest stamp that a feed may pass: all transactions up to it have ended, and this snapshot sees them.</summary>
    public abstract Task<long> Horizon();
}
