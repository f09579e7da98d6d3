using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Kernel;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>The embedded database: one file in WAL mode, one writing connection, readers beside it.</summary>
internal sealed class SqliteDatabase : Database
{
    // What one connection may keep of the file in memory, in KiB as the negative pragma value means it.
    private const int WriterCacheKib = 64 * 1024;
    private const int ReaderCacheKib = 8 * 1024;

    private readonly string _path;
    private readonly bool _isExpendable;
    private readonly SqliteConnection _writer;
    private readonly WriteTurn _turn = new();
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly Checkpointer _checkpointer;
    private volatile bool _isClosed;

    /// <param name="isExpendable">A power cut may take what was written last, in whole transactions: it can be made again.</param>
    public SqliteDatabase(string path, bool isExpendable = false)
    {
        Batteries_V2.Init();
        _path = path;
        _isExpendable = isExpendable;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _writer = Open(SqliteOpenMode.ReadWriteCreate, WriterCacheKib);
        // The checkpointer does this on its own thread, so that no sender waits for the main file's fsync.
        _writer.Execute("PRAGMA wal_autocheckpoint=0");
        _checkpointer = new Checkpointer(path, _turn, _writer);
    }

    public override bool OnPostgres => false;

    public override async Task<T> Read<T>(Func<Work, Task<T>> read, CancellationToken cancellationToken = default)
    {
        if (!_readers.TryTake(out var reader))
            reader = Open(SqliteOpenMode.ReadWrite, ReaderCacheKib);

        try
        {
            await reader.ExecuteAsync("BEGIN DEFERRED");
            try
            {
                return await read(new SqliteWork(reader));
            }
            finally
            {
                await reader.ExecuteAsync("ROLLBACK TRANSACTION");
            }
        }
        finally
        {
            _readers.Add(reader);
            // Who still read when everything stopped leaves nothing open, either.
            if (_isClosed)
                await CloseReaders();
        }
    }

    public override Task<T> Write<T>(Func<Work, Task<T>> write, CancellationToken cancellationToken = default) =>
        InTurn(isBatch: false, write);

    internal override Task Migrate(Func<Work, Task> migrate, CancellationToken cancellationToken) =>
        Write(migrate, cancellationToken);

    /// <summary>Runs a batch of messages before other writes that wait.</summary>
    internal Task<T> WriteBatch<T>(Func<SqliteWork, Task<T>> write) =>
        InTurn(isBatch: true, work => write((SqliteWork)work));

    private async Task<T> InTurn<T>(bool isBatch, Func<Work, Task<T>> write)
    {
        using var turn = await _turn.Take(isBatch);

        // BEGIN and COMMIT are commands of their own: only then does the provider report every error (see docs/decisions/0001).
        await _writer.ExecuteAsync("BEGIN IMMEDIATE");
        var work = new SqliteWork(_writer);
        T result;
        try
        {
            result = await write(work);
            await _writer.ExecuteAsync("COMMIT TRANSACTION");
        }
        catch
        {
            Rollback();
            throw;
        }

        _checkpointer.Committed();
        work.Committed();

        return result;
    }

    private void Rollback()
    {
        // SQLite rolls back by itself on a full disk or an I/O error; a second ROLLBACK would hide the first error.
        if (raw.sqlite3_get_autocommit(_writer.Handle) == 0)
            _writer.Execute("ROLLBACK TRANSACTION");
    }

    public override Problem? ProblemOf(Exception exception) =>
        exception is SqliteException failure
            ? failure.SqliteErrorCode switch
            {
                raw.SQLITE_FULL => Problem.StorageFull,
                raw.SQLITE_IOERR or raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Problem.Unavailable,
                _ => null,
            }
            : null;

    // Only the writer makes the file: a late reader must not leave an empty one where it was taken away.
    private SqliteConnection Open(SqliteOpenMode mode, int cacheKib)
    {
        // Pooling is ours: a pooled connection would lose its pragmas' cost and its prepared statements at each close.
        var connection = new SqliteConnection($"Data Source={_path};Mode={mode};Pooling=False;Default Timeout=30");
        connection.Open();
        connection.Execute("PRAGMA journal_mode=WAL");
        connection.Execute($"PRAGMA synchronous={(_isExpendable ? "NORMAL" : "FULL")}");
        connection.Execute("PRAGMA foreign_keys=ON");
        connection.Execute("PRAGMA temp_store=MEMORY");
        connection.Execute($"PRAGMA cache_size=-{cacheKib}");

        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await _checkpointer.DisposeAsync();
        using (await _turn.Take(isBatch: false))
            await _writer.DisposeAsync();
        _isClosed = true;
        await CloseReaders();
    }

    private async Task CloseReaders()
    {
        while (_readers.TryTake(out var reader))
            await reader.DisposeAsync();
    }
}
