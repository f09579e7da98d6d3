using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Storage;

[assembly: AssemblyFixture(typeof(Parley.Tests.TestStore.Templates))]

namespace Parley.Tests;

/// <summary>A database with tables and no rows for one test, on whichever store this run tests.</summary>
internal abstract class TestStore
{
    // Migrated once and then copied: with as many tests as there are, the migrations would be a fifth of the run.
    private static readonly Lazy<Task<TestStore>> Template = new(MakeTemplate);

    public static string? PostgresServer { get; } =
        Environment.GetEnvironmentVariable("PARLEY_TEST_DB") is { Length: > 0 } value and not "sqlite" ? value : null;

    public static TestStore New() => PostgresServer is { } server ? new OnPostgres(server) : new OnSqlite();

    public abstract string[] Settings { get; }

    public async Task Create() => await CopyOf(await Template.Value);

    protected abstract Task CreateEmpty();

    protected abstract Task CopyOf(TestStore template);

    public abstract Task Drop();

    private static async Task<TestStore> MakeTemplate()
    {
        var template = New();
        await template.CreateEmpty();
        await using var server = Server.Build(["--Logging:LogLevel:Default=Warning", .. template.Settings]);
        await server.Services.GetRequiredService<Migrator>().Run(default);

        return template;
    }

    /// <summary>Takes the template away when all tests have run.</summary>
    public sealed class Templates : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Template.IsValueCreated)
                await (await Template.Value).Drop();
        }
    }

    private sealed class OnSqlite : TestStore
    {
        private readonly string _folder = Path.Combine(Path.GetTempPath(), $"parley-{Guid.NewGuid():N}");

        public override string[] Settings => [$"--Storage:DataFolder={_folder}"];

        protected override Task CreateEmpty() => Task.CompletedTask;

        protected override Task CopyOf(TestStore template)
        {
            Directory.CreateDirectory(_folder);
            foreach (var file in Directory.EnumerateFiles(((OnSqlite)template)._folder))
                File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));

            return Task.CompletedTask;
        }

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

        protected override Task CreateEmpty() => Run($"CREATE DATABASE {_name}");

        protected override Task CopyOf(TestStore template) =>
            Run($"CREATE DATABASE {_name} TEMPLATE {((OnPostgres)template)._name}");

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
