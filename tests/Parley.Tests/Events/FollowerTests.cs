using Microsoft.Extensions.DependencyInjection;
using Parley.Events.Followers;
using Parley.Kernel;
using Parley.Outbound;
using Parley.Tests.Outbound;

namespace Parley.Tests.Events;

public sealed class FollowerTests : IAsyncLifetime
{
    private readonly World _world = new() { Replace = AddCourier, With = ["--Messaging:RatePerMinute=1000"] };
    private Someone _alice = null!;
    private Talk _talk = null!;
    private Talk _other = null!;

    private static void AddCourier(IServiceCollection services)
    {
        services.AddSingleton<Courier>();
        services.AddSingleton<IFollower>(provider => provider.GetRequiredService<Courier>());
    }

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        var shop = await _world.AShop();
        _alice = await _world.ACustomer("Alice");
        var bea = await _world.AMember("Bea", await _world.ABusiness("Blue Door Ceramics"));
        var ben = await _world.AMember("Ben", await _world.ABusiness("Copper & Oak"));
        _talk = await _world.ConversationBetween(shop, _alice, bea.Side);
        _other = await _world.ConversationBetween(shop, _alice, ben.Side);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private Courier Courier => _world.Services.GetRequiredService<Courier>();

    [Fact]
    public async Task A_follower_has_each_message_once_and_goes_on_after_a_restart()
    {
        for (var i = 0; i < 450; i++)
            await _world.Sends(_alice, $"#{i}", _talk);
        for (var i = 0; i < 450; i++)
            Assert.Equal($"#{i}", await Courier.Next());

        await _world.Restart();
        await _world.Sends(_alice, "After the restart", _talk);

        Assert.Equal("After the restart", await Courier.Next());
        Assert.Empty(Courier.Rest());
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_holds_only_its_own_lane()
    {
        Courier.Refused["first"] = true;
        await _world.Sends(_alice, "first", _talk);
        await _world.Sends(_alice, "second", _talk);
        await _world.Sends(_alice, "elsewhere", _other);
        Assert.Equal("elsewhere", await Courier.Next());

        Courier.Refused.Clear();

        Assert.Equal("first", await Courier.Next());
        Assert.Equal("second", await Courier.Next());
    }

    [Fact]
    public async Task What_always_fails_is_given_up_kept_and_holds_its_lane_no_more()
    {
        Courier.Refused["poison"] = true;
        await _world.Sends(_alice, "poison", _talk);
        await _world.Sends(_alice, "after it", _talk);
        var carried = Courier.Next();

        while (!carried.IsCompleted)
        {
            // The pauses add up to more than an hour.
            await _world.Database.Write(work => work.Execute("UPDATE effect SET due_at = 0 WHERE tries > 0"));
            await Task.WhenAny(carried, Task.Delay(50));
        }

        Assert.Equal("after it", await carried);
        var failed = await _world.Database.Read(work =>
            work.Query<string>("SELECT error FROM effect WHERE failed_at IS NOT NULL AND tries = 6")
        );
        Assert.Equal([nameof(HttpRequestException)], failed);
    }

    [Fact]
    public async Task A_mail_of_a_transaction_that_was_undone_is_never_sent()
    {
        var mailer = _world.Services.GetRequiredService<Mailer>();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _world.Database.Write(async work =>
            {
                await mailer.Add(work, new Mail("undone@example.com", "Hello", "text"));
                throw new InvalidOperationException("Undone.");
            })
        );

        await _world.Mails(new Mail("done@example.com", "Hello", "text"));

        await _world.MailTo("done@example.com");
        // A mail leaves the table only after it has gone.
        await Eventually.Is(() => Count("SELECT count(*) FROM effect"), left => left == 0);
        Assert.Empty(_world.MailsTo("undone@example.com"));
    }

    [Fact]
    public async Task A_mail_that_waits_survives_a_restart_and_cannot_be_read_in_the_database()
    {
        _world.Replace = services =>
        {
            AddCourier(services);
            services.AddSingleton<IMailTransport, BrokenTransport>();
        };
        await _world.Restart();
        await _world.Mails(new Mail("alice@example.com", "Hello", "a secret link"));
        var stored = await _world.Database.Read(work => work.One<byte[]>("SELECT data FROM effect"));
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(stored!));

        _world.Replace = AddCourier;
        await _world.Restart();

        Assert.Contains("a secret link", await _world.MailTo("alice@example.com"));
    }

    [Fact]
    public async Task A_node_that_lost_its_lease_cannot_move_the_place()
    {
        var slow = LeaseOf("slow");
        var other = LeaseOf("other");
        Assert.True(await slow.Keep());
        Assert.False(await other.Keep());
        await _world.Database.Write(work => work.Execute("UPDATE follower SET leased_until = 0 WHERE name = 'index'"));
        Assert.True(await other.Keep());

        await _world.Database.Write(work => other.Move(work, new Place(7, 70)));
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            _world.Database.Write(work => slow.Move(work, new Place(8, 80)))
        );

        Assert.Equal(new Place(7, 70), await _world.Database.Read(other.Read));
    }

    [Fact]
    public async Task Of_two_nodes_one_runs_a_follower_and_the_other_takes_over_when_it_stops()
    {
        await using var second = await _world.SecondNode();
        for (var i = 0; i < 20; i++)
            await second.Sends(_alice, $"#{i}", _talk);
        for (var i = 0; i < 20; i++)
            Assert.Equal($"#{i}", await Courier.Next());
        var relief = second.Services.GetRequiredService<Courier>();
        Assert.Empty(relief.Rest());

        await _world.App.StopAsync();
        await second.Sends(_alice, "Who carries this?", _talk);

        Assert.Equal("Who carries this?", await relief.Next());
    }

    private Lease LeaseOf(string node) =>
        new("index", node, _world.Database, _world.Services.GetRequiredService<Clock>());

    private Task<long> Count(string sql) => _world.Database.Read(work => work.One<long>(sql));

    private sealed class BrokenTransport : IMailTransport
    {
        public Task Send(Guid id, Mail mail, CancellationToken cancellationToken) =>
            throw new IOException("No mail server.");
    }
}
