using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Load;

/// <summary>A conversation with both sides signed in.</summary>
public sealed record Pair(Guid ConversationId, string CustomerToken, string MemberToken, Guid BusinessId);

/// <summary>Fills an empty database with what a load needs, through the server's own code but without its doors.</summary>
public static class Seed
{
    public static async Task<IReadOnlyList<Pair>> Conversations(Store store, int count)
    {
        await using var server = Server.Build([.. store.Settings, "--Logging:LogLevel:Default=Error"]);
        await Server.Prepare(server, default);
        var database = server.Services.GetRequiredService<Database>();
        var now = server.Services.GetRequiredService<Clock>().Now;
        var shop = await database.Write(work =>
            work.One<long>(
                "INSERT INTO shop (id, name, created_at) VALUES (@id, 'Bench', 0) RETURNING row_id",
                new { id = Ids.New(now) }
            )
        );
        var pairs = new List<Pair>();
        for (var i = 0; i < count; i++)
            pairs.Add(await database.Write(work => Pair(work, shop, i, now)));

        return pairs;
    }

    /// <returns>The token of one who runs the marketplace.</returns>
    public static async Task<string> Admin(Store store)
    {
        await using var server = Server.Build([.. store.Settings, "--Logging:LogLevel:Default=Error"]);
        var now = server.Services.GetRequiredService<Clock>().Now;

        return await server
            .Services.GetRequiredService<Database>()
            .Write(async work =>
            {
                var (row, token) = await Person(work, "Admin", now);
                await work.Execute(
                    "UPDATE person SET is_admin = @isAdmin WHERE row_id = @row",
                    new { isAdmin = true, row }
                );

                return token;
            });
    }

    private static async Task<Pair> Pair(Work work, long shop, int number, DateTimeOffset now)
    {
        var (customer, customerToken) = await Person(work, $"Customer {number}", now);
        var (member, memberToken) = await Person(work, $"Member {number}", now);
        var businessId = Ids.New(now);
        var business = await work.One<long>(
            "INSERT INTO business (id, name, created_at) VALUES (@id, @name, 0) RETURNING row_id",
            new { id = businessId, name = $"Business {number}" }
        );
        await work.Execute(
            "INSERT INTO member (business_row, person_row, role, joined_at) VALUES (@business, @member, 1, 0)",
            new { business, member }
        );
        var opened = await OpenConversation.Run(
            work,
            new NewConversation(
                shop,
                TopicKind.General,
                Guid.Empty,
                "",
                customer,
                business,
                "A question",
                new TopicView(TopicKind.General, "A question"),
                [
                    new NewParty(Owner.Person(customer), Role.Customer),
                    new NewParty(Owner.Business(business), Role.Seller),
                ]
            ),
            now
        );

        return new Pair(opened.Id, customerToken, memberToken, businessId);
    }

    private static async Task<(long Row, string Token)> Person(Work work, string name, DateTimeOffset now)
    {
        var row = await work.One<long>(
            "INSERT INTO person (id, name, created_at) VALUES (@id, @name, 0) RETURNING row_id",
            new { id = Ids.New(now), name }
        );
        var session = await Sessions.Start(work, SessionKind.Cookie, row, 0, new Caller("", "bench"), now);

        return (row, session.Token);
    }
}
