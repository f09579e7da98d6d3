using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Messages;
using Parley.Tests.Conversations;
using Parley.Tests.People;

namespace Parley.Tests.Messages;

public sealed class SenderTests(World world) : IClassFixture<World>
{
    [Fact]
    [Covers("S4-11", "S4-12", "S1-7")]
    public async Task Five_parties_and_the_system_speak_each_in_the_role_that_it_has_in_this_conversation()
    {
        var (blueDoor, redBarn) = (await world.Business(), await world.Business("Red Barn"));
        var greenHill = await world.Business("Green Hill");
        var alice = await world.Customer("Alice");
        var bea = await world.Member(blueDoor, "Bea");
        var rita = await world.Member(redBarn, "Rita");
        var greta = await world.Member(greenHill, "Greta");
        var ada = await world.Admin();
        var talk = await world.Talk(
            alice,
            blueDoor,
            [
                new NewParty(Owner.Business(redBarn.Row), Role.Supplier),
                new NewParty(Owner.Business(greenHill.Row), Role.Reseller),
                new NewParty(Owner.Platform, Role.Platform),
            ]
        );

        foreach (var person in new[] { alice, bea, rita, greta, ada })
            await person.Says($"I am {person.Name}", talk);
        await bea.Patches($"/conversations/{talk}", new { status = "resolved" });

        string[] expected = ["customer", "seller", "supplier", "reseller", "platform", "system"];
        foreach (var reader in new[] { alice, bea, rita, greta, ada })
        {
            var history = (await reader.Gets($"/conversations/{talk}/messages").Read<JsonElement>()).GetProperty(
                "items"
            );
            Assert.Equal(expected, history.EnumerateArray().Select(message => message.Text("sender", "role")));
            Assert.False(history[5].GetProperty("sender").TryGetProperty("personId", out _));
            Assert.Equal(5, (await reader.Sees(talk)).Parties.Count);
        }

        // Who sells here may buy elsewhere.
        var other = await world.Talk(bea, redBarn);
        Assert.Equal(Role.Customer, (await bea.Says("Do you have clay?", other)).Sender.Role);
    }

    [Theory]
    [InlineData(Channel.InApp, "in_app")]
    [InlineData(Channel.Email, "email")]
    [InlineData(Channel.Whatsapp, "whatsapp")]
    [InlineData(Channel.Sms, "sms")]
    [Covers("S4-13", "S4-63")]
    public async Task The_door_that_a_message_came_through_stands_with_it(Channel channel, string word)
    {
        var alice = await world.ACustomer($"Alice {word}");
        var bea = await world.AMember("Bea", await world.ABusiness("Blue Door Ceramics"));
        var talk = await world.ConversationBetween(await world.AShop(), alice, bea.Side);

        // Only the app has a door of its own today; the other ways will come in where this calls.
        await world
            .Services.GetRequiredService<SendMessage>()
            .Run(alice.Actor, talk.Id, new SendMessageRequest("Hello", Guid.CreateVersion7()), channel, null, default);

        var device = await world.SignedIn(bea.Row);
        var history = await device.Gets($"/conversations/{talk.Id}/messages").Read<JsonElement>();
        Assert.Equal(word, history.GetProperty("items")[0].Text("channel"));
        var list = await (await world.SignedIn(alice.Row)).Gets("/conversations").Read<JsonElement>();
        Assert.Equal(word, list.GetProperty("items")[0].Text("last", "channel"));
    }
}
