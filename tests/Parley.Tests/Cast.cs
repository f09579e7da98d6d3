using Microsoft.Extensions.DependencyInjection;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Tests;

/// <summary>Somebody of the cast, known to the database but without a session: for tests of what lies below the doors.</summary>
public sealed record Someone(Actor Actor, Owner Side)
{
    public long Row => Actor.PersonRow;
}

/// <summary>A conversation of the cast.</summary>
public sealed record Talk(long Row, Guid Id);

/// <summary>
/// The cast: Alice and Carol are customers, Bea and Ben work at Blue Door Ceramics, Mallory means harm. Made by SQL, for tests of
/// the log and the seats; tests through the front door sign people in.
/// </summary>
public static class Cast
{
    public static async Task<long> AShop(this World world) =>
        await world.Database.Write(work =>
            work.One<long>(
                "INSERT INTO shop (id, name, created_at) VALUES (@id, 'Shop', 0) RETURNING row_id",
                new { id = Guid.CreateVersion7() }
            )
        );

    public static async Task<Someone> ACustomer(this World world, string name)
    {
        var id = Guid.CreateVersion7();
        var row = await world.Database.Write(work =>
            work.One<long>(
                "INSERT INTO person (id, name, created_at) VALUES (@id, @name, 0) RETURNING row_id",
                new { id, name }
            )
        );

        return new Someone(new Actor(row, id, name, 0, false, false, 1, 0), Owner.Person(row));
    }

    public static async Task<long> ABusiness(this World world, string name) =>
        await world.Database.Write(work =>
            work.One<long>(
                "INSERT INTO business (id, name, created_at) VALUES (@id, @name, 0) RETURNING row_id",
                new { id = Guid.CreateVersion7(), name }
            )
        );

    public static async Task<Someone> AMember(this World world, string name, long businessRow)
    {
        var person = await world.ACustomer(name);
        await world.Database.Write(work =>
            work.Execute(
                "INSERT INTO member (business_row, person_row, role, joined_at) VALUES (@businessRow, @Row, 2, 0)",
                new { businessRow, person.Row }
            )
        );

        return person with
        {
            Side = Owner.Business(businessRow),
        };
    }

    public static async Task<Talk> ConversationBetween(
        this World world,
        long shopRow,
        Someone customer,
        params Owner[] businesses
    )
    {
        var opened = await world.Database.Write(work =>
            OpenConversation.Run(
                work,
                new NewConversation(
                    shopRow,
                    TopicKind.General,
                    Guid.Empty,
                    Guid.NewGuid().ToString(),
                    customer.Row,
                    businesses[0].Row,
                    "A question",
                    new TopicView(TopicKind.General, "A question"),
                    [
                        new NewParty(customer.Side, Role.Customer),
                        .. businesses.Select(
                            (business, i) => new NewParty(business, i == 0 ? Role.Seller : Role.Supplier)
                        ),
                    ]
                ),
                DateTimeOffset.UnixEpoch
            )
        );

        return new Talk(opened.RowId, opened.Id);
    }

    /// <returns>Null when he has no seat there.</returns>
    public static Task<SentView?> Sends(
        this World world,
        Someone sender,
        string body,
        Talk to,
        Guid? clientId = null,
        AudienceKind audience = AudienceKind.Everyone
    ) =>
        world
            .Services.GetRequiredService<SendMessage>()
            .Run(
                sender.Actor,
                to.Id,
                new SendMessageRequest(body, clientId ?? Guid.CreateVersion7(), new AudienceName(audience)),
                Channel.InApp,
                origin: null,
                default
            );
}
