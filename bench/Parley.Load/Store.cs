using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Storage;

namespace Parley.Load;

/// <summary>An empty database of its own for one run.</summary>
public sealed class Store : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string _database = $"load_{Guid.NewGuid():N}";

    private Store(string? server) => _server = server;

    public string Name => _server is null ? "sqlite" : "postgres";

    public bool OnPostgres => _server is not null;

    /// <summary>The data folder; a second node needs one of its own, but the proofs' nodes keep no files.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"parley-load-{Guid.NewGuid():N}");

    /// <summary>A connection string of this run's own database.</summary>
    public string? Connection =>
        _server is null ? null : new NpgsqlConnectionStringBuilder(_server) { Database = _database }.ToString();

    public string[] Settings => SettingsFor(Connection);

    /// <summary>For what fills it: a statement that writes millions of rows may take its time.</summary>
    public string[] SettingsToFill =>
        SettingsFor(
            Connection is null ? null : new NpgsqlConnectionStringBuilder(Connection) { CommandTimeout = 0 }.ToString()
        );

    public static async Task<Store> Create(string? server)
    {
        var store = new Store(server);
        Directory.CreateDirectory(store.Folder);
        if (server is not null)
            await Run(server, $"CREATE DATABASE {store._database}");

        return store;
    }

    /// <summary>Looks into the database, past the server.</summary>
    public async Task<T> Read<T>(Func<Work, Task<T>> read)
    {
        await using var server = Server.Build([.. Settings, "--Logging:LogLevel:Default=Error"]);

        return await server.Services.GetRequiredService<Database>().Read(read);
    }

    /// <summary>
    /// Has PostgreSQL do what autovacuum and the checkpointer would have done long before there were so many rows, and would else do
    /// for minutes while something is measured.
    /// </summary>
    public async Task Rest()
    {
        if (Connection is null)
            return;
        foreach (var work in new[] { "VACUUM (ANALYZE)", "CHECKPOINT" })
            await Run(Connection, work);
    }

    private static async Task Run(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private string[] SettingsFor(string? connection) =>
        [
            $"--Storage:DataFolder={Folder}",
            .. connection is null ? Array.Empty<string>() : [$"--Storage:Postgres={connection}"],
        ];

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await Run(_server, $"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        Directory.Delete(Folder, recursive: true);
    }
}
