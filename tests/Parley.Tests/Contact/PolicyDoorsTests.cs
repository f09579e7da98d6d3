using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Parley.Contact;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>Every policy, for everybody, through every door: none of them is a way around it.</summary>
public sealed class PolicyDoorsTests(PolicyPeople people) : IClassFixture<PolicyPeople>
{
    private static readonly string[] Doors = ["app", "shop", "inquiry", "widget", "live"];

    public static TheoryData<string, string, string, string> Table()
    {
        var table = new TheoryData<string, string, string, string>();
        foreach (var (policy, relation, answer) in PolicyTable.Cells)
        foreach (var door in Doors.Where(door => Has(relation, door)))
            table.Add(policy, relation, door, AnswerAt(door, policy, relation, answer));

        return table;
    }

    /// <summary>A shop's server acts for those whom the shop knows.</summary>
    private static bool Has(string relation, string door) => door != "shop" || relation is not ("visitor" or "guest");

    private static string AnswerAt(string door, string policy, string relation, string answer) =>
        (door, relation) switch
        {
            // It waits until he has proven his address.
            ("inquiry", "visitor") => policy switch
            {
                "anyone" => "",
                "verified_email" => "waits_for_proof",
                "closed" => "closed",
                _ => "sign_in_required",
            },
            // The hub opens nothing: what was not opened is not there.
            ("live", not "visitor") when answer != "" => "not_found",
            _ => answer,
        };

    [Theory]
    [MemberData(nameof(Table))]
    [Covers("S0-11", "S2-115")]
    public async Task Nobody_comes_through_a_door_that_the_policy_closes_to_him(
        string policy,
        string relation,
        string door,
        string answer
    )
    {
        var place = people.Places[policy];
        var vase = await place.Server.Offers(place.BlueDoor, "listings", "Blue vase");
        var about = new { kind = "listing", id = vase };

        Assert.Equal(answer, await At(door, await people.Of(policy, relation), place, about));

        var isOpen = answer == "";
        var lines = await place.Bea.Lists($"?as={place.BlueDoor.Id}");
        Assert.Equal(isOpen, lines.Any(line => line.Topic.Id == vase));
    }

    [Fact]
    public void The_table_has_every_policy_for_everybody_at_every_door()
    {
        var cells = Table().Select(row => (row.Data.Item1, row.Data.Item2, row.Data.Item3)).ToList();
        var wanted =
            from policy in Enum.GetValues<ContactPolicy>()
            from relation in PolicyTable.Relations
            from door in Doors
            where Has(relation, door)
            select (JsonNamingPolicy.SnakeCaseLower.ConvertName(policy.ToString()), relation, door);

        Assert.Equal(wanted.Order(), cells.Order());
    }

    private async Task<string> At(string door, PolicyPerson who, PolicyPlace place, object topic)
    {
        switch (door)
        {
            case "app":
                return await Answer(await Starts(who.App, place, topic));
            case "shop":
                return await Answer(await Starts(await place.Shop.Server(who.App.ExternalId), place, topic));
            case "widget":
                return await Answer(await Starts(who.Widget, place, topic));
            case "inquiry":
                return await Answer(await who.App.Inquires(place.BlueDoor, people.Email(), "Is it blue?", topic));
            default:
                return await Live(who, place, topic);
        }
    }

    private static Task<HttpResponseMessage> Starts(Person person, PolicyPlace place, object topic) =>
        person.Posts(
            "/conversations",
            new
            {
                topic,
                businessId = place.BlueDoor.Id,
                message = new { clientId = Guid.CreateVersion7(), body = "Is it blue?" },
            }
        );

    /// <summary>What the app and the widget do: open it, and go on over the live connection.</summary>
    private static async Task<string> Live(PolicyPerson who, PolicyPlace place, object topic)
    {
        if (!who.App.Http.DefaultRequestHeaders.Contains("Cookie"))
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            var address = new Uri($"ws://{who.App.Http.BaseAddress!.Authority}/live");
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, default));

            return socket.HttpStatusCode == HttpStatusCode.Unauthorized ? "unauthenticated" : "";
        }

        var started = await Starts(who.App, place, topic);
        var opened = started.IsSuccessStatusCode ? (await started.Read<ConversationView>()).Id : (Guid?)null;
        await using var ear = await Ear.Of(who.App);
        // What somebody else has there is as much not there as what nobody has.
        Assert.Equal("not_found", await ear.Refusal("Send", Saying(place.SomebodyElses)));

        return await ear.Refusal("Send", Saying(opened ?? Guid.CreateVersion7()));
    }

    private static object Saying(Guid conversationId) =>
        new
        {
            conversationId,
            clientId = Guid.CreateVersion7(),
            body = "Are you there?",
        };

    /// <returns>Empty when the business has it.</returns>
    private static async Task<string> Answer(HttpResponseMessage answer)
    {
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        if (answer.IsSuccessStatusCode)
            return answer.StatusCode == HttpStatusCode.Accepted ? json.Text("state") : "";

        var code = json.Text("code");
        if (code != Problem.ContactNotAllowed.Code)
            return code;

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);

        return json.Text("reason");
    }
}
