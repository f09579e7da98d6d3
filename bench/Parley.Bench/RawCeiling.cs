using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Load;
using Parley.Storage;
using Parley.Storage.Sqlite;

namespace Parley.Bench;

/// <summary>
/// What the store itself does with the same bytes: rows appended to a table without an index, 256 in a durable commit, as fast as
/// one writer can.
/// </summary>
internal static class RawCeiling
{
    private const int Group = 256;
    private const int MessageBytes = 250;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <returns>Rows a second.</returns>
    public static async Task<double> Measure(Store store)
    {
        await using var server = Server.Build([.. store.Settings, "--Logging:LogLevel:Default=Error"]);
        var database = server.Services.GetRequiredService<Database>();
        await database.Write(work =>
            work.Execute($"CREATE TABLE raw_ceiling (body {(work.OnPostgres ? "bytea" : "BLOB")})")
        );
        var body = new byte[MessageBytes];
        var begun = Stopwatch.GetTimestamp();
        long rows = 0;
        for (; Stopwatch.GetElapsedTime(begun) < Duration; rows += Group)
            await database.Write(work => work is SqliteWork sqlite ? Append(sqlite, body) : Append(work, body));
        var perSecond = rows / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await database.Write(work => work.Execute("DROP TABLE raw_ceiling"));

        return perSecond;
    }

    private static Task Append(SqliteWork work, byte[] body)
    {
        using var insert = new Statement(work.Handle, "INSERT INTO raw_ceiling VALUES (?)");
        for (var i = 0; i < Group; i++)
            insert.Bind(1, body).Run();

        return Task.CompletedTask;
    }

    private static async Task Append(Work work, byte[] body)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO raw_ceiling SELECT * FROM unnest($1)",
            (NpgsqlConnection)work.Connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Enumerable.Repeat(body, Group).ToArray() });
        await command.ExecuteNonQueryAsync();
    }
}
