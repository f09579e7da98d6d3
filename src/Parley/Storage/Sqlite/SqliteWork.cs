using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

internal sealed class SqliteWork(SqliteConnection connection) : Work(connection)
{
    public override bool OnPostgres => false;

    /// <summary>SQLite's own handle, for statements that are prepared once and stepped with every return code checked.</summary>
    public SQLitePCL.sqlite3 Handle { get; } = connection.Handle!;

    protected override async Task<long> TakeStamp()
    {
        await Execute("UPDATE stamp SET value = value + 1");

        return await Horizon();
    }

    public override Task<long> Horizon() => One<long>("SELECT value FROM stamp");
}
