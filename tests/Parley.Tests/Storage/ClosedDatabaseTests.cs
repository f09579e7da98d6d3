using Microsoft.Data.Sqlite;
using Parley.Storage.Sqlite;

namespace Parley.Tests.Storage;

public sealed class ClosedDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-closed");

    [Fact]
    public async Task Who_reads_late_makes_no_file_where_the_database_was_taken_away()
    {
        var database = await Written();
        await database.DisposeAsync();
        foreach (var file in _folder.GetFiles())
            file.Delete();

        await Assert.ThrowsAsync<SqliteException>(() => database.Read(work => work.One<int>("SELECT 1")));

        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Who_still_reads_when_it_is_closed_reads_to_the_end_and_leaves_nothing_open()
    {
        var database = await Written();
        var count = await database.Read(async work =>
        {
            await database.DisposeAsync();

            return await work.One<int>("SELECT count(*) FROM thing");
        });

        Assert.Equal(1, count);
        // The last connection takes the log with it.
        Assert.Equal(["parley.db"], _folder.GetFiles().Select(file => file.Name));
    }

    private async Task<SqliteDatabase> Written()
    {
        var database = new SqliteDatabase(Path.Combine(_folder.FullName, "parley.db"));
        await database.Write(work => work.Execute("CREATE TABLE thing (id INTEGER PRIMARY KEY)"));
        await database.Write(work => work.Execute("INSERT INTO thing VALUES (1)"));

        return database;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
