using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Tests.Storage;

public sealed class StorageTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task A_started_server_says_that_it_is_ready()
    {
        Assert.Equal("ok", await world.Http.GetStringAsync("/healthz"));
        Assert.Equal("ready", await world.Http.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task An_address_that_nobody_knows_answers_a_problem_with_a_code()
    {
        var answer = await world.Http.GetAsync("/api/v1/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("not_found", problem.GetProperty("code").GetString());
    }

    [Fact]
    [Covers("S0-17")]
    public async Task Migrations_that_ran_do_not_run_again()
    {
        var folder = $".Migrations.{(world.Database.OnPostgres ? "postgres" : "sqlite")}.";
        var shipped = typeof(Migrator)
            .Assembly.GetManifestResourceNames()
            .Count(name => name.Contains(folder, StringComparison.Ordinal));

        Assert.InRange(shipped, 18, int.MaxValue);
        Assert.Equal(shipped, await world.Database.Read(work => work.One<int>("SELECT count(*) FROM migration")));
        Assert.Equal(0, await world.Services.GetRequiredService<Migrator>().Run(default));
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_ran_stops_the_start()
    {
        await using var altered = new World();
        await altered.InitializeAsync();
        await altered.Database.Write(work => work.Execute("UPDATE migration SET checksum = 'other' WHERE number = 1"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            altered.Services.GetRequiredService<Migrator>().Run(default)
        );
        Assert.Contains("0001-storage", failure.Message);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing()
    {
        await Assert.ThrowsAsync<RuleBrokenException>(() =>
            world.Database.Write(async work =>
            {
                await work.Execute("INSERT INTO installation (name, value) VALUES ('half', 'done')");
                throw new RuleBrokenException(Problem.StatusConflict);
            })
        );

        var left = await world.Database.Read(work =>
            work.One<long>("SELECT count(*) FROM installation WHERE name = 'half'")
        );
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task Stamps_rise_with_each_write()
    {
        var first = await world.Database.Write(work => work.Stamp());
        var second = await world.Database.Write(work => work.Stamp());

        Assert.True(second > first, $"{second} after {first}");
    }

    [Fact]
    public async Task Ids_and_instants_come_back_as_they_went_in()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        var id = Ids.New(now);
        await world.Database.Write(work =>
            work.Execute("INSERT INTO shop (id, name, created_at) VALUES (@id, 'Shop', @now)", new { id, now })
        );

        var row = await world.Database.Read(work =>
            work.One<ShopRow>("SELECT id, created_at FROM shop WHERE id = @id", new { id })
        );
        Assert.Equal(id, row!.Id);
        Assert.Equal(now, row.CreatedAt);
    }

    private sealed class ShopRow
    {
        public Guid Id { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
    }
}
