using System.Net;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;

namespace Parley.Tests.Messages;

public sealed class SendLimitTests(World world) : IClassFixture<World>
{
    [Fact]
    [Covers("S2-17", "S2-80")]
    public async Task A_customer_sends_ten_messages_a_minute_over_all_doors_and_conversations_and_is_told_when_to_go_on()
    {
        var business = await world.Business();
        var (alice, bea) = (await world.Customer("Alice"), await world.Member(business, "Bea"));
        var (talk, other) = (await world.Talk(alice, business), await world.Talk(alice, business));
        await using var phone = await Ear.Of(alice);
        var first = Guid.CreateVersion7();
        await alice.Sends("#0", talk, first).Read<MessageView>();
        for (var i = 1; i < 9; i++)
            await alice.Says($"#{i}", i % 2 == 0 ? talk : other);
        await phone.Call("Send", Sending("#9"));

        var refusal = await alice.Sends("#10", other);

        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited"), (refusal.StatusCode, await refusal.Code()));
        Assert.InRange(refusal.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.StartsWith("rate_limited;", await phone.Refusal("Send", Sending("#10")));
        Assert.Equal(HttpStatusCode.OK, (await alice.Sends("#0", talk, first)).StatusCode);
        await bea.Says("I am not held up", talk);
        Assert.Equal(7, (await bea.History(talk)).Items.Count);
        Assert.Equal(4, (await bea.History(other)).Items.Count);

        object Sending(string body) =>
            new
            {
                conversationId = talk,
                clientId = Guid.CreateVersion7(),
                body,
            };
    }
}
