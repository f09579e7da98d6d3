using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Events;
using Parley.People;
using Parley.Tests.Contact;

namespace Parley.Tests.People;

/// <summary>What strangers try through one node counts at the others.</summary>
public sealed class AttemptLimitNodesTests : IAsyncLifetime
{
    private readonly World _world = new() { With = ["--Contact:InquiriesPerHour=2"] };
    private World? _other;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _other = await _world.SecondNode();
    }

    public async ValueTask DisposeAsync()
    {
        if (_other is not null)
            await _other.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_guest_who_has_asked_enough_through_one_node_is_refused_by_one_that_was_never_asked()
    {
        var business = await _world.Business();
        await business.Shop.Sets(new { general = "verified_email" });
        foreach (var question in new[] { "Is it blue?", "Is it red?" })
            await _world.Visitor("Kim").Inquires(business, "kim@example.com", question).Waits();
        await AllIsHeard();

        var refused = await _other!.Visitor("Kim").Inquires(business, "kim@example.com", "Or green?");

        Assert.Equal("rate_limited", await refused.Code());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 50, 60);
    }

    [Fact]
    public async Task Wrong_passwords_count_at_every_node_and_right_ones_at_none()
    {
        await _world.Account("dora@example.com");
        for (var i = 0; i < SignInLimits.PerAccountAndSource; i++)
            Assert.Equal(HttpStatusCode.NoContent, await Tries(_world, Cast.Password));
        for (var guess = 1; guess < SignInLimits.PerAccountAndSource; guess++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Tries(_world, $"guess {guess}"));
        await AllIsHeard();

        Assert.Equal(HttpStatusCode.Unauthorized, await Tries(_other!, "the last guess"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Tries(_other!, Cast.Password));
    }

    private static async Task<HttpStatusCode> Tries(World node, string password) =>
        (await node.Visitor().Posts("/session", new { email = "dora@example.com", password })).StatusCode;

    /// <summary>Signals come in the order in which they were sent.</summary>
    private async Task AllIsHeard()
    {
        var heard = new TaskCompletionSource();
        _other!.Services.GetRequiredService<INodeBus>().Listen("test.last", _ => heard.TrySetResult());
        _world.Services.GetRequiredService<INodeBus>().Publish("test.last", "");
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
