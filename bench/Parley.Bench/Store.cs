using Npgsql;

namespace Parley.Bench;

/// <summary>An empty database of its own for one run.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"parley-bench-{Guid.NewGuid():N}");
    private readonly string? _server;
    private readonly string _database = $"bench_{Guid.NewGuid():N}";

    private Store(string? server) => _server = server;

    public string Name => _server is null ? "sqlite" : "postgres";

    public string[] Settings =>
        [
            $"--Storage:DataFolder={_folder}",
            .. _server is null
                ? Array.Empty<string>()
                : [$"--Storage:Postgres={new NpgsqlConnectionStringBuilder(_server) { Database = _database }}"],
        ];

    public static async Task<Store> Create(string? server)
    {
        var store = new Store(server);
        Directory.CreateDirectory(store._folder);
        if (server is not null)
            await store.Run($"CREATE DATABASE {store._database}");

        return store;
    }

    private async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await Run($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        Directory.Delete(_folder, recursive: true);
    }
}
