using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Moves what was committed from the write-ahead log into the main file, on a thread and connection of its own. Under constant
/// writing a passive pass never reaches the end and the log would grow for ever, so once it is long the rest is moved in turn.
/// </summary>
internal sealed class Checkpointer : IAsyncDisposable
{
    // The log's file keeps its length when it is written from its start again, so its length says nothing about what is left in it.
    // Small passes: at 500 messages/s the slowest in a hundred took 8 ms with 256 pages, 20 to 27 ms with 512 and 2048.
    private const int PassivePages = 256;
    private const long RestartBytes = 64 << 20;
    private const int StatusPagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    private readonly string _walPath;
    private readonly WriteTurn _turn;
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _own;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Task _loop;
    private int _pages;

    public Checkpointer(string path, WriteTurn turn, SqliteConnection writer)
    {
        _walPath = path + "-wal";
        _turn = turn;
        _writer = writer;
        _own = new SqliteConnection($"Data Source={path};Pooling=False");
        _own.Open();
        // NORMAL would skip the sync of the log before its pages are moved.
        _own.Execute("PRAGMA synchronous=FULL");
        _loop = Task.Run(Run);
    }

    /// <summary>To be called by the writer after each commit, in its turn.</summary>
    public void Committed()
    {
        raw.sqlite3_db_status(_writer.Handle, StatusPagesWritten, out var pages, out _, resetFlg: 1);
        _pages += pages;
        if (_pages < PassivePages)
            return;

        _pages = 0;
        _wake.Writer.TryWrite(true);
    }

    private async Task Run()
    {
        await foreach (var _ in _wake.Reader.ReadAllAsync())
        {
            try
            {
                await Checkpoint();
            }
            catch (SqliteException)
            {
                // A full disk, as a rule. Nothing is lost: what was committed stays in the log, and the next commits try again.
            }
        }
    }

    private async Task Checkpoint()
    {
        _own.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        if (WalBytes() < RestartBytes)
            return;

        using (await _turn.Take(isBatch: false))
            _writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private long WalBytes()
    {
        var wal = new FileInfo(_walPath);

        return wal.Exists ? wal.Length : 0;
    }

    public async ValueTask DisposeAsync()
    {
        _wake.Writer.Complete();
        await _loop;
        await _own.DisposeAsync();
    }
}
