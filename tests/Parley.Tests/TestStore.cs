using Npgsql;

namespace Parley.Tests;

/// <summary>An empty database for one test, on whichever store this run tests.</summary>
internal abstract class TestStore
{
    public static string? PostgresServer { get; } =
        Environment.GetEnvironmentVariable("PARLEY_TEST_DB") is { Length: > 0 } value and not "sqlite" ? value : null;

    public static TestStore New() => PostgresServer is { } server ? new OnPostgres(server) : new OnSqlite();

    public abstract string[] Settings { get; }

    public abstract Task Create();

    public abstract Task Drop();

    private sealed class OnSqlite : TestStore
    {
        private readonly string _folder = Path.Combine(Path.GetTempPath(), $"parley-{Guid.NewGuid():N}");

        public override string[] Settings => [$"--Storage:DataFolder={_folder}"];

        public override Task Create() => Task.CompletedTask;

        public override Task Drop()
        {
            Directory.Delete(_folder, recursive: true);

            return Task.CompletedTask;
        }
    }

    private sealed class OnPostgres(string server) : TestStore
    {
        private readonly string _name = $"parley_{Guid.NewGuid():N}";
        private readonly string _folder = Path.Combine(Path.GetTempPath(), $"parley-{Guid.NewGuid():N}");

        public override string[] Settings =>
            [
                $"--Storage:DataFolder={_folder}",
                $"--Storage:Postgres={new NpgsqlConnectionStringBuilder(server) { Database = _name, MaxPoolSize = 20 }}",
            ];

        public override Task Create() => Run($"CREATE DATABASE {_name}");

        public override async Task Drop()
        {
            await Run($"DROP DATABASE {_name} WITH (FORCE)");
            if (Directory.Exists(_folder))
                Directory.Delete(_folder, recursive: true);
        }

        private async Task Run(string sql)
        {
            await using var source = NpgsqlDataSource.Create(server);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
