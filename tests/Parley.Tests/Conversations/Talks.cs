using System.Text.Json;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Messages;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Conversations;

/// <summary>A conversation of signed-in people, in the words of the tests.</summary>
public static class Talks
{
    public static Task<Guid> Talk(
        this World world,
        Person customer,
        TestBusiness seller,
        params TestBusiness[] suppliers
    ) =>
        world.Talk(
            customer,
            seller,
            [.. suppliers.Select(supplier => new NewParty(Owner.Business(supplier.Row), Role.Supplier))]
        );

    public static async Task<Guid> Talk(this World world, Person customer, TestBusiness seller, NewParty[] others)
    {
        var opened = await world.Write(
            (work, now) =>
                OpenConversation.Run(
                    work,
                    new NewConversation(
                        seller.Shop.Row,
                        TopicKind.General,
                        Guid.Empty,
                        Guid.NewGuid().ToString(),
                        customer.Row,
                        seller.Row,
                        "Order 10428",
                        new TopicView(TopicKind.General, "Oak side table", ExternalId: "10428"),
                        [
                            new NewParty(Owner.Person(customer.Row), Role.Customer),
                            new NewParty(Owner.Business(seller.Row), Role.Seller),
                            .. others,
                        ],
                        customer.Name,
                        seller.Name
                    ),
                    now
                )
        );

        return opened.Id;
    }

    public static Task<HttpResponseMessage> Sends(
        this Person person,
        string body,
        Guid to,
        Guid? clientId = null,
        string audience = "everyone"
    ) =>
        person.Posts(
            $"/conversations/{to}/messages",
            new
            {
                body,
                clientId = clientId ?? Guid.CreateVersion7(),
                audience = new { kind = audience },
            }
        );

    public static Task<MessageView> Says(this Person person, string body, Guid to, string audience = "everyone") =>
        person.Sends(body, to, null, audience).Read<MessageView>();

    public static async Task Reads(this Person person, Guid conversation, long seq, string audience = "everyone")
    {
        var answer = await person.Posts(
            $"/conversations/{conversation}/read",
            new { upTo = new[] { new { audience = new { kind = audience }, seq } } }
        );
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
    }

    public static Task<ConversationView> Sees(this Person person, Guid conversation) =>
        person.Gets($"/conversations/{conversation}").Read<ConversationView>();

    public static async Task<IReadOnlyList<InboxRowView>> Lists(this Person person, string query = "") =>
        (await person.Gets($"/conversations{query}").Read<Parley.Kernel.Page<InboxRowView>>()).Items;

    public static Task<Parley.Kernel.Page<MessageView>> History(
        this Person person,
        Guid conversation,
        string query = ""
    ) => person.Gets($"/conversations/{conversation}/messages{query}").Read<Parley.Kernel.Page<MessageView>>();

    public static Task<SyncPage> Syncs(this Person person, string? cursor = null) =>
        person.Gets(cursor is null ? "/sync" : $"/sync?cursor={cursor}").Read<SyncPage>();

    /// <summary>
    /// Reads the feed until it has nothing more. What was committed a moment ago may come twice, while another transaction of the
    /// database server, perhaps of another test, is still under way.
    /// </summary>
    /// <returns>Where it ends now.</returns>
    public static async Task<string> SyncsUntilQuiet(this Person person, string cursor)
    {
        using var patience = new CancellationTokenSource(Live.Ear.Patience);
        while (true)
        {
            var page = await person.Syncs(cursor);
            if (page.Changed.Count == 0)
                return page.Cursor;
            cursor = page.Cursor;
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    public static string Text(this JsonElement json, params string[] path) =>
        path.Aggregate(json, (element, name) => element.GetProperty(name)).GetString()!;
}
