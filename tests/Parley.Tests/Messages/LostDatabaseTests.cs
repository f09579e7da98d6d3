using Npgsql;
using Parley.Kernel;
using Parley.Messages;

namespace Parley.Tests.Messages;

public sealed class LostDatabaseTests(World world) : IClassFixture<World>
{
    private const int MaxTries = 30;

    [Fact]
    public async Task A_send_that_meets_a_dead_connection_is_told_to_try_again_and_then_succeeds()
    {
        Assert.SkipUnless(world.Database.OnPostgres, "SQLite has no connection that could die.");
        var shop = await world.AShop();
        var alice = await world.ACustomer("Alice");
        var business = await world.ABusiness("Blue Door Ceramics");
        var bea = await world.AMember("Bea", business);
        var talk = await world.ConversationBetween(shop, alice, bea.Side);
        await world.Sends(alice, "Hello", to: talk);
        var clientId = Guid.CreateVersion7();

        await CutAllConnections();
        // Each of the pool's connections is found dead once.
        var failures = new List<Exception>();
        SentView? sent = null;
        while (sent is null && failures.Count < MaxTries)
        {
            var failure = await Record.ExceptionAsync(async () =>
                sent = await world.Sends(alice, "Are you there?", to: talk, clientId)
            );
            if (failure is not null)
                failures.Add(failure);
        }

        Assert.NotEmpty(failures);
        Assert.All(failures, failure => Assert.Equal(Problem.Unavailable, world.Database.ProblemOf(failure)));
        Assert.Equal(2, sent!.Message.Seq);
    }

    private async Task CutAllConnections()
    {
        var database = await world.Database.Read(work => work.One<string>("SELECT current_database()"));
        await using var source = NpgsqlDataSource.Create(TestStore.PostgresServer!);
        await using var command = source.CreateCommand(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        );
        await command.ExecuteNonQueryAsync();
    }
}
